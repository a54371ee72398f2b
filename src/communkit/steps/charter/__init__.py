"""The charter, intention first: what the parties want together, what each wants for itself, and what is still unclear.

Parties work together while pursuing different objectives; ambiguity that lasts leads to disengagement (Inno³ / ANCT,
2023, 2.2). Read `model` first; then `parties` (each one's own, and what it brings), `licence` (the principle, and
clauses that contradict it: `clauses` finds them in words), `data` (control and openness, advisers, standards) and
`signature` (who signed what, and what changed since).
"""

from communkit.steps.charter import data, licence, model, parties, signature
from communkit.steps.charter.model import Charter

DOCUMENT = Charter
MODULES = (model, parties, licence, data, signature)
