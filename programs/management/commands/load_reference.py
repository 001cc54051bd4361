"""`load_reference`: countries, bureaus, posts, operating units, accounts, authorities, labels. Idempotent."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction

from partners.services import reference as partners
from programs.services import reference as programs


class Command(BaseCommand):
    help = "Adds the reference rows that are missing; what was changed in the admin stays as it is."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="one JSON object on standard output")

    def handle(self, *args: Any, **options: Any) -> None:
        with transaction.atomic():
            added = {
                **partners.load_countries(),
                "accounts": programs.load_accounts(),
                "title_ten_authorities": programs.load_authorities(),
                "program_labels": programs.load_program_labels(),
                "budget_labels": programs.load_budget_labels(),
            }
        if options["json"]:
            self.stdout.write(json.dumps({"added": added, "written": any(added.values())}))
        else:
            said = ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in added.items() if count)
            self.stderr.write(f"Reference rows added: {said or 'none, all are there'}.")
