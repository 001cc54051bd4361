"""Users with their passwords, and dated assignments: the only way anybody gets a right."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group
from django.http import HttpRequest
from rest_framework.authtoken.admin import TokenAdmin
from rest_framework.authtoken.models import Token, TokenProxy

from ground.access import may
from ground.admin import DatedForm, Kept, ReadOnly

from .models import Assignment, User

# Rights come from assignments, never from groups; people sign in by user name, never by e-mail.
admin.site.unregister([Group, EmailAddress, TokenProxy])


class AssignmentForm(DatedForm):
    class Meta:
        model = Assignment
        fields = ("user", "role", "everywhere", "region", "operating_unit", "kinds", "from_on", "until_on")

    def clean_kinds(self) -> list[str]:
        return self.cleaned_data.get("kinds") or []


class AssignmentInline(admin.TabularInline):
    """What a user holds and held. To give or end one, open it."""

    model = Assignment
    fk_name = "user"
    fields = readonly_fields = ("role", "where", "kinds", "valid", "granted_by")
    show_change_link = True
    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(User)
class UserPages(UserAdmin):
    list_display = ("username", "first_name", "last_name", "is_active", "is_staff", "last_login")
    list_filter = ("is_active", "is_staff")
    ordering = ("username",)
    filter_horizontal = ()
    inlines = (AssignmentInline,)
    readonly_fields = ("last_login", "date_joined")
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        ("Person", {"fields": ("first_name", "last_name", "email")}),
        ("Sign-in", {"fields": ("is_active", "is_staff", "last_login", "date_joined")}),
    )
    superuser_fieldset = ("Superuser", {"fields": ("is_superuser",)})

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Only a superuser makes another."""
        found = super().get_fieldsets(request, obj)
        return (*found, self.superuser_fieldset) if obj and request.user.is_superuser else found

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody but a superuser changes one, or could take its sign-in over."""
        if obj is not None and obj.is_superuser and not request.user.is_superuser:
            return False
        return bool(super().has_change_permission(request, obj))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_inlines(self, request: HttpRequest, obj: Any) -> Any:
        return self.inlines if obj else ()


@admin.register(Assignment)
class AssignmentAdmin(Kept):
    """To end a role, give it a last day. To change one, end it and give another: what was held stays as it was."""

    form = AssignmentForm
    list_display = ("user", "role", "where", "kinds", "valid", "granted_by")
    list_filter = ("role", "everywhere")
    search_fields = ("user__username", "user__last_name", "region", "operating_unit__code")
    list_select_related = ("user", "operating_unit", "granted_by")
    autocomplete_fields = ("user",)
    ordering = ("user__username", "pk")
    held = ("user", "role", "everywhere", "region", "operating_unit", "kinds")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return self.held if obj else ()

    def save_model(self, request: HttpRequest, obj: Any, form: forms.ModelForm[Any], change: bool) -> None:
        if not change:
            obj.granted_by = request.user
        super().save_model(request, obj, form, change)


@admin.register(TokenProxy)
class TokenPages(ReadOnly, TokenAdmin):
    """Who holds a token of the API, never the token itself: nobody acts for another. Removing one revokes it."""

    list_display = fields = ("user", "created")
    search_fields = ("user__username",)
    actions = None

    def get_object(self, *args: Any, **kwargs: Any) -> Any:
        """The token without what opens the API: its own page would print it as its title."""
        found = super().get_object(*args, **kwargs)
        if found is not None:
            found.key = "not shown"
        return found

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        Token.objects.filter(user=obj.user).delete()

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(request.user.is_superuser) or may(request.user, "accounts.manage_users")
