"""`demo_users`: who may sign in to try this demonstration, and with which password."""

from __future__ import annotations

from typing import Any

from demo.cast import demo_users
from ground.commands import PlainCommand


class Command(PlainCommand):
    help = "Lists the users of the demonstration: username, password, name, role, what they do."

    def act(self, **options: Any) -> int:
        users = demo_users()
        self.put(users)
        if not self.as_json:
            for user in users:
                self.stdout.write(f"{user['username']:<15}{user['password']}  {user['name']}, {user['role'].lower()}")
        return 0
