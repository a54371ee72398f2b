"""Assets and licences: what we hold, who has which right, under which licence it goes out.

The IP table of the founding documents (Inno³ / ANCT, 2023, 2.3), one row an asset. Read `model` first; then
`title` and `contracts` (who holds the rights), `licensing` and `lists` (under which licence it goes out) and
`upkeep` (what remains to do).
"""

from communkit.steps.assets import contracts, licensing, lists, model, title, upkeep
from communkit.steps.assets.model import Assets

DOCUMENT = Assets
MODULES = (model, title, contracts, licensing, lists, upkeep)
