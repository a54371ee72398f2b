"""The costs: what the commons takes in people and money, who bears it, what pays for it, and what else would do.

Read `model` first, then `arithmetic` (exact sums, spans, sharing out, break-even), `reckoning` (the document's
figures) and `comparison` (alternatives, pooling). The rules stand by subject: `figures` (what the numbers are),
`sharing` (who bears what), `funding` (what pays for it), `living` (opening, pooling, free riders) and `ways` (the
alternatives).
"""

from communkit.steps.costs import comparison, figures, funding, living, model, reckoning, sharing, ways
from communkit.steps.costs.model import Costs

DOCUMENT = Costs
MODULES = (model, reckoning, comparison, figures, sharing, funding, living, ways)
"""What holds rules and providers."""
