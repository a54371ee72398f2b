"""Rules, findings and what softens or closes them: the machinery, without any rule of the field.

A rule is a function with its texts and its severity declared beside it. It asks for models, facts and
providers by argument name, and yields what it sees; `run` turns that into findings.
"""

from communkit.rules.address import Address, covers
from communkit.rules.engine import Outcome, Skipped, run
from communkit.rules.finding import Finding, Mention, Place, Sighting
from communkit.rules.provider import Provider, provider
from communkit.rules.rule import Catalogue, Rule, rule
from communkit.rules.severity import Severity, Stage
from communkit.rules.softening import Opinion, Softened, Waiver, soften
from communkit.rules.state import State

__all__ = [
    "Address",
    "Catalogue",
    "Finding",
    "Mention",
    "Opinion",
    "Outcome",
    "Place",
    "Provider",
    "Rule",
    "Severity",
    "Sighting",
    "Skipped",
    "Softened",
    "Stage",
    "State",
    "Waiver",
    "covers",
    "provider",
    "rule",
    "run",
    "soften",
]
