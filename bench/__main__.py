"""`python -m bench [NAME]`: runs bench.NAME, or each of them, and prints what its `main()` returns as JSON."""

import importlib
import json
import os
import sys
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path


def main(names: list[str]) -> int:
    known = sorted(path.stem for path in Path(__file__).parent.glob("[a-z]*.py"))
    unknown = [name for name in names if name not in known]
    if unknown:
        print(f"There is no bench {unknown[0]}; there is: {', '.join(known)}.", file=sys.stderr)
        return 2
    results = {}
    with nullcontext() if names == ["start"] else _set_up_django():  # that one measures ./run from outside
        for name in names or [name for name in known if name != "start"]:
            print(f"bench {name} …", file=sys.stderr, flush=True)
            results[name] = importlib.import_module(f"bench.{name}").main()
    print(json.dumps(results[names[0]] if len(names) == 1 else results, indent=2, allow_nan=False))
    return 0


def _set_up_django() -> AbstractContextManager[object]:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django
    import pghistory

    django.setup()
    return pghistory.context(command="bench")  # every write of this process says that a bench made it


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
