"""How the tests of this folder use pages: sign in, read, press a step."""

from __future__ import annotations

from typing import Any

from django.test import Client


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def html(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, (address, response.status_code)
    return response.content.decode()


def step(client: Client, address: str, name: str, version: int, note: str = "") -> Any:
    return client.post(f"{address}step/", {"step": name, "version": version, "note": note})
