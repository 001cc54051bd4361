"""The files that say what is installed and deployed: pinned, hashed, without an address, accepted by their schemas."""

import json
import re
import subprocess
import sys

import pytest

from config.stack.install import LOCKS, ROOT

ALL_LOCKS = sorted({lock for locks in LOCKS.values() for lock in locks})


@pytest.mark.parametrize("name", ALL_LOCKS)
def test_a_lock_pins_and_hashes_each_package_and_names_no_host(name):
    text = (ROOT / name).read_text()
    packages = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)[1:]
    assert packages
    for package in packages:
        assert re.match(r"[a-z0-9._-]+==[^ ]+( ; [^\\\n]+)? \\\n +--hash=sha256:[0-9a-f]{64}", package), package[:80]
    assert not re.search(r"://|--(extra-)?index-url|--find-links|--trusted-host", text)


def test_the_locks_agree_with_each_other():
    pins: dict[str, set[str]] = {}
    for name in ALL_LOCKS:
        for package, version in re.findall(r"^([a-z0-9._-]+)==(\S+)", (ROOT / name).read_text(), re.MULTILINE):
            pins.setdefault(package, set()).add(version)
    assert {package: versions for package, versions in pins.items() if len(versions) > 1} == {}


def test_the_front_end_lock_has_hashes_and_no_addresses():
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    assert {"node_modules/@uswds/uswds", "node_modules/echarts", "node_modules/world-atlas"} <= set(packages)
    for name, package in packages.items():
        assert "resolved" not in package
        assert not name or package["integrity"].startswith("sha512-")


def test_the_compose_file_follows_the_compose_specification():
    command = [
        sys.executable,
        "-m",
        "check_jsonschema",
        "--builtin-schema",
        "vendor.compose-spec",
        "docker-compose.yml",
    ]
    checked = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_only_the_migrations_learn_the_owners_password():
    """A service that serves pages or takes tasks must not be able to change tables or guards."""
    services = re.split(r"^  (?=[a-z]+:$)", (ROOT / "docker-compose.yml").read_text(), flags=re.MULTILINE)[1:]
    assert [s.split(":")[0] for s in services if "GATEHOUSE_OWNER_PASSWORD" in s] == ["postgres", "migrate"]
