"""The need: what is missing, for whom, what exists already, and why build, join, buy or extend.

A commons begins with a collective need. Others have often answered it in part, and getting in touch with them comes
before anything is built (Inno³ / ANCT, 2023, 2.1). Read `model` first; then `people` (who is heard), `survey` (what
exists already) and `decision` (what is made of it).
"""

from communkit.steps.need import decision, model, people, survey
from communkit.steps.need.model import Need

DOCUMENT = Need
MODULES = (model, people, survey, decision)
