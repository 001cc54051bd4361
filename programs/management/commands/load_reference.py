"""`load_reference`: countries, bureaus, posts, operating units, accounts, authorities, offices, labels. Idempotent."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from ground.commands import PlainCommand
from partners.services import reference as partners
from programs.services import reference as programs
from programs.services.alumni import load_published_offices


class Command(PlainCommand):
    help = "Adds the reference rows that are missing; what was changed in the admin stays as it is."

    def act(self, **options: Any) -> int:
        with transaction.atomic():
            added = {
                **partners.load_countries(),
                "accounts": programs.load_accounts(),
                "title_ten_authorities": programs.load_authorities(),
                **programs.load_offices(),
                "published_figures": programs.load_published_figures(),
                "parameters": programs.load_parameters(),
                "program_labels": programs.load_program_labels(),
                "budget_labels": programs.load_budget_labels(),
                "published_offices": load_published_offices(),
            }
        self.put({"added": added, "written": any(added.values())})
        said = ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in added.items() if count)
        self.say(f"Reference rows added: {said or 'none, all are there'}.")
        return 0
