"""Sign-in with a password, and permissions read from dated assignments instead of groups."""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend

# What each permission of ours opens in Django admin, by "app.model" of its permission strings.
ADMIN: dict[str, tuple[str, ...]] = {
    "accounts.manage_users": ("accounts.user", "accounts.assignment", "authtoken.tokenproxy"),
    "ground.manage_parameters": ("ground.parameter", "vetting.validityrule"),
    "partners.manage_reference": (
        "partners.country",
        "partners.countryname",
        "partners.bureau",
        "partners.combatantcommand",
        "partners.post",
        "partners.operatingunit",
        "partners.deflator",
        "programs.titletenauthority",
        "programs.course",
        "programs.account",
    ),
    "vetting.manage_lists": ("vetting.watchlist", "vetting.listversion"),
    "reporting.view_background": ("reporting.fill", "reporting.rollup", "ground.importbatch", "ground.stalefact"),
}


class AssignmentBackend(AuthenticationBackend):
    """`has_perm` answers from `user.scope`; the admin's own names are translated by the table above.

    A superuser administers everything that the admin holds and, without an assignment, sees no case (`visible_to`).
    """

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        if not user_obj.is_active:
            return False
        if user_obj.scope.has(perm):
            return True
        app, _, codename = perm.partition(".")
        verb, _, model = codename.partition("_")
        if verb not in {"view", "add", "change"}:
            return False
        return any(f"{app}.{model}" in ADMIN.get(held, ()) for held in user_obj.scope.permissions)

    def has_module_perms(self, user_obj: Any, app_label: str) -> bool:
        if not user_obj.is_active:
            return False
        held = user_obj.scope.permissions
        return any(name.startswith(f"{app_label}.") for p in held for name in ADMIN.get(p, ()))

    def get_all_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        return set(user_obj.scope.permissions)
