"""Literal continuity for the tests of rules, beside `literal` and `intent`."""

from __future__ import annotations

from typing import Any

from communkit.model.row import bind
from communkit.steps.continuity.model import Continuity
from steps.literal import Data


def a_continuity(**fields: Any) -> Continuity:
    """A continuity that says just this."""
    return bind(Continuity.model_validate(fields), "continuity")


def a_key(id: str = "domain", **fields: Any) -> Data:
    """A domain name that two functions of the town hold."""
    whole = {"id": id, "name": f"The {id}", "kind": "domain", "owner": "town", "holders": ["clerk", "engineer"]}
    return {name: value for name, value in (whole | fields).items() if value is not None}


def a_transfer(id: str = "mark", **fields: Any) -> Data:
    """A mark that passes from the town to the club by the end of 2027."""
    whole = {"id": id, "what": f"The {id}", "kind": "mark", "giver": "town", "taker": "club", "due": "2027-12-31"}
    return {name: value for name, value in (whole | fields).items() if value is not None}


def chosen(form: str = "association", *others: str, **fields: Any) -> Data:
    """What says that `form` is chosen, compared with `others`."""
    return {"choice": {"form": form, **fields}, "options": [{"form": one} for one in (form, *others)]}
