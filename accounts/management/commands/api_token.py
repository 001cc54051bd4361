"""Prints a token for the API: `Authorization: Token …`. The same user gets the same token until it is deleted."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandParser
from rest_framework.authtoken.models import Token

from accounts.models import User
from ground.commands import PlainCommand
from ground.refusals import Refused


class Command(PlainCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("username")

    def act(self, **options: Any) -> int:
        user = User.objects.filter(username=options["username"], is_active=True).first()
        if user is None:
            raise Refused("no_such_user", f"There is no active user “{options['username']}”.", field="username")
        token, _ = Token.objects.get_or_create(user=user)
        self.put({"username": user.username, "token": token.key})
        if not self.as_json:
            self.stdout.write(token.key)
        return 0
