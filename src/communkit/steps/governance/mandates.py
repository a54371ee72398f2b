"""For how long: terms that are over, terms in a row, and bodies that lose everybody on the same day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from communkit.marked import N_, Message
from communkit.rules import Severity, Sighting, Stage, rule
from communkit.steps.governance.counting import folded, served, sits, sitting, stretch, terms_in
from communkit.steps.governance.model import Governance

_SOON = timedelta(days=365)
_LATE = timedelta(days=92)
"""How much longer than its term a seat may be held without a finding: time to vote."""

_TOGETHER = timedelta(days=31)


@rule(
    "GOV010",
    "term-limit-exceeded",
    title=N_("Somebody serves more terms in a row than the rules allow"),
    says=N_("{person} reaches {terms} terms in a row in {body}, since {first}; the rules allow {limit}."),
    why=N_(
        "A limit that is not kept for those who count most is not a limit. It was written so that others learn to do "
        "it while those who know are still there."
    ),
    fix=N_("Prepare somebody else, and say until when the present term lasts; or change the rule where it was made."),
    source=N_("Inno³ / ANCT, 2023, 4.1"),
    error_from=Stage.RUNNING,
    warning_from=Stage.OPENING,
    before=Severity.NOTE,
)
def term_limit_exceeded(governance: Governance, today: date) -> Iterator[Sighting]:
    """Rows of terms, still running or to come, above the limit of their body."""
    for body, member, run in served(governance, today):
        limit = body.max_consecutive_terms
        if limit is not None and run.terms > limit and run.last >= today:
            told = {"person": member.person, "body": body.shown_name}
            yield member.at(
                "from", person=told["person"], terms=run.terms, body=told["body"], first=run.first, limit=limit
            )


@rule(
    "GOV011",
    "term-expired",
    title=N_("A term is over, and nobody ended or renewed it"),
    says=N_("The term of {person} in {body} ended on {day}: it lasts {term} from {begun}."),
    why=N_(
        "Decisions of people whose term is over can be disputed. Usually nobody meant to stay: nobody had the date "
        "before their eyes."
    ),
    fix=N_("Write the day on which it ended (until), and a new row for a new term or for whoever follows."),
    source=N_("communkit, register of members"),
    error_from=Stage.RUNNING,
    warning_from=Stage.PREPARING,
    before=Severity.NOTE,
)
def term_expired(governance: Governance, today: date) -> Iterator[Sighting]:
    """Rows without an end whose length of a term is over, unless the same person has a later row."""
    for body in governance.bodies:
        for one in sitting(governance.members, body, today) if body.term is not None else ():
            if one.until is None and one.begins is not None and body.term is not None:
                end = body.term.after(one.begins)
                if end <= today:
                    last = end - timedelta(days=1)
                    term, begun = body.term.said, one.begins
                    yield one.at("from", person=one.person, body=body.shown_name, day=last, term=term, begun=begun)


@rule(
    "GOV012",
    "term-too-long",
    title=N_("A term is longer than the rules say"),
    says=N_("{person} is to sit in {body} until {until}; a term of {term} from {begun} ends on {end}."),
    why=N_("A term that is written longer than the rule is a renewal that nobody voted."),
    fix=N_("Correct the date, or write one row a term."),
    source=N_("communkit, register of members"),
    warning_from=Stage.OPENING,
    before=Severity.NOTE,
)
def term_too_long(governance: Governance) -> Iterator[Sighting]:
    """Rows that end more than three months after the end of a term."""
    for one in governance.members:
        body = governance.body(one.body)
        if body is None or body.term is None or one.begins is None or one.until is None:
            continue
        end = body.term.after(one.begins) - timedelta(days=1)
        if one.until > end + _LATE:
            told = {"person": one.person, "body": body.shown_name}
            term = body.term.said
            yield one.at(
                "until",
                person=told["person"],
                body=told["body"],
                until=one.until,
                term=term,
                begun=one.begins,
                end=end,
            )


@rule(
    "GOV013",
    "term-ends-before-it-begins",
    title=N_("A term ends before it begins"),
    says=N_("The term of {person} begins on {begun} and ends on {until}."),
    why=N_("The register of members is what terms, majorities and quorums are counted from."),
    fix=N_("Correct one of the two dates."),
    source=N_("communkit, register of members"),
)
def term_ends_before_it_begins(governance: Governance) -> Iterator[Sighting]:
    """Rows whose end lies before their beginning."""
    for one in governance.members:
        if one.begins is not None and one.until is not None and one.until < one.begins:
            yield one.at("until", person=one.person, begun=one.begins, until=one.until)


@rule(
    "GOV014",
    "last-term-ends-soon",
    title=N_("A last term ends within a year"),
    says=N_("{person} cannot be chosen again in {body}: the last term ends on {day}."),
    why=N_("Whoever takes over needs some months beside the one who leaves."),
    fix=N_("Look for a successor now, and let them take part before they are chosen."),
    source=N_("Inno³ / ANCT, 2023, 4.1"),
    before=Severity.NOTE,
)
def last_term_ends_soon(governance: Governance, today: date) -> Iterator[Sighting]:
    """Rows of terms at the limit of their body that end in the coming year."""
    for body, member, run in served(governance, today):
        at_limit = body.max_consecutive_terms is not None and run.terms == body.max_consecutive_terms
        if at_limit and today <= run.last <= today + _SOON and sits(member, today):
            yield member.at("until", person=member.person, body=body.shown_name, day=run.last)


@rule(
    "GOV015",
    "all-terms-end-together",
    title=N_("Everybody's term ends at the same time"),
    says=N_("The terms of all {count} members of {body} end within a month of {day}."),
    why=N_("A body that is renewed as a whole begins again from nothing: nobody knows why things were decided."),
    fix=N_("Let some of the seats have a shorter first term, so that half of them come up at a time."),
    source=N_("Inno³ / ANCT, 2023, 4.1"),
    before=Severity.NOTE,
)
def all_terms_end_together(governance: Governance, today: date) -> Iterator[Sighting]:
    """Bodies of three people or more whose terms, known to end, all end within a month."""
    for body in governance.bodies:
        here = sitting(governance.members, body, today)
        ends = [lasts[1] for one in here if (lasts := stretch(one, body.term, today)) is not None]
        known = body.term is not None or all(one.until is not None for one in here)
        if known and len(here) == len(ends) >= 3 and max(ends) - min(ends) <= _TOGETHER and min(ends) > today:
            yield body.at("term", count=len(here), body=body.shown_name, day=min(ends))


@rule(
    "GOV016",
    "no-term-limit",
    title=N_("Terms have no limit"),
    says=N_("{body} sets no limit on terms: {reason}"),
    why=N_(
        "Few published rules of projects limit terms, and a limit is easiest to accept before anybody has reached it."
    ),
    fix=N_(
        "Set the length of a term and how many may follow each other; or keep the reason, and look at it each year."
    ),
    source=N_("Inno³ / ANCT, 2023, 4.1"),
    warning_from=Stage.RUNNING,
    before=Severity.NOTE,
)
def no_term_limit(governance: Governance) -> Iterator[Sighting]:
    """Bodies with a length of terms of which it is said that a limit on them does not apply."""
    for body in governance.bodies:
        reason = body.not_applicable.get("max_consecutive_terms")
        if reason is not None:
            yield body.at("max_consecutive_terms", body=body.shown_name, reason=Message(str(reason), literal=True))


@rule(
    "GOV017",
    "nobody-new",
    title=N_("Nobody new has come in"),
    says=N_("Everybody in {body} has been there for {terms} terms or more."),
    why=N_("Limits on terms work only if somebody new is found: the last year of everybody's last term is too late."),
    fix=N_("Ask somebody who contributes to come along, first without a vote; and say so in the way inward."),
    source=N_("Inno³ / ANCT, 2023, 4.1"),
    before=Severity.NOTE,
)
def nobody_new(governance: Governance, today: date) -> Iterator[Sighting]:
    """Bodies of two people or more in which each has served more than one term already, counted until today."""
    for body in governance.bodies:
        here = {folded(one.person) for one in sitting(governance.members, body, today)}
        terms = [
            terms_in((today - run.first).days + 1, body.term)
            for its, member, run in served(governance, today)
            if its is body
            and body.term is not None
            and folded(member.person) in here
            and run.first <= today <= run.last
        ]
        if len(here) >= 2 and len(terms) == len(here) and min(terms) >= 2:
            yield body.at("colleges", body=body.shown_name, terms=min(terms))
