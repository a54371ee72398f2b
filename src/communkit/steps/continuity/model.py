"""The model of `continuity.yaml`, and its completeness."""

from __future__ import annotations

from collections.abc import Iterator

from communkit.marked import N_, Message
from communkit.model.completeness import unanswered
from communkit.model.fields import ask, ask_of, key, rows
from communkit.model.row import DocumentRow, Part, Row
from communkit.model.types import Day, Done, Identifier, Line, PartyId, Share, Spdx, Text, Url
from communkit.rules import Severity, Sighting, Stage, rule
from communkit.steps.continuity.words import Ability, Audience, Circle, Form, Frequency, Grade, KeyKind, Thing, Weight


class Weights(Part):
    """How much each criterion counts for this team: the two problems of R. Viseur (2025) first."""

    principal_agent: Weight | None = ask(
        N_("Those who ask and those who build want the same"),
        N_("How much does it count that those who ask and those who build want the same thing?"),
        why=N_("A client is unsure of the supplier's skill, a supplier of the client's words: small members most."),
    )
    free_riders: Weight | None = ask(
        N_("Those who benefit pay"),
        N_("How much does it count that those who benefit pay their share?"),
        why=N_("Where nothing obliges, a few bear the effort and the others wait."),
    )
    permeability: Weight | None = ask(
        N_("Newcomers come in easily"), N_("How much does it count that newcomers come in easily?")
    )
    independence: Weight | None = ask(
        N_("It outlives its initiators"), N_("How much does it count that it does not depend on its initiators?")
    )
    speed: Weight | None = ask(N_("It is set up quickly"), N_("How much does it count that it is set up quickly?"))
    cost: Weight | None = ask(N_("It costs little to run"), N_("How much does it count that it costs little to run?"))
    exit: Weight | None = ask(
        N_("One can leave, or go on apart"),
        N_("How much does it count that one can leave, or go on apart with a copy?"),
    )


class Scores(Part):
    """How well one structure answers each criterion, as the team sees it; what was read stands in its place."""

    principal_agent: Grade | None = ask(
        N_("Those who ask and those who build want the same"), N_("Do those who ask and those who build want the same?")
    )
    free_riders: Grade | None = ask(N_("Those who benefit pay"), N_("Do those who benefit pay their share?"))
    permeability: Grade | None = ask(N_("Newcomers come in easily"), N_("Do newcomers come in easily?"))
    independence: Grade | None = ask(N_("It outlives its initiators"), N_("Does it outlive its initiators?"))
    speed: Grade | None = ask(N_("It is set up quickly"), N_("Is it set up quickly?"))
    cost: Grade | None = ask(N_("It costs little to run"), N_("Does it cost little to run?"))
    exit: Grade | None = ask(N_("One can leave, or go on apart"), N_("Can one leave, or go on apart with a copy?"))


def criterion_title(criterion: str) -> Message:
    """What people call one of the criteria. Raises KeyError."""
    told = ask_of(Scores.model_fields[criterion])
    if told is None:
        raise KeyError(criterion)
    return Message(told.title)


class Current(Row):
    """Who carries the project today."""

    form: Form | None = ask(N_("Form"), N_("In which form is the project carried today?"), needed=Stage.PREPARING)
    party: PartyId | None = ask(
        N_("Carried by"),
        N_("Which party carries it today?"),
        needed=Stage.PREPARING,
        why=N_("Whoever is asked to answer for it, to sign and to pay, today."),
    )
    since: Day | None = ask(N_("Since"), N_("Since when?"))


class Option(Row, key=("form",)):
    """A structure that could carry the commons."""

    called_by = "form"

    form: Form = key(N_("Form"), N_("Which form of structure?"))
    scores: Scores | None = ask(
        N_("How it answers"),
        N_("Where do you see it otherwise than what was read?"),
        why=N_("communkit brings what was read of each form, with its source; your own judgement goes before it."),
    )
    reasons: Text | None = ask(
        N_("Reasons for these answers"),
        N_("Why do you see it so?"),
        when=lambda option: option.scores is not None,
        long=True,
    )
    vat: Text | None = ask(N_("VAT and taxes"), N_("How would it be taxed, and what do its members recover?"))
    pros: Text | None = ask(N_("For it"), N_("What speaks for it, here?"), needed=Stage.OPENING)
    cons: Text | None = ask(N_("Against it"), N_("What speaks against it, here?"), needed=Stage.OPENING)


