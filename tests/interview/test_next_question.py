"""What is asked next, on literal trees: no document, no terminal."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from communkit.interview import (
    Due,
    Field,
    Group,
    Kind,
    Purpose,
    Row,
    Tree,
    next_question,
    question_at,
    questions,
)
from communkit.rules import Stage, State


def a_field(name: str, state: State = State.UNANSWERED, **told: Any) -> Field:
    """A field at the top of a document, with a question unless `question=None`."""
    given = {"question": f"{name}?", "kind": Kind.LINE, "path": (name,), "address": name, "title": name} | told
    return Field(name=name, state=state, **given)


def a_tree(*fields: Field, stage: Stage = Stage.PREPARING) -> Tree:
    return Tree(Row((), "project", fields), stage)


def a_row(at: int, *fields: Field, **told: Any) -> Row:
    """The row at that place of the list `rows`, its fields moved below it."""
    placed = [replace(one, path=("rows", at, *one.path), address=f"rows[{at}].{one.address}") for one in fields]
    return Row(("rows", at), f"rows[{at}]", tuple(placed), **told)


def a_list(*rows: Row, state: State = State.ANSWERED, **told: Any) -> Field:
    return a_field("rows", state, kind=Kind.ROWS, rows=rows, **told)


def asked(tree: Tree, *passed: str, review: bool = False) -> list[str]:
    return [one.address for one in questions(tree, frozenset(passed), review=review)]


def test_nothing_is_asked_of_a_document_that_says_everything() -> None:
    tree = a_tree(a_field("name", State.ANSWERED), a_field("summary", State.NOT_APPLICABLE))
    assert next_question(tree) is None


def test_the_order_is_that_of_the_document() -> None:
    tree = a_tree(a_field("name"), a_field("summary"), a_field("until"))
    assert asked(tree) == ["name", "summary", "until"]


def test_what_the_stage_needs_comes_first_then_later_stages_then_the_rest() -> None:
    tree = a_tree(
        a_field("free"),
        a_field("last", needed=Stage.RUNNING),
        a_field("next", needed=Stage.OPENING),
        a_field("now", needed=Stage.PREPARING),
        a_field("long-due", needed=Stage.IDEA),
    )
    assert asked(tree) == ["now", "long-due", "next", "last", "free"]
    assert [one.due for one in questions(tree)] == [Due.NOW, Due.NOW, Due.NEXT, Due.LATER, Due.NEVER]


def test_the_stage_decides_what_is_needed_now() -> None:
    fields = (a_field("later", needed=Stage.OPENING), a_field("now", needed=Stage.PREPARING))
    assert [one.due for one in questions(a_tree(*fields, stage=Stage.IDEA))] == [Due.NEXT, Due.LATER]
    assert [one.due for one in questions(a_tree(*fields, stage=Stage.RUNNING))] == [Due.NOW, Due.NOW]


def test_a_proposal_is_asked_now_as_a_confirmation() -> None:
    tree = a_tree(a_field("now", needed=Stage.IDEA), a_field("guess", State.PROPOSED, evidence=("LICENSE:1",)))
    first, second = questions(tree)
    assert (first.address, first.purpose) == ("now", Purpose.ASK)
    assert (second.address, second.purpose, second.due) == ("guess", Purpose.CONFIRM, Due.NOW)
    assert second.field.evidence == ("LICENSE:1",)


def test_what_an_answer_calls_for_is_asked_at_once() -> None:
    tree = a_tree(a_field("free"), a_field("contract", follows=True))
    assert asked(tree) == ["contract", "free"]


def test_fields_without_a_question_are_edited_by_hand() -> None:
    assert asked(a_tree(a_field("version", question=None), a_field("name"))) == ["name"]


def test_what_was_put_off_is_not_asked_again() -> None:
    tree = a_tree(a_field("name"), a_field("summary"))
    assert asked(tree, "name") == ["summary"]
    assert next_question(tree, frozenset({"name", "summary"})) is None


def test_not_known_and_not_applicable_are_answers_until_everything_is_reviewed() -> None:
    tree = a_tree(a_field("a", State.UNKNOWN), a_field("b", State.NOT_APPLICABLE), a_field("c", State.ANSWERED))
    assert asked(tree) == []
    assert asked(tree, review=True) == ["a", "b", "c"]
    assert asked(tree, "a", review=True) == ["b", "c"]
    assert {one.purpose for one in questions(tree, review=True)} == {Purpose.REVIEW}


def test_a_list_is_asked_while_it_is_empty_then_its_rows_are() -> None:
    empty = a_list(state=State.UNANSWERED, needed=Stage.PREPARING)
    assert asked(a_tree(empty)) == ["rows"]
    filled = a_list(a_row(0, a_field("basis")), a_row(1, a_field("basis", State.ANSWERED)))
    assert asked(a_tree(filled)) == ["rows[0].basis"]


def test_the_rows_around_a_question_are_known() -> None:
    inner = a_row(0, a_field("basis"))
    (question,) = questions(a_tree(a_list(inner)))
    assert question.row is inner
    assert [one.address for one in question.above] == ["project"]


def test_the_fields_of_a_proposed_row_wait_until_the_row_is_confirmed() -> None:
    guessed = a_row(0, a_field("basis"), proposed=True)
    tree = a_tree(a_list(guessed, a_row(1, a_field("basis")), state=State.PROPOSED))
    assert asked(tree) == ["rows", "rows[1].basis"]
    assert questions(tree)[0].purpose is Purpose.CONFIRM


def test_keys_are_not_asked_again_yet_can_be_found() -> None:
    tree = a_tree(a_list(a_row(0, a_field("holder", State.ANSWERED, key=True), a_field("basis"))))
    assert asked(tree, review=True) == ["rows", "rows[0].basis"]
    found = question_at(tree, "rows[0].holder")
    assert found is not None
    assert found.field.name == "holder"
    assert question_at(tree, "rows[7].holder") is None


def test_groups_of_a_list_are_asked_one_by_one_in_the_order_of_their_words() -> None:
    rows = (a_row(0, a_field("name", State.ANSWERED), sorted_as="code"),)
    groups = (
        Group("code", "Code", State.ANSWERED),
        Group("sign", "Signs", State.UNANSWERED),
        Group("hardware", "Hardware", State.NOT_APPLICABLE, "none is made"),
        Group("content", "Content", State.UNANSWERED),
    )
    tree = a_tree(a_list(*rows, groups=groups, by="kind", needed=Stage.PREPARING))
    assert asked(tree) == ["rows@sign", "rows@content"]
    assert asked(tree, review=True)[:4] == ["rows@code", "rows@sign", "rows@hardware", "rows@content"]
    code = question_at(tree, "rows@code")
    sign = question_at(tree, "rows@sign")
    assert code is not None
    assert sign is not None
    assert (code.rows, sign.rows) == (rows, ())


def test_a_part_is_one_question_and_a_part_that_is_a_row_is_asked_field_by_field_once_it_exists() -> None:
    part = a_field("contract", kind=Kind.PART, fields=(a_field("reference"),))
    assert asked(a_tree(part)) == ["contract"]
    held = Row(("opening",), "opening", (a_field("date", address="opening.date"),))
    opening = a_field("opening", State.ANSWERED, kind=Kind.PART, fields=(a_field("date"),), rows=(held,))
    assert asked(a_tree(opening)) == ["opening.date"]
    assert asked(a_tree(opening), review=True) == ["opening.date"]
    assert question_at(a_tree(opening), "opening") is not None
