"""Rows and documents: what a person writes, with its natural key, its four notes and its address."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, TypeVar

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr

from communkit.marked import N_, Value
from communkit.model.fields import Ask, ask, ask_of
from communkit.model.types import Day, Line, Text, Url, Version, Word
from communkit.rules import Address, Mention, Severity, Sighting

WHOLE_ROW = "*"
NOTES = ("not_applicable", "unknown", "evidence", "proposed")


class Part(BaseModel):
    """A mapping inside a row (a contract inside a right): strict, without notes or key of its own."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    essential: ClassVar[tuple[str, ...]] = ()
    """Fields without which the part answers nothing; where there are none, any field will do."""

    @property
    def is_empty(self) -> bool:
        """Whether it answers nothing: `{}`, or a way of contributing that names only its document."""
        return all(getattr(self, name) is None for name in self.essential or type(self).model_fields)


class Confidence(Word):
    """How sure a machine was of what it found."""

    HIGH = "high", N_("high")
    MEDIUM = "medium", N_("medium")
    LOW = "low", N_("low")


class Evidence(Part):
    """What bears a claim out: a place in a repository, a page seen on a day, or a filed paper."""

    path: Line | None = None
    line: int | None = Field(default=None, ge=1, strict=True)
    commit: Line | None = None
    url: Url | None = None
    seen_on: Day | None = None
    document: Line | None = None
    method: Line | None = None
    confidence: Confidence | None = None

    @property
    def mention(self) -> Mention:
        """The same, as findings carry it."""
        return Mention(self.path, self.line, self.commit, self.url, self.seen_on, self.document)


class Visibility(Word):
    """Who may read a document or a row."""

    PUBLIC = "public", N_("public")
    RESTRICTED = "restricted", N_("restricted")


RowT = TypeVar("RowT", bound="Row")


class Row(BaseModel):
    """One row of a dossier. Only its key fields are required; every other may stay unanswered.

    The four notes are keyed by field, "*" meaning the whole row: why a field does not apply, what will be
    done to know it, what bears it out, and which fields are only proposed.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    key_fields: ClassVar[tuple[str, ...]] = ()
    called_by: ClassVar[str] = "name"
    """The field by which people call a row that has an identifier; it is asked first, and makes the identifier."""
    note_keys: ClassVar[frozenset[str]] = frozenset()
    """Names that notes may use beside fields, for rows that count things which are not fields."""

    visibility: Visibility | None = None
    not_applicable: dict[str, Text] = Field(default_factory=dict)
    unknown: dict[str, Text] = Field(default_factory=dict)
    evidence: dict[str, list[Evidence]] = Field(default_factory=dict)
    proposed: list[Line] = Field(default_factory=list)

    _address: Address | None = PrivateAttr(default=None)
    _parent: Row | None = PrivateAttr(default=None)

    def __init_subclass__(cls, *, key: tuple[str, ...] = (), **kwargs: Any) -> None:
        """Remember the natural key: the fields that tell this row from its neighbours."""
        super().__init_subclass__(**kwargs)
        if key:
            cls.key_fields = key

    @property
    def key(self) -> str:
        """The natural key as addresses show it: "anct/software"."""
        return "/".join(str(getattr(self, name)) for name in self.key_fields)

    @property
    def shown_name(self) -> str:
        """How people call this row: by its name in the team's language, else by its key."""
        name = getattr(self, self.called_by, None)
        return str(name) if name else self.key

    @property
    def address(self) -> Address:
        """Where this row stands. Rows get it when their document is bound (`bind`)."""
        if self._address is None:
            raise LookupError(f"{type(self).__name__} was not bound to a document")
        return self._address

    @property
    def parent(self) -> Row:
        """The row or document that holds this one."""
        if self._parent is None:
            raise LookupError(f"{type(self).__name__} has no parent")
        return self._parent

    def at(
        self,
        field: str | None = None,
        *,
        says: str | None = None,
        severity: Severity | None = None,
        **params: Value,
    ) -> Sighting:
        """A sighting at `field` of this row (the row itself without one), with what fills its sentence."""
        address = self.address.field(field) if field else self.address
        mentions = tuple(one.mention for one in self.evidence.get(field or WHOLE_ROW, ()))
        return Sighting(address, params, says, severity, mentions)

    def is_noted(self, note: Mapping[str, object], field: str) -> bool:
        """Whether `note` (one of the four) speaks of `field` or of the whole row."""
        return field in note or WHOLE_ROW in note

    def each(self, kind: type[RowT]) -> Iterator[RowT]:
        """Every row of `kind` below this one, in the order of the document."""
        for child in children(self):
            if isinstance(child, kind):
                yield child
            yield from child.each(kind)

    @classmethod
    def asks(cls) -> dict[str, Ask]:
        """The fields that a person answers, in order, with what each says about itself."""
        found = {name: ask_of(field) for name, field in cls.model_fields.items()}
        return {name: told for name, told in found.items() if told is not None}


class Status(Word):
    """How far the content of a document is agreed."""

    DRAFT = "draft", N_("draft")
    REVIEW = "review", N_("under review")
    ADOPTED = "adopted", N_("adopted")


class DocumentRow(Row):
    """A whole document. Its `schema` line is read, and taken off, before the model sees the rest."""

    version: Version | None = ask(N_("Version of the content"))
    status: Status | None = ask(N_("Status"))


def children(row: Row) -> Iterator[Row]:
    """The rows that stand directly in `row`, in the order of its fields."""
    for name in type(row).model_fields:
        value = getattr(row, name)
        if isinstance(value, Row):
            yield value
        elif isinstance(value, list):
            yield from (item for item in value if isinstance(item, Row))


def bind(document: RowT, name: str) -> RowT:
    """Give `document`, called `name`, and every row in it their addresses and parents; return it."""
    _bind(document, Address.of_document(name), None)
    return document


def _bind(row: Row, address: Address, parent: Row | None) -> None:
    row._address = address
    row._parent = parent
    for name in type(row).model_fields:
        value = getattr(row, name)
        if isinstance(value, Row):
            _bind(value, address.field(name), row)
        elif isinstance(value, list):
            for index, item in enumerate(value):
                if isinstance(item, Row):
                    _bind(item, address.item(name, index, item.key), row)


def claimed(document: RowT) -> RowT:
    """`document` as its team claims it: without proposed rows, and with proposed fields unanswered.

    Rows keep the addresses that they have in the full document.
    """
    own = _claimed(document)
    if own is None:  # a document proposed as a whole claims nothing yet
        own = type(document)()
        own._address = document._address
    _adopt(own, document._parent)
    return own


def _claimed(row: RowT) -> RowT | None:
    if WHOLE_ROW in row.proposed or any(name in row.proposed for name in row.key_fields):
        return None
    changes: dict[str, Any] = {}
    for name, field in type(row).model_fields.items():
        value = getattr(row, name)
        if name in row.proposed:
            changes[name] = field.get_default(call_default_factory=True)
        elif isinstance(value, Row):
            changes[name] = _claimed(value)
        elif isinstance(value, list) and any(isinstance(item, Row) for item in value):
            kept = (_claimed(item) if isinstance(item, Row) else item for item in value)
            changes[name] = [item for item in kept if item is not None]
    copy = row.model_copy(update=changes)
    copy._address = row._address
    return copy


def _adopt(row: Row, parent: Row | None) -> None:
    row._parent = parent
    for child in children(row):
        _adopt(child, row)
