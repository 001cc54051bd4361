"""Names of files that leave Gatehouse, and the header that carries them."""

from __future__ import annotations

import re
import unicodedata

from django.utils.http import content_disposition_header

_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)
"""Names that Windows keeps for devices, whatever the ending."""


def file_name(*parts: object, ending: str) -> str:
    """A plain name from words and numbers: `file_name("training", 2012, "Côte d'Ivoire", ending="csv")` gives
    `training-2012-cote-d-ivoire.csv`."""
    plain = unicodedata.normalize("NFKD", " ".join(str(part) for part in parts)).encode("ascii", "ignore").decode()
    stem = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:120].strip("-")
    stem = f"file-{stem}" if not stem or _DEVICES.match(stem) else stem
    return f"{stem.strip('-')}.{ending}"


def content_disposition(name: str) -> str:
    """The header that makes a browser save the answer under this name (RFC 6266), whatever the name holds."""
    kept = "".join(" " if unicodedata.category(char) in {"Cc", "Cf", "Cs", "Zl", "Zp"} else char for char in name)
    safe = re.sub(r'[\\/:*?"<>|]+', "-", kept).strip(" .")[:200] or "file"
    return content_disposition_header(as_attachment=True, filename=safe) or "attachment"
