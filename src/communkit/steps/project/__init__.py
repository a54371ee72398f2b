"""The project: who we are, which repositories and parties, what funders ask, what is waived or answered.

Every other document refers to the parties of this one by their identifier. Read `model` first; then `identity`
and `softening`, its rules.
"""

from communkit.steps.project import identity, model, softening
from communkit.steps.project.model import Project, StageWord

__all__ = ["DOCUMENT", "MODULES", "Project", "StageWord"]

DOCUMENT = Project
MODULES = (model, identity, softening)
