"""How an answer about licences is printed."""

from __future__ import annotations

from enum import StrEnum


class Format(StrEnum):
    """The formats of an answer."""

    TEXT = "text"
    JSON = "json"
