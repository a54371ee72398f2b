"""Governance: who decides what, how, for how long.

What has to be decided (CommunityRule; Ostrom's principles; the seven constituents of a commons), limits on terms
(Inno³ / ANCT, 2023, 4.1), who arbitrates demands and how an assembly grows (Mouvement communal, 2013), as many versions
as members (Scoffoni, 2013). Read `model` first; `counting` holds the arithmetic of terms, seats and quorums, without
rules; then `bodies`, `mandates` and `decisions` hold the rules.
"""

from communkit.steps.governance import bodies, counting, decisions, mandates, model, upkeep
from communkit.steps.governance.model import Governance

DOCUMENT = Governance
MODULES = (model, counting, bodies, mandates, decisions, upkeep)
