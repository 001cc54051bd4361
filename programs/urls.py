"""Addresses of programs."""

urlpatterns: list[object] = []