class Choice(Row):
    """What was decided about the structure, and why."""

    form: Form | None = ask(N_("Form chosen"), N_("Which form do you choose?"), needed=Stage.OPENING)
    party: PartyId | None = ask(
        N_("Carrier"),
        N_("Which party is it, or will it be?"),
        needed=Stage.OPENING,
        why=N_("A structure that is to be founded is a party already: it can be named before it exists."),
    )
    reason: Text | None = ask(
        N_("Reason"), N_("Why this one, and why not the others?"), needed=Stage.OPENING, long=True
    )
    remedies: Text | None = ask(
        N_("What it leaves open"),
        N_("What does it answer badly, and what do you do about it?"),
        long=True,
        example="une cotisation selon la population, votée chaque année",
    )
    decided_by: Line | None = ask(N_("Decided by"), N_("Who decided it, in which document?"), needed=Stage.OPENING)
    decided_on: Day | None = ask(N_("Decided on"), N_("When was it decided?"), needed=Stage.OPENING)


class Transfer(Row, key=("id",)):
    """Something that passes from one party to another."""

    called_by = "what"

    id: Identifier = key(N_("Identifier"), example="mark")
    what: Text | None = ask(N_("What passes"), N_("What passes to the carrier?"), needed=Stage.PREPARING)
    kind: Thing | None = ask(N_("Of which kind"), N_("Of which kind is it?"), needed=Stage.OPENING)
    giver: PartyId | None = ask(N_("From"), N_("From whom?"), needed=Stage.OPENING)
    taker: PartyId | None = ask(N_("To"), N_("To whom?"), needed=Stage.OPENING)
    means: Line | None = ask(
        N_("By which act"),
        N_("By which act: an assignment, an amendment, a decision?"),
        needed=Stage.OPENING,
        example="cession écrite, inscrite au registre des marques",
    )
    due: Day | None = ask(N_("Due"), N_("By when?"), needed=Stage.OPENING)
    done: Done | None = ask(N_("Done"), N_("Is it done, and since when?"))

    @property
    def is_done(self) -> bool:
        """Whether it has passed."""
        return bool(self.done)


class Independence(Row):
    """How far the commons stands without those who began it."""

    initiators: list[PartyId] | None = ask(
        N_("Initiators"), N_("Which parties began the project?"), needed=Stage.OPENING
    )
    initiators_share: Share | None = ask(
        N_("Votes of the initiators"),
        N_("Which share of the votes do they hold together, where things are decided?"),
        needed=Stage.OPENING,
        example="40 %",
    )
    renewal: Text | None = ask(
        N_("Renewal"),
        N_("How are those who decide renewed: length of terms, how many in a row?"),
        needed=Stage.OPENING,
        long=True,
    )
    newcomers: Text | None = ask(
        N_("New actors"),
        N_("How do new actors come to take responsibility?"),
        needed=Stage.OPENING,
        long=True,
        why=N_("Initiators let go little by little, to people whom they have seen at work."),
    )


