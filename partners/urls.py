"""Addresses of partners."""

urlpatterns: list[object] = []
