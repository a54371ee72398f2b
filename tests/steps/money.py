"""Literal costs for the tests of rules, beside `literal` and `intent`."""

from __future__ import annotations

from typing import Any

from communkit.model.row import bind
from communkit.steps.costs.model import Costs
from steps.literal import Data

UNIT: Data = {"currency": "EUR", "vat": "TTC"}
RATE: Data = {**UNIT, "fte_cost": 50000, "loaded": True, "source": "the payroll, 2026"}


def costs(*tasks: Data, years: tuple[int, ...] = (2027, 2028), **fields: Any) -> Costs:
    """Costs with these tasks, over these years (or over `rows`, years with their members), in euros with tax."""
    rows = fields.pop("rows", None) or [{"year": year} for year in years]
    data = {"years": rows, "unit": UNIT, "tasks": list(tasks), **fields}
    return bind(Costs.model_validate({name: value for name, value in data.items() if value is not None}), "costs")


def a_task(id: str = "work", kind: str = "development", **fields: Any) -> Data:
    """A task that costs 1,000 a year and that the town pays out of the common funding; None takes a field away."""
    whole: dict[str, Any] = {
        "id": id,
        "kind": kind,
        "name": f"The {id}",
        "amounts": {"2027": 1000, "2028": 1000},
        "borne_by": [{"party": "town", "paid_from": "pot"}],
    }
    return {name: value for name, value in (whole | fields).items() if value is not None}


def a_source(id: str = "grant", first: int = 1000, second: int = 1000, **fields: Any) -> Data:
    """A signed subsidy of the club's, with these amounts in 2027 and 2028."""
    whole: dict[str, Any] = {
        "id": id,
        "source": f"The {id}",
        "kind": "subsidy",
        "party": "club",
        "amounts": {"2027": first, "2028": second},
        "certainty": "secured",
        "legal_basis": "subsidy",
    }
    return {name: value for name, value in (whole | fields).items() if value is not None}


def a_way(id: str = "saas", price: int = 600, **fields: Any) -> Data:
    """A service at `price` a year for all members, which asks no work of them."""
    whole: dict[str, Any] = {
        "id": id,
        "name": f"The {id}",
        "kind": "saas",
        "price_for": "all",
        "amounts": {"2027": price, "2028": price},
        "fte": {"2027": 0, "2028": 0},
        "source": "an offer of June 2026",
    }
    return {name: value for name, value in (whole | fields).items() if value is not None}
