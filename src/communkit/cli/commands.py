"""The commands: name, module, and the line that `communkit --help` shows. Nothing is imported to show it."""

from __future__ import annotations

from typing import NamedTuple

from communkit.marked import N_


class Entry(NamedTuple):
    """One line of the table."""

    module: str
    summary: str
    branches: bool = False  # has commands of its own, in the table `COMMANDS` of its module


COMMANDS: dict[str, Entry] = {
    "init": Entry("communkit.cli.init", N_("Begin a dossier, with proposals from what the repository shows.")),
    "status": Entry("communkit.cli.status", N_("Show where the dossier stands, and the next thing to do.")),
    "project": Entry("communkit.cli.project", N_("Answer the questions about the project and its parties.")),
    "need": Entry("communkit.cli.need", N_("Answer the questions about the need and what exists already.")),
    "charter": Entry("communkit.cli.charter", N_("Answer the questions about what the parties want.")),
    "assets": Entry("communkit.cli.assets", N_("Answer the questions about assets, rights and licences.")),
    "community": Entry(
        "communkit.cli.community", N_("Answer the questions about users, contributors and maintainers.")
    ),
    "governance": Entry("communkit.cli.governance", N_("Answer the questions about who decides what, and how long.")),
    "costs": Entry("communkit.cli.costs", N_("Answer the questions about costs, who bears them and what pays.")),
    "continuity": Entry("communkit.cli.continuity", N_("Answer the questions about who carries it, and how it lasts.")),
    "audit": Entry("communkit.cli.audit", N_("Say what a repository really holds.")),
    "check": Entry("communkit.cli.check", N_("Check the dossier: every document, every rule.")),
    "explain": Entry("communkit.cli.explain", N_("Explain a rule: what, why, how to mend, source.")),
    "migrate": Entry("communkit.cli.migrate", N_("Bring documents of an older shape to the newest one.")),
    "render": Entry("communkit.cli.render", N_("Render the documents that people read, sign and publish.")),
    "adopt": Entry("communkit.cli.adopt", N_("Freeze what was agreed, and record who signed it.")),
    "schema": Entry("communkit.cli.schema", N_("Print the JSON Schema of a document.")),
    "licence": Entry(
        "communkit.cli.licence", N_("Ask about licences: what they say, whose text this is, what goes into what."), True
    ),
    "completion": Entry("communkit.cli.completion", N_("Print the script that completes commands in a shell.")),
    "version": Entry("communkit.cli.version", N_("Say which communkit this is and where it runs.")),
}
