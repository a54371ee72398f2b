"""The catalogue of rules tests itself: names, texts in both languages, inputs that somebody provides.

That each rule has a good and a bad document, and that switching one off makes a test fail, is test_documents.py.
"""

from __future__ import annotations

from pathlib import Path
from string import ascii_uppercase

import pytest

from communkit.audit.run import every_provider, every_rule
from communkit.rules import Rule, Severity
from communkit.steps.walk import STEPS
from communkit.words import LANGUAGES, holes, unfilled, words_in
from communkit.words.catalogue import catalogue as texts_in
from communkit.words.fill import malformed
from test_documents import INVALID, examined

RULES = tuple(every_rule())
GIVEN = {"survey", "grounds", "adopted", "stage", "today", "catalogue", "documents_as_written"}
OF_STEPS = {name for step in STEPS for name in (step.name, f"{step.name}_as_written")}


def texts(rule: Rule) -> dict[str, str]:
    return {name: getattr(rule, name) for name in ("title", "says", "why", "fix", "source")}


def test_ids_follow_each_other_and_are_unique() -> None:
    ids = [rule.id for rule in RULES]
    assert ids == sorted(set(ids))


def test_slugs_are_unique() -> None:
    slugs = [rule.slug for rule in RULES]
    assert len(slugs) == len(set(slugs))


def test_prefixes_are_those_of_their_step() -> None:
    of = {module: step.prefix for step in STEPS for module in step.rule_modules}
    rules = [(value, prefix) for module, prefix in of.items() for value in vars(module).values()]
    assert {(one.id[:3], prefix) for one, prefix in rules if isinstance(one, Rule)} == {
        (step.prefix, step.prefix) for step in STEPS
    }


def test_only_reading_looks_at_nothing() -> None:
    assert {rule.id[:3] for rule in RULES if rule.look is None} == {"DOC"}


@pytest.mark.parametrize("case", INVALID, ids=lambda case: case.name)
def test_every_sentence_of_a_bad_document_is_filled(case: Path, tmp_path: Path) -> None:
    for finding in examined(case, tmp_path).findings:
        assert unfilled(finding.message) | unfilled(finding.fix) == frozenset()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
class TestEachRule:
    def test_says_all_it_has_to(self, rule: Rule) -> None:
        for name, text in texts(rule).items():
            assert text.strip() == text, name
            assert text, name
            assert not malformed(text), name

    def test_titles_are_headings_and_the_rest_are_sentences(self, rule: Rule) -> None:
        assert not rule.title.endswith("."), rule.title
        for text in (rule.says, rule.why, rule.fix):
            assert text[0] in ascii_uppercase + "“{*" or text.startswith("communkit"), text
        assert rule.why.endswith("."), rule.why
        for text in (rule.says, rule.fix):
            # a sentence may end with what the user wrote, an address, or what is to be typed
            assert text.endswith((".", "?", "}", "…", "//", "/1", "**")) or text[-1].isalnum(), text

    @pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "en"])
    def test_speaks_every_language(self, rule: Rule, language: str) -> None:
        known = texts_in(language)
        for name, text in texts(rule).items():
            said = known.gettext(text)
            assert said is not text or name == "source", f"{rule.id} has no {name} in {language}"
            assert holes(said) == holes(text), f"{rule.id}: the holes of its {name} in {language}"
            assert words_in(language).say(text)

    def test_explains_itself_without_a_finding(self, rule: Rule) -> None:
        assert not holes(rule.title) | holes(rule.why) | holes(rule.source)

    def test_asks_only_for_what_can_be_given(self, rule: Rule) -> None:
        wanted, resolved = list(rule.needs), set()
        while wanted:
            name = wanted.pop()
            if name in every_provider() and name not in resolved:
                wanted += every_provider()[name].needs
            else:
                assert name in GIVEN | OF_STEPS | set(every_provider()), f"{rule.id} asks for {name}"
            resolved.add(name)

    def test_is_no_graver_before_than_after(self, rule: Rule) -> None:
        if rule.warning_from is not None:
            assert rule.before is Severity.NOTE, "warning_from without a milder beginning says nothing"
        if rule.warning_from is not None and rule.error_from is not None:
            assert rule.warning_from < rule.error_from

    def test_a_matter_for_counsel_names_a_law(self, rule: Rule) -> None:
        if rule.counsel:
            cited = (
                "CPI",
                "CDE",
                "CRPA",
                "CCAG",
                "CCP",
                "CGCT",
                "Act ",
                "Code civil",
                "licence",
                "jurisdictions",
                "restrictions",
                "structures",
            )
            assert any(name in rule.source for name in cited), rule.source
