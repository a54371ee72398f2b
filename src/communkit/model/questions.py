"""From any step's model and document to the tree of questions, and from a typed answer to its refusal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel, TypeAdapter, ValidationError

from communkit.interview import Choice, Field, Group, Kind, Row, Tree
from communkit.marked import Message
from communkit.model import types
from communkit.model.completeness import is_empty, state_of
from communkit.model.fields import Ask, ask_of
from communkit.model.row import WHOLE_ROW, DocumentRow, Evidence
from communkit.model.row import Row as ModelRow
from communkit.model.shape import mismatches_of
from communkit.model.telling import told
from communkit.model.types import Register, Text, Word, readable_example
from communkit.rules import Stage, State
from communkit.rules.address import Address


@dataclass(frozen=True, slots=True)
class Around:
    """What a document is asked in the light of: the project's stage and law, and its registers by name."""

    stage: Stage
    jurisdiction: str | None = None
    registers: Mapping[str, tuple[Choice, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Shape:
    """What a field's annotation says: its kind, whether it holds several, and what it draws on."""

    kind: Kind
    many: bool = False
    vocabulary: type[Word] | None = None
    register: str | None = None
    model: type[BaseModel] | None = None


_KINDS: tuple[tuple[object, Kind], ...] = (
    (Text, Kind.TEXT),
    (types.Spdx, Kind.LICENCE),
    (types.Identifier, Kind.IDENTIFIER),
    (types.Day, Kind.DAY),
    (types.Share, Kind.SHARE),
    (types.Done, Kind.DONE),
    (types.YesNo, Kind.YES_NO),
    (types.Amount, Kind.NUMBER),
    (types.Fte, Kind.NUMBER),
    (types.Count, Kind.NUMBER),
    (types.Year, Kind.NUMBER),
)


@cache
def _hints(model: type[BaseModel]) -> dict[str, Any]:
    return get_type_hints(model, include_extras=True)


def shape_of(annotation: object) -> Shape:
    """The shape of a field so annotated; what stands for no answer (`None`) is left aside."""
    for known, kind in _KINDS:
        if annotation is known or annotation == known:
            return Shape(kind)
    origin = get_origin(annotation)
    if origin in (Union, UnionType):
        (inner,) = (one for one in get_args(annotation) if one is not NoneType)
        return shape_of(inner)
    if origin is dict:
        return replace(shape_of(get_args(annotation)[1]), kind=Kind.PART)
    if origin is list:
        inside = shape_of(get_args(annotation)[0])
        return replace(inside, kind=Kind.ROWS) if inside.kind is Kind.PART else replace(inside, many=True)
    if origin is Annotated:
        marks = [one for one in get_args(annotation)[1:] if isinstance(one, Register) and one.before is None]
        return Shape(Kind.REFERENCE, register=marks[0].name) if marks else Shape(Kind.LINE)
    if isinstance(annotation, type) and issubclass(annotation, Word):
        return Shape(Kind.WORD, vocabulary=annotation)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return Shape(Kind.PART, model=annotation)
    return Shape(Kind.LINE)


def tree_of(document: DocumentRow, data: Mapping[str, Any], around: Around) -> Tree:
    """The questions of `document`, a bound model, whose plain data is `data`."""
    return Tree(_Deriver(document, data, around).row(document), around.stage)


def refusal(model: type[DocumentRow], path: tuple[str | int, ...], value: object) -> tuple[Message, Message] | None:
    """What is wrong with `value` at `path` of a document of `model`, and what to do; None when it is right."""
    annotation: Any = None
    inside: type[BaseModel] | None = model
    deep = False
    for name in path:
        deep = isinstance(name, int)
        if isinstance(name, str) and inside is not None:
            annotation = _hints(inside)[name]
            inside = shape_of(annotation).model
        elif isinstance(name, str):  # one answer of a mapping
            annotation = next(get_args(one)[1] for one in get_args(annotation) if get_origin(one) is dict)
    if deep:
        annotation = get_args(annotation)[0]
    adapter: TypeAdapter[Any] = TypeAdapter(annotation)
    try:
        adapter.validate_python(value)
    except ValidationError as error:
        first = next(iter(mismatches_of(error, model)))
        says = told(first.slug, first.params)
        return says.message, says.fix
    return None


class _Deriver:
    """Turns models into rows and fields, looking up what was written in the document's own data."""

    def __init__(self, document: DocumentRow, data: Mapping[str, Any], around: Around) -> None:
        self.document = document
        self.data = data
        self.around = around

    def row(self, row: ModelRow, sorted_as: str | None = None) -> Row:
        keys = type(row).key_fields
        asked = type(row).asks()
        order = [*(name for name in asked if name in keys), *(name for name in asked if name not in keys)]
        fields = [
            self.field(row, name, asked[name])
            for name in order
            if (asked[name].when is None or asked[name].when(row))  # type: ignore[misc]  # checked on the line
            and (asked[name].over is None or self._among(asked[name].over))  # a mapping over no row asks nothing
        ]
        notes = {name: found for name in ("proposed", *_NOTES) if (found := self._at((*row.address.path, name)))}
        return Row(
            path=row.address.path,
            address=row.address.text,
            fields=tuple(fields),
            notes=notes,
            proposed=bool(keys) and bool({WHOLE_ROW, *keys} & set(row.proposed)),
            filled=tuple(name for name in asked if name not in keys and not is_empty(getattr(row, name))),
            sorted_as=sorted_as,
            called_by=type(row).called_by,
            repeatable=row.key != "/".join(str(getattr(row, name)) for name in type(row).key_fields),
        )

    def field(self, row: ModelRow, name: str, ask: Ask) -> Field:
        shape = shape_of(_hints(type(row))[name])
        address = row.address.field(name)
        made = self._bare(shape, name, ask, address)
        if ask.likely is not None:
            made = _likely_first(made, ask.likely(row.parent if name in type(row).key_fields else row))
        if shape.kind is Kind.LICENCE and (today := getattr(row, "current_licence", None)):
            made = replace(made, example=str(today))  # what it has is nearer than any example
        value = getattr(row, name)
        notes = row.not_applicable.get(name) or row.unknown.get(name)
        is_key = name in type(row).key_fields
        # what bears out that a row is there says nothing of its other fields
        found = row.evidence.get(name) or (row.evidence.get(WHOLE_ROW) if is_key else None) or ()
        made = replace(
            made,
            state=state_of(row, name),
            value=self._at(address.path),
            note=str(notes) if notes is not None else None,
            evidence=tuple(_mention(one) for one in found),
            key=is_key,
            choices=made.choices or (self._licences(row) if shape.kind is Kind.LICENCE else ()),
        )
        if ask.over is not None:
            return replace(made, keyed=True, choices=(), fields=tuple(self._answers(shape, ask, value, address)))
        if shape.kind is Kind.PART and shape.model is not None:
            held = (self.row(value),) if isinstance(value, ModelRow) else ()
            return replace(made, fields=self._part(shape.model, value, address), rows=held)
        if shape.kind is Kind.ROWS and shape.model is not None and issubclass(shape.model, ModelRow):
            rows = tuple(self.row(one, _word(one, ask.by)) for one in value)
            made = replace(made, rows=rows, blank=self._blank(shape.model, address, ask, row))
            if any(one.proposed for one in rows):
                made = replace(made, state=State.PROPOSED)
            return replace(made, by=ask.by, groups=self._groups(row, made, shape.model, ask.by))
        return made

    def _bare(self, shape: Shape, name: str, ask: Ask, address: Address) -> Field:
        """A field as its model alone describes it."""
        choices: tuple[Choice, ...] = ()
        if shape.vocabulary is not None:
            choices = tuple(Choice(str(one), one.label) for one in shape.vocabulary)
        elif shape.register is not None:
            choices = self.around.registers.get(shape.register, ())
        elif ask.among is not None:
            choices = self._among(ask.among)
        elif ask.usual is not None:
            choices = tuple(Choice(value, label) for value, label in ask.usual.items())
        return Field(
            name=name,
            path=address.path,
            address=address.text,
            kind=shape.kind,
            title=ask.title,
            question=ask.question,
            why=ask.why,
            example=readable_example(ask.example) if ask.example else None,
            needed=ask.needed,
            follows=ask.follows,
            many=shape.many,
            long=ask.long,
            closed=shape.vocabulary is not None,
            choices=choices,
            register=shape.register,
            columns=ask.columns,
        )

    def _part(self, model: type[BaseModel], value: object, address: Address) -> tuple[Field, ...]:
        """The fields of a part that make sense for what it holds so far."""
        return tuple(self._part_fields(model, value, address))

    def _part_fields(self, model: type[BaseModel], value: object, address: Address) -> Iterator[Field]:
        part = value if value is not None else model.model_construct()
        for name, ask, shape in _asked(model):
            if ask.when is not None and not ask.when(part):
                continue
            inner = address.field(name)
            held = getattr(part, name, None)
            written = self._at(inner.path)
            state = State.UNANSWERED if is_empty(held) else State.ANSWERED
            made = replace(self._bare(shape, name, ask, inner), value=written, state=state)
            if shape.kind is Kind.PART and shape.model is not None:
                made = replace(made, fields=self._part(shape.model, held, inner))
            yield made

    def _among(self, name: str | None) -> tuple[Choice, ...]:
        """The rows of the list `name` of the same document: the key of each, and what people call it."""
        rows: list[ModelRow] = getattr(self.document, name) if name else []
        return tuple(Choice(one.key, Message(one.shown_name, literal=True)) for one in rows)

    def _answers(self, shape: Shape, ask: Ask, value: object, address: Address) -> Iterator[Field]:
        """The answers of a mapping: one field a row of the list that it speaks of."""
        held = value if isinstance(value, Mapping) else {}
        words = tuple(Choice(str(one), one.label) for one in shape.vocabulary or ())
        for row in self._among(ask.over):
            key = str(row.value)
            yield Field(
                name=key,
                path=(*address.path, key),
                address=address.field(key).text,
                kind=Kind.WORD if words else Kind.NUMBER,
                title=row.label,
                question=Message(ask.each or ask.title, {"row": row.label}),
                why=ask.why,
                needed=ask.needed,
                state=State.ANSWERED if key in held else State.UNANSWERED,
                value=self._at((*address.path, key)),
                closed=bool(words),
                choices=words,
            )

    def _blank(self, model: type[ModelRow], address: Address, ask: Ask, owner: ModelRow) -> tuple[Field, ...]:
        """The fields without which `owner` cannot be given a row, its name first where it has one."""
        asked = model.asks()
        names = [name for name in asked if name in model.key_fields]
        if model.called_by in asked and model.called_by not in names:
            names.insert(0, model.called_by)
        index = Address(address.document, (*address.path, 0), address.text)
        found = (self._bare(shape_of(_hints(model)[name]), name, asked[name], index.field(name)) for name in names)
        blank = (replace(one, key=one.name in model.key_fields) for one in found if one.name != ask.by)
        likely = {name: told.likely(owner) for name, told in asked.items() if told.likely and name in model.key_fields}
        return tuple(_likely_first(one, likely.get(one.name, ())) for one in blank)

    def _groups(self, row: ModelRow, listed: Field, model: type[ModelRow], by: str | None) -> tuple[Group, ...]:
        if by is None:
            return ()
        vocabulary = shape_of(_hints(model)[by]).vocabulary
        return tuple(self._group(row, listed, word) for word in vocabulary or ())

    def _group(self, row: ModelRow, listed: Field, word: Word) -> Group:
        rows = [one for one in listed.rows if one.sorted_as == str(word)]
        names = (str(word), listed.name, WHOLE_ROW)
        reason = next((row.not_applicable[name] for name in names if name in row.not_applicable), None)
        plan = next((row.unknown[name] for name in names if name in row.unknown), None)
        if any(one.proposed for one in rows):
            state = State.PROPOSED
        elif rows:
            state = State.ANSWERED
        elif reason is not None:
            state = State.NOT_APPLICABLE
        else:
            state = State.UNANSWERED if plan is None else State.UNKNOWN
        note = reason if state is State.NOT_APPLICABLE else plan if state is State.UNKNOWN else None
        return Group(str(word), word.label, state, str(note) if note is not None else None)

    def _licences(self, row: ModelRow) -> tuple[Choice, ...]:
        """The licences of the list that binds administrations under the project's law, for a row of this kind."""
        kind = getattr(row, "kind", None)
        if kind is None or not self.around.jurisdiction:
            return ()
        return _listed_licences(self.around.jurisdiction.casefold(), str(kind))

    def _at(self, path: tuple[str | int, ...]) -> Any:
        found: Any = self.data
        for segment in path:
            try:
                found = found[segment]
            except (KeyError, IndexError, TypeError):
                return None
        return found


_NOTES = ("unknown", "not_applicable", "evidence")


@cache
def _asked(model: type[BaseModel]) -> tuple[tuple[str, Ask, Shape], ...]:
    """The fields of a part that can be asked: those with a question."""
    found = ((name, ask_of(one), shape_of(_hints(model)[name])) for name, one in model.model_fields.items())
    return tuple((name, ask, shape) for name, ask, shape in found if ask is not None and ask.question is not None)


def _likely_first(field: Field, likely: Sequence[str]) -> Field:
    """`field` with the choices that are `likely`, in their order, before the others."""
    first = [choice for word in likely for choice in field.choices if choice.value == word]
    return replace(field, choices=(*first, *(one for one in field.choices if one not in first)))


def _word(row: ModelRow, by: str | None) -> str | None:
    value = getattr(row, by) if by else None
    return str(value) if value is not None else None


def _mention(evidence: Evidence) -> str:
    place = f"{evidence.path}:{evidence.line}" if evidence.path and evidence.line else evidence.path
    return place or evidence.document or evidence.url or ""


@cache
def _listed_licences(jurisdiction: str, kind: str) -> tuple[Choice, ...]:
    # read only when a licence is asked for: the records are files
    from communkit.licences.lists import binding_list, binding_lists
    from communkit.licences.records import record

    for name in binding_lists():
        listed = binding_list(name)
        table = listed.table_for(kind) if listed.jurisdiction.casefold() == jurisdiction else None
        if table is not None:
            found = ((one, record(one)) for one in table.licences)
            return tuple(Choice(id, known.name if known else Message(id, literal=True)) for id, known in found)
    return ()
