"""`python -m bench [NAME]`: runs bench.NAME, or each of them, and prints what its `main()` returns as JSON."""

import importlib
import json
import os
import sys
from pathlib import Path


def main(names: list[str]) -> int:
    known = sorted(path.stem for path in Path(__file__).parent.glob("[a-z]*.py"))
    unknown = [name for name in names if name not in known]
    if unknown:
        print(f"There is no bench {unknown[0]}; there is: {', '.join(known)}.", file=sys.stderr)
        return 2
    if names != ["start"]:  # that one measures ./run from outside and needs no Django
        _set_up_django()
    results = {}
    for name in names or [name for name in known if name != "start"]:
        print(f"bench {name} …", file=sys.stderr, flush=True)
        results[name] = importlib.import_module(f"bench.{name}").main()
    print(json.dumps(results[names[0]] if len(names) == 1 else results, indent=2, default=str))
    return 0


def _set_up_django() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django
    import pghistory

    django.setup()
    pghistory.context(command="bench").__enter__()  # every write of this process says that a bench made it


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
