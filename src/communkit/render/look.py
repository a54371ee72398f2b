"""How a page looks beyond its text: its figures, a cover, the colour and the sign of whoever hands it over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from communkit.render.figures import Figure

ACCENT = "#0d5a60"


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture of the maker's own: its bytes, and what it is."""

    data: bytes
    form: Literal["svg", "png"]
    alt: str


@dataclass(frozen=True, slots=True)
class Look:
    """`figures` by the address that the Markdown gives them ("report.fr.kinds.svg"). `cover` sets what stands before
    the first heading on a page of its own, and what follows the first heading too. `epoch` dates the PDF, in seconds,
    where the environment does not.
    """

    figures: Mapping[str, Figure] = field(default_factory=dict)
    cover: bool = False
    accent: str = ACCENT
    logo: Logo | None = None
    epoch: int | None = None


PLAIN = Look()
