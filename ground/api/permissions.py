"""One declared permission per view or action."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request

from ground.access import OPEN, SIGNED_IN, may


class DeclaredPermission(BasePermission):
    """Lets nobody in where the view declares no permission, and only its holders where it does."""

    def has_permission(self, request: Request, view: Any) -> bool:
        permission = getattr(view, "permission", "")
        by_action = getattr(view, "permissions", {})
        permission = by_action.get(getattr(view, "action", ""), permission)
        if permission == OPEN:
            return True
        if not permission or not request.user or not request.user.is_authenticated:
            return False
        if permission == SIGNED_IN or may(request.user, permission):
            return True
        if request.method in SAFE_METHODS:
            raise Http404  # what a user may not see reads like what is not there
        return False