class Key(Row, key=("id",)):
    """A key, a domain name, an account, a server: what one person could lose for all."""

    id: Identifier = key(N_("Identifier"), example="domain")
    name: Text | None = ask(
        N_("Name"),
        N_("What is it?"),
        needed=Stage.PREPARING,
        why=N_("Only what it is called: never the secret itself."),
    )
    kind: KeyKind | None = ask(N_("Kind"), N_("Of which kind is it?"), needed=Stage.PREPARING)
    owner: PartyId | None = ask(N_("In whose name"), N_("In whose name is it?"), needed=Stage.PREPARING)
    holders: list[Line] | None = ask(
        N_("Who holds it"),
        N_("Which functions, two at least, can use it without asking anybody?"),
        needed=Stage.PREPARING,
        example="['direction technique', 'coordination']",
        why=N_("Functions rather than names: people leave. With a single one, an illness stops everything."),
    )
    recovery: Text | None = ask(
        N_("Recovery"), N_("How does one get it back if nobody can be reached?"), needed=Stage.OPENING
    )
    tried_on: Day | None = ask(N_("Tried on"), N_("When was that last tried?"), needed=Stage.RUNNING)
    expires_on: Day | None = ask(
        N_("Expires on"), N_("Until when does it hold?"), when=lambda one: one.kind in (KeyKind.DOMAIN, KeyKind.KEY)
    )


class Watch(Row, key=("id",)):
    """A part of the law that has to be watched, because the software or the data must follow it."""

    called_by = "subject"

    id: Identifier = key(N_("Identifier"), example="accessibility")
    subject: Text | None = ask(N_("What is watched"), N_("Which law or rule has to be watched?"), needed=Stage.OPENING)
    effect: Text | None = ask(N_("Why"), N_("What would a change of it change here?"))
    who: PartyId | None = ask(N_("Who"), N_("Which party watches it?"), needed=Stage.OPENING)
    frequency: Frequency | None = ask(N_("How often"), N_("How often?"), needed=Stage.OPENING)
    last_on: Day | None = ask(N_("Last looked at"), N_("When was it last looked at?"), needed=Stage.RUNNING)


class Documentation(Row, key=("id",)):
    """A documentation, for whom it is, and who can find and change it."""

    id: Identifier = key(N_("Identifier"), example="user-guide")
    name: Text | None = ask(N_("Name"), N_("What is it called?"), needed=Stage.PREPARING)
    audience: Audience | None = ask(N_("For whom"), N_("For whom is it written?"), needed=Stage.PREPARING)
    location: Line | None = ask(N_("Where"), N_("Where is it found?"), needed=Stage.PREPARING)
    readable_by: Circle | None = ask(N_("Who may read it"), N_("Who can read it?"), needed=Stage.OPENING)
    editable_by: Circle | None = ask(
        N_("Who may change it"),
        N_("Who can change it?"),
        needed=Stage.OPENING,
        why=N_("Found by all and changed by all, it outlives whoever wrote it."),
    )
    licence: Spdx | None = ask(N_("Licence"), N_("Under which licence?"), example="CC-BY-SA-4.0")
    updated_on: Day | None = ask(N_("Updated on"), N_("When was it last brought up to date?"), needed=Stage.RUNNING)


class Archive(Row, key=("name",)):
    """Where a copy is kept that depends on no member."""

    name: Line = key(
        N_("Archive"),
        N_("Where is a copy kept that depends on none of you?"),
        usual={"Software Heritage": N_("Software Heritage (source code)"), "Zenodo": N_("Zenodo (data, documents)")},
    )
    url: Url | None = ask(N_("Address"), N_("Where is it found?"))
    saved_on: Day | None = ask(N_("Saved on"), N_("When was the last copy saved?"), needed=Stage.RUNNING)


class EndOfLife(Row):
    """What happens the day it stops."""

    trigger: Text | None = ask(
        N_("What ends it"), N_("What would make it stop, and who decides that?"), needed=Stage.RUNNING, long=True
    )
    notice: Line | None = ask(
        N_("Notice"), N_("How long before are users told?"), needed=Stage.RUNNING, example="six mois"
    )
    data: Text | None = ask(N_("Data"), N_("How do users get their data back?"), needed=Stage.RUNNING, long=True)
    successor: PartyId | None = ask(
        N_("Who receives what remains"),
        N_("Which party receives marks, domain names and money that remain?"),
        needed=Stage.RUNNING,
        why=N_("Said before there is anything to share; an association cannot share it among its members."),
    )


