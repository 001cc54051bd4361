#!/usr/bin/env python
"""Django's command line. Each command runs inside a history context: what it writes says who wrote it."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import pghistory
    from django.core.management import execute_from_command_line

    with pghistory.context(command=sys.argv[1] if len(sys.argv) > 1 else "help"):
        execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
