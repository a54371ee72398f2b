"""Continuity: who carries the commons, how it outlives its initiators, and how it ends.

A project that stays too close to those who began it ends with them (Inno³ / ANCT, 2023, 4). Read `model` first;
`compared` weighs the structures that could carry it, `carrier` judges the choice; then `handover` (what passes to
whom, and who decides), `keys` (what one person could lose for all) and `upkeep` (law, documentation, end of life).
"""

from communkit.steps.continuity import carrier, compared, handover, keys, model, upkeep
from communkit.steps.continuity.model import Continuity

DOCUMENT = Continuity
MODULES = (model, compared, carrier, handover, keys, upkeep)
