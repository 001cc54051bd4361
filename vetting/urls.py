"""Addresses of vetting."""

urlpatterns: list[object] = []
