"""Addresses of reporting."""

urlpatterns: list[object] = []
