"""What a PDF is made of, and whether it keeps what it promises; run by the interpreter of the judges.

    build/judges/pdf/bin/python tests/judges/look_at_pdf.py FILE…

prints one JSON object: for each file the errors found against PDF/UA-1 and PDF/A-3a, its language, title and
bookmarks, and for each table its header cells by scope, its rows and its cells without a header.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Any

import page
import pikepdf

LIMITS = page.SafetyLimits(max_reference_depth=100_000)  # three hundred bookmarks follow each other in a chain
PROFILES = ("ua1", "3a")


def look(file: str) -> dict[str, Any]:
    """All that the tests want to know of one file."""
    with pikepdf.open(file) as pdf:
        root = pdf.Root
        elements = list(_elements(root.StructTreeRoot.K))
        tables = [one for one in elements if one.S == "/Table"]
        with pdf.open_outline() as outline:
            bookmarks = [title for item in outline.root for title in _titles(item)]
        return {
            "errors": {profile: _errors(file, profile) for profile in PROFILES},
            "language": str(root.Lang),
            "title": str(pdf.docinfo.get("/Title", "")),
            "shows_title": bool(root.ViewerPreferences.DisplayDocTitle),
            "bookmarks": bookmarks,
            "pages": [[float(side) for side in one.MediaBox[2:]] for one in pdf.pages],
            "fonts_embedded": all(_embedded(one) for one in pdf.objects if _is_font(one)),
            "structure": [str(one.S) for one in elements],
            "tables": [_table(one) for one in tables],
        }


def _errors(file: str, profile: str) -> list[str]:
    report = page.validate_pdf(file, profile=profile, limits=LIMITS)
    return [] if report.is_compliant else [str(one) for one in report.failures] or ["not compliant"]


def _elements(node: Any) -> Iterator[Any]:
    """Every structure element below `node`, in reading order."""
    if isinstance(node, pikepdf.Array):
        for one in node:
            yield from _elements(one)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        yield node
        if "/K" in node:
            yield from _elements(node.K)


def _titles(item: Any) -> Iterator[str]:
    yield str(item.title)
    for child in item.children:
        yield from _titles(child)


def _is_font(thing: Any) -> bool:
    return isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/FontDescriptor"


def _embedded(descriptor: Any) -> bool:
    return any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))


def _table(table: Any) -> dict[str, Any]:
    cells = list(_elements(table.K))
    headers = [one for one in cells if one.S == "/TH"]
    data = [one for one in cells if one.S == "/TD"]
    return {
        "rows": sum(one.S == "/TR" for one in cells),
        "scopes": [str(_attribute(one, "/Scope")) for one in headers],
        "cells": len(data),
        "orphans": sum(not _attribute(one, "/Headers") for one in data),
    }


def _attribute(element: Any, name: str) -> Any:
    """An attribute of a table's cell, whether it has one dictionary of them or several."""
    held = element.get("/A", pikepdf.Array())
    for one in held if isinstance(held, pikepdf.Array) else [held]:
        if isinstance(one, pikepdf.Dictionary) and name in one:
            return one[name]
    return None


if __name__ == "__main__":
    print(json.dumps({file: look(file) for file in sys.argv[1:]}))
