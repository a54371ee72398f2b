"""From a folder of documents to models with addresses, and back from an address to a place in a file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from communkit.documents import (
    Document,
    DocumentRefused,
    Migrated,
    Problem,
    Scalar,
    Source,
    read,
    read_envelope,
)
from communkit.documents import Mapping as MappingNode
from communkit.model.pointing import address_of, wants_texts
from communkit.model.problems import BY_SLUG
from communkit.model.row import DocumentRow, bind, claimed
from communkit.model.shape import Mismatch, dangling, mismatches_in, mismatches_of
from communkit.model.step import Step
from communkit.model.telling import told
from communkit.rules import Address, Finding, Place, Severity


@dataclass(frozen=True, slots=True)
class Loaded:
    """One document that could be read: its text, its model as written, and as claimed (proposals left out)."""

    step: Step
    source: Migrated
    written: DocumentRow
    claims: DocumentRow


@dataclass
class Dossier:
    """The documents of a dossier folder, as far as they could be read.

    `root` is the folder that holds the dossier folder: files are named from there. `problems` are the `DOC`
    findings; a document with one is absent from `documents`. `absent` are steps whose file does not exist.
    """

    root: Path
    folder: Path
    documents: dict[str, Loaded] = field(default_factory=dict)
    problems: list[Finding] = field(default_factory=list)
    absent: list[Step] = field(default_factory=list)

    def place(self, address: Address) -> Place | None:
        """Where `address` stands in its file: its value, else the row that should have it."""
        loaded = self.documents.get(address.document)
        if loaded is None:
            return None
        return place_of(loaded.source, address.path, self.root)

    def models(self) -> dict[str, object]:
        """What rules may ask for: each document by its name, as claimed; `…_as_written` with its proposals."""
        given: dict[str, object] = {}
        for name, loaded in self.documents.items():
            given[name] = loaded.claims
            given[f"{name}_as_written"] = loaded.written
        if not self.problems:
            given["documents_as_written"] = [loaded.written for loaded in self.documents.values()]
        return given


REGISTER = "project"
"""The document that every other leans on: a dossier without it cannot be judged."""


def load(root: Path, folder: Path, steps: Sequence[Step]) -> Dossier:
    """Read the documents of `steps` in `folder`. Nothing raises for what a document holds: see `problems`."""
    dossier = Dossier(root, folder)
    for step in steps:
        path = folder / step.file_name
        if not (path.exists() or path.is_symlink()):
            dossier.absent.append(step)
            if step.name == REGISTER:
                dossier.problems.append(_missing(path, step, root))
            continue
        loaded = _load(path, step, dossier)
        if loaded is not None:
            dossier.documents[step.name] = loaded
    _check_identifiers(dossier)
    dossier.problems.sort(key=lambda one: one.order)
    return dossier


def _load(path: Path, step: Step, dossier: Dossier) -> Loaded | None:
    name = _named(path, dossier.root)
    try:
        document = read(path)
        envelope = read_envelope(document, step.name, step.shape)
        source = Migrated(document, document, (), ())
        if envelope.shape < step.shape:
            # only an old document pays for the means to climb
            from communkit.documents import climb

            source = climb(document, step.name, step.shape)
    except DocumentRefused as refused:
        dossier.problems += (_of_problem(one, refused.source, step, name) for one in refused.problems)
        return None
    data = {key: value for key, value in source.document.data.items() if key != "schema"}
    try:
        written = bind(step.model.model_validate(data), step.name)
    except ValidationError as error:
        found: Iterable[Mismatch] = mismatches_of(error, step.model)
        dossier.problems += (_of_mismatch(one, source, step, name) for one in found)
        return None
    faults = list(mismatches_in(written))
    dossier.problems += (_of_mismatch(one, source, step, name) for one in faults)
    if faults:
        return None
    return Loaded(step, source, written, claimed(written))


def _check_identifiers(dossier: Dossier) -> None:
    """Hold the identifiers of every document against the registers of the project."""
    project = dossier.documents.get(REGISTER)
    if project is None:
        return
    registers: Mapping[str, list[str]] = {
        name: [row.key for row in getattr(project.written, name)] for name in ("parties", "repositories")
    }
    for name, loaded in list(dossier.documents.items()):
        faults = list(dangling(loaded.written, registers))
        file = _named(dossier.folder / loaded.step.file_name, dossier.root)
        dossier.problems += (_of_mismatch(one, loaded.source, loaded.step, file) for one in faults)
        if faults:
            del dossier.documents[name]


def _named(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix()


def _missing(path: Path, step: Step, root: Path) -> Finding:
    file = _named(path, root)
    return _finding("missing", facts(step, file), step.name, Place(file, 1, 1))


def facts(step: Step, file: str) -> dict[str, Any]:
    """What every sentence about a document may name."""
    return {"document": step.name, "file": file, "expected": f"{step.name}/{step.shape}"}


def _finding(slug: str, params: Mapping[str, Any], target: str, place: Place | None) -> Finding:
    says, fix = told(slug, params)
    return Finding(BY_SLUG[slug].id, Severity.ERROR, says, fix, target, place)


def _of_problem(problem: Problem, source: Source, step: Step, file: str) -> Finding:
    params = {**facts(step, file), **problem.params}
    if problem.path.is_symlink():
        params["is_link"] = True
    start, end = problem.span or (source.bom, source.bom)
    place = _place(file, source, start, end) if source.text else Place(file, 1, 1)
    return _finding(str(problem.kind), params, step.name, place)


def _of_mismatch(mismatch: Mismatch, source: Migrated, step: Step, file: str) -> Finding:
    document = source.document
    params: dict[str, Any] = {"document": step.name, **mismatch.params}
    if mismatch.slug == "wrong-type":
        params |= _suggested(mismatch, document, step)
    elif mismatch.slug == "unknown-key" and "known" in params:
        row = document.node(mismatch.path[:-1])
        written = [key.text for key, _ in row.entries] if isinstance(row, MappingNode) else []
        params["known"] = tuple(name for name in params["known"] if name not in written)
    place = place_of(source, mismatch.path, None, file=file, on_key=mismatch.on_key)
    target = address_of(step.name, step.model, document.data, mismatch.path)
    return _finding(mismatch.slug, params, target.text, place)


def _suggested(mismatch: Mismatch, document: Document, step: Step) -> dict[str, str]:
    """How the value can be written to have the type that is expected, where that is plain to see."""
    node = document.node(mismatch.path)
    if not isinstance(node, Scalar) or node.is_block:
        return {}
    match mismatch.params["expected"], mismatch.params["found"]:
        case "text", ("number" | "boolean"):
            return {"suggestion": f"'{node.text}'"}
        case "list", "text" if wants_texts(step.model, mismatch.path) and len(node.text) <= 80:
            if set(node.text) & set("[]{},"):
                return {}
            return {"suggestion": f"[{document.text[node.span.start : node.content_end]}]"}
    return {}


def place_of(
    source: Migrated,
    path: tuple[str | int, ...],
    root: Path | None,
    *,
    file: str | None = None,
    on_key: bool = False,
) -> Place:
    """The place of `path` in the file as its author wrote it, whatever migrations made of it since."""
    document = source.document
    key = document.key(path) if on_key else None
    span = key.span if key is not None else document.nearest(path)
    name = file or _named(document.path, root or document.path.parent)
    start, end = source.span_to_original(span)
    return _place(name, source.original, start, max(end, start + 1))


def _place(file: str, source: Source, start: int, end: int) -> Place:
    line, column = source.position(start)
    last = source.position(end)
    length = last.column - column if last.line == line else len(source.line(line)) - column + 1
    around = range(max(1, line - 2), line + 1)
    lines = tuple((number, source.line(number)) for number in around)
    return Place(file, line, column, max(1, length), lines)
