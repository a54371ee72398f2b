"""The worked example drawn from published facts: `check` says only what they bear out."""

from __future__ import annotations

from communkit.audit.run import examine
from communkit.model.loading import load
from communkit.rules import Severity
from communkit.steps.walk import STEPS
from house.processes import ROOT
from steps.literal import TODAY

EXAMPLE = ROOT / "docs" / "examples" / "imio"


def test_what_is_wrong_is_what_the_published_facts_bear_out() -> None:
    dossier = load(EXAMPLE, EXAMPLE / "commons", STEPS)
    assert dossier.problems == []
    report = examine(dossier, TODAY)
    errors = [(one.rule, one.target) for one in report.findings if one.severity is Severity.ERROR]
    assert errors == [
        ("CHA013", "charter.ambiguities[concurrent]"),  # competitor or partner?
        ("CHA013", "charter.ambiguities[demandes]"),  # who arbitrates?
        ("CHA020", "charter.providers"),  # "cannot commercialise" beside free software
    ]
    others = {one.rule for one in report.findings if one.severity is not Severity.ERROR}
    # what the documents do not say, and a form of which nothing was read under that law
    assert others - {"PRJ001", "NEE001", "CHA001", "AST001", "CON001"} == {"CON012"}


def test_the_two_series_of_members_and_the_assembly() -> None:
    text = (EXAMPLE / "commons" / "project.yaml").read_text(encoding="utf-8")
    for figure in ("2005", "28 fin 2007", "120 en 2010", "169 (+69 %)", "180", "200", "500"):
        assert figure in text
    continuity = (EXAMPLE / "commons" / "continuity.yaml").read_text(encoding="utf-8")
    assert "cinq représentants par membre" in continuity
    assert "1 000 personnes pour 200 membres" in continuity