def _passes(one: Continuity) -> bool:
    """Whether the carrier chosen is another than today's, in form or in person."""
    now, to = one.current, one.choice
    if now is None or to is None:
        return False
    return (now.form, now.party) != (to.form, to.party)


class Continuity(DocumentRow):
    """Who carries the commons, how it outlives its initiators, and how it ends."""

    note_keys = frozenset({*(str(one) for one in KeyKind), *(str(one) for one in Audience)})
    """A note can say why there is no domain name, or no documentation for those who decide."""

    current: Current | None = ask(
        N_("Carried today"), N_("Who carries the project today, and in which form?"), needed=Stage.PREPARING
    )
    needs: list[Ability] | None = ask(
        N_("What the carrier must be able to do"),
        N_("What must the carrier be able to do, whatever happens?"),
        needed=Stage.OPENING,
        why=N_(
            "A structure that cannot is out at once, however well it does otherwise. Choose what you would not drop."
        ),
    )
    weights: Weights | None = ask(
        N_("What counts"),
        N_("Among structures that can do it, what counts, and how much?"),
        needed=Stage.OPENING,
        why=N_("The comparison is yours: without your weights it gives no order."),
    )
    options: list[Option] = rows(
        N_("Structures compared"),
        N_("Which structures could carry it?"),
        needed=Stage.OPENING,
        why=N_("Two at least, today's among them: staying as you are is a choice too."),
        columns=("form", "pros", "cons"),
    )
    choice: Choice | None = ask(
        N_("Structure chosen"), N_("Which structure do you choose, and why?"), needed=Stage.OPENING
    )
    transition: list[Transfer] = rows(
        N_("Transition"),
        N_("What passes to the carrier, from whom, by which act, by when?"),
        needed=Stage.OPENING,
        when=_passes,
        why=N_("Contracts, marks, domain names, people, accounts: none passes by itself."),
        columns=("what", "giver", "taker", "due"),
    )
    independence: Independence | None = ask(
        N_("Independence from the initiators"),
        N_("How does it stand without those who began it?"),
        needed=Stage.OPENING,
        why=N_("A project too close to its initiators stops when they move on."),
    )
    succession: list[Key] = rows(
        N_("Keys, domain names and accounts"),
        N_("What could one person lose for all: keys, domain names, accounts, servers?"),
        needed=Stage.PREPARING,
        columns=("name", "kind", "owner", "holders"),
    )
    legal_watch: list[Watch] = rows(
        N_("Legal watch"),
        N_("Which laws must the project follow, and who watches them?"),
        needed=Stage.OPENING,
        why=N_("A tool that does not follow the law as it changes is left, however good it was."),
        columns=("subject", "who", "frequency", "last_on"),
    )
    documentation: list[Documentation] = rows(
        N_("Inventory of documentation"),
        N_("Which documentation is there, for whom, and where?"),
        needed=Stage.OPENING,
        columns=("name", "audience", "location", "editable_by"),
    )
    archives: list[Archive] = rows(
        N_("Archives"), N_("Where is a copy kept that depends on none of you?"), needed=Stage.RUNNING
    )
    end_of_life: EndOfLife | None = ask(N_("End of life"), N_("And the day it stops?"), needed=Stage.RUNNING)

    @property
    def is_passed_on(self) -> bool:
        """Whether the carrier chosen is another than today's, in form or in person."""
        return _passes(self)


@rule(
    "CNT001",
    "continuity-unanswered",
    title=N_("Continuity is not fully described"),
    says=N_("“{what}” is not answered yet."),
    why=N_("What happens when somebody leaves has to be known before they do; afterwards nobody is left to ask."),
    fix=N_("Answer it, say why it does not apply (not_applicable), or what will be done to know (unknown)."),
    source=N_("Inno³ / ANCT, 2023, 4"),
    error_from=Stage.PREPARING,
    before=Severity.NOTE,
)
def continuity_unanswered(continuity_as_written: Continuity, stage: Stage) -> Iterator[Sighting]:
    """Fields of continuity that the project's stage needs."""
    yield from unanswered(continuity_as_written, stage, gently=True)
