"""`demo_users`: who may sign in to try this demonstration, and with which password."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from demo.cast import demo_users


class Command(BaseCommand):
    help = "Lists the users of the demonstration: username, password, name, role, what they do."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="one JSON list on standard output")

    def handle(self, *args: Any, **options: Any) -> None:
        users = demo_users()
        if options["json"]:
            self.stdout.write(json.dumps(users))
            return
        for user in users:
            self.stdout.write(f"{user['username']:<15}{user['password']}  {user['name']}, {user['role'].lower()}")
