"""The community: who uses the commons, who contributes, who keeps it, and how one moves inward.

The concentric circles of the founding documents (Inno³ / ANCT, 2023, 3.1), the three types of users and the risks
to vitality (Viseur, 2025). Read `rings`
and `model` first; then `circles` (who is in, how one comes further in), `animation` (skills, meetings, conduct, risks)
and `indicators` (what is aimed at, and what was measured).
"""

from communkit.steps.community import animation, circles, indicators, model
from communkit.steps.community.model import Community

DOCUMENT = Community
MODULES = (model, circles, animation, indicators)
