"""Questions that people asked in public, the answer of a source, and ours."""

from __future__ import annotations

from datetime import date

import pytest

from communkit.licences.compatibility import compatible
from communkit.licences.fitness import fit
from communkit.licences.lists import status

TODAY = date(2026, 11, 21)

# The question; where it is answered; what comes in, what goes out, how it is used; the answer of both.
COMPATIBILITY = [
    (
        "May code under the AGPL go into a project under the EUPL?",
        "EUPL-1.2, 5 and appendix: compatibility works the other way round; AGPL-3.0, 5(c)",
        ("AGPL-3.0-or-later", "EUPL-1.2", "link", "no"),
    ),
    (
        "May a map drawn from ODbL data be shown on a site under CC-BY?",
        "OpenStreetMap Foundation, Produced Work guideline, endorsed on 2014-06-06: under any licence, with the notice",
        ("ODbL-1.0", "CC-BY-4.0", "content", "yes"),
    ),
    (
        "May code under MIT keep that licence with a dependency under the GPL?",
        "GPL-3.0, 5(c): the whole goes out under the GPL",
        ("GPL-3.0-or-later", "MIT", "link", "no"),
    ),
    (
        "May code under Apache 2.0 go into a project under the GPL 3?",
        "Apache Software Foundation, GPL compatibility: yes, in this direction only",
        ("Apache-2.0", "GPL-3.0-only", "link", "yes"),
    ),
    (
        "And code under the GPL 3 into a project under Apache 2.0?",
        "Apache Software Foundation, GPL compatibility: no",
        ("GPL-3.0-only", "Apache-2.0", "link", "no"),
    ),
    (
        "And code under Apache 2.0 into a project under the GPL 2?",
        "Apache Software Foundation, GPL compatibility: the FSF has never held it compatible",
        ("Apache-2.0", "GPL-2.0-only", "link", "no"),
    ),
    (
        "May data under CC-BY 4.0 be imported into OpenStreetMap?",
        "OpenStreetMap Foundation, waiver template for CC BY 4.0: attribution and technical measures need a waiver",
        ("CC-BY-4.0", "ODbL-1.0", "include", "depends"),
    ),
    (
        "May a text under CC-BY-SA 4.0 go into a work under the GPL 3?",
        "Creative Commons, 2015-10-08; Free Software Foundation, 2015-10-09: yes, one way",
        ("CC-BY-SA-4.0", "GPL-3.0-only", "include", "yes"),
    ),
    (
        "May the Free Art Licence and CC-BY-SA 4.0 be mixed?",
        "Creative Commons, determination of 2014-10-21: yes, both ways",
        ("LAL-1.3", "CC-BY-SA-4.0", "include", "yes"),
    ),
    (
        "May EUPL 1.2 code be combined with GPL code, 3 or later, under the GPL?",
        "Free Software Foundation, 2018-06-26, reads version 3 only; the Commission does not",
        ("EUPL-1.2", "GPL-3.0-or-later", "link", "depends"),
    ),
    (
        "May code under the EPL 2.0 go into a project under the GPL 2?",
        "Eclipse Foundation, EPL 2.0: where the project named the GPL as a secondary licence",
        ("EPL-2.0", "GPL-2.0-or-later", "include", "depends"),
    ),
    (
        "May a font under the OFL come with a program that is not free?",
        "SIL, OFL FAQ 1.3: yes, only the font stays under the OFL",
        ("OFL-1.1", "LicenseRef-mine", "aggregate", "yes"),
    ),
    (
        "May a font under the OFL come with a program under MIT?",
        "SIL, OFL FAQ 1.2 and 1.3: yes",
        ("OFL-1.1", "MIT", "aggregate", "yes"),
    ),
    (
        "May a logo or a poster be made with a font under the OFL?",
        "SIL, OFL FAQ 1.1.1: yes, the artwork is its maker's",
        ("OFL-1.1", "CC-BY-4.0", "content", "yes"),
    ),
    (
        "May the text of a wiki under the GFDL go under CC-BY-SA today?",
        "GFDL-1.3, 11: only before 1 August 2009",
        ("GFDL-1.3-or-later", "CC-BY-SA-4.0", "include", "no"),
    ),
]


@pytest.mark.parametrize(("question", "source", "asked"), COMPATIBILITY, ids=[one[0] for one in COMPATIBILITY])
def test_what_may_go_into_what(question: str, source: str, asked: tuple[str, str, str, str]) -> None:
    inbound, outbound, use, answer = asked
    assert compatible(inbound, outbound, use).answer == answer, (question, source)


def test_may_an_administration_publish_documentation_under_cc_by_sa() -> None:
    """data.gouv.fr, licences de réutilisation, 2022-05-30: of its two licences for information, neither."""
    found = status("CC-BY-SA-4.0", "fr", "information", TODAY)
    assert (found.kind, found.nearest) == ("off", ("etalab-2.0", "ODbL-1.0"))


def test_may_source_code_go_out_under_the_licence_ouverte() -> None:
    """The same page lists it for information only; the doctrine of the field says the same."""
    assert status("etalab-2.0", "fr", "software", TODAY).kind == "wrong-table"
    assert fit("etalab-2.0", "code").verdict == "unfit"


@pytest.mark.parametrize("licence", ["CC-BY-SA-4.0", "MIT", "etalab-2.0"])
def test_should_a_logo_be_under_a_free_licence(licence: str) -> None:
    """opensource.stackexchange.com, question 2224: what protects it is a trademark with a usage policy.

    debian-legal, 2024-08-27, holds a free licence beside a trademark possible: our answer is the stricter one.
    """
    assert fit(licence, "sign", sign_type="logo").verdict == "unfit"
    assert fit("LicenseRef-usage-policy", "sign", sign_type="logo").verdict == "possible"
