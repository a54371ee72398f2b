"""The worked example drawn from published facts: `check` says only what they bear out."""

from __future__ import annotations

import re
from datetime import date

from communkit.audit.run import examine
from communkit.model.loading import load
from communkit.rules import Severity
from communkit.steps.governance.model import Governance
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
    # what the documents do not say; a form of which nothing was read under that law; no amount is published; demands
    # that grow while the staff does not, and no answer to it
    unanswered = {"PRJ001", "NEE001", "CHA001", "AST001", "COM001", "GOV001", "COS001", "CNT001"}
    assert others - unanswered == {"CNT012", "COS015", "COM041"}
    assert all(one.target for one in report.findings)


def test_the_two_series_of_members_and_the_assembly() -> None:
    text = (EXAMPLE / "commons" / "project.yaml").read_text(encoding="utf-8")
    for figure in ("2005", "28 fin 2007", "120 en 2010", "169 (+69 %)", "180", "200", "500"):
        assert figure in text
    continuity = (EXAMPLE / "commons" / "continuity.yaml").read_text(encoding="utf-8")
    assert "cinq représentants par membre" in continuity
    assert "1 000 personnes pour 200 membres" in continuity


def test_seen_from_2013_the_assembly_outgrows_any_room() -> None:
    dossier = load(EXAMPLE, EXAMPLE / "commons", STEPS)
    found = [one for one in examine(dossier, date(2013, 12, 1)).findings if one.rule == "GOV024"]
    assert [one.target for one in found] == ["governance.growth[2013].representatives"]
    assert {"members": 200, "representatives": 5, "size": 1000}.items() <= found[0].message.params.items()


def test_no_figure_of_money_and_nobody_by_name() -> None:
    """No amount is published, and the functions that the documents name are said without who held them."""
    for path in (EXAMPLE / "commons").iterdir():
        text = path.read_text(encoding="utf-8")
        assert "€" not in text
        assert "EUR" not in text
        assert not re.search(r"\b(?:M\.|Mme|Monsieur|Madame) [A-Z]", text), path.name
    governance = load(EXAMPLE, EXAMPLE / "commons", STEPS).documents["governance"].written
    assert isinstance(governance, Governance)
    assert governance.members == []
