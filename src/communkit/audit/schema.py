"""The JSON Schema of an audit, `communkit/audit/1`: what `evidence` writes, told to programs."""

from __future__ import annotations

from typing import Any

from communkit.audit.evidence import SCHEMA
from communkit.licences.lists import STATUSES
from communkit.repository.community import KINDS as COMMUNITY
from communkit.repository.files import Kind, Origin
from communkit.repository.outbound import CONTRADICTORY, LATER, NO_MATTER, ONLY, UNSTATED

Node = dict[str, Any]

TEXT: Node = {"type": "string"}
MAYBE: Node = {"type": ["string", "null"]}
NUMBER: Node = {"type": "integer", "minimum": 0}
SHARE: Node = {"type": ["number", "null"], "minimum": 0, "maximum": 1}
YES_NO: Node = {"type": "boolean"}
LINE: Node = {"type": ["integer", "null"], "minimum": 1}


def one_of(*words: str | None) -> Node:
    """One of a few words."""
    return {"enum": list(words)}


def many(of: Node) -> Node:
    """A list."""
    return {"type": "array", "items": of}


def row(about: str = "", optional: tuple[str, ...] = (), **keys: Node) -> Node:
    """An object with exactly these keys, all there but the optional ones."""
    made: Node = {
        "type": "object",
        "properties": keys,
        "required": [key for key in keys if key not in optional],
        "additionalProperties": False,
    }
    return {"description": about, **made} if about else made


PLACE = row(path=TEXT, line=LINE)
EVIDENCE = many(
    row(
        "Where something was seen: a path from the root, a line from 1, how, and how surely.",
        ("match",),
        path=TEXT,
        line=LINE,
        method=TEXT,
        confidence=one_of("high", "medium", "low"),
        match=one_of("exact", "modified", "notice", "exception", "unknown"),
    )
)
ORIGIN = one_of(*(one.value for one in Origin))
KIND = one_of(*(one.value for one in Kind), None)
OR_LATER = one_of(LATER, ONLY, UNSTATED, CONTRADICTORY, NO_MATTER)
STATUS = one_of(*STATUSES)


def schema() -> Node:
    """The schema of one audit."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:{SCHEMA.replace('/', ':')}",
        "title": SCHEMA,
        "description": "What a repository really holds, with its places. Expressions are SPDX licence expressions;"
        " a GNU id without suffix says neither only nor or-later.",
        **row(
            schema={"const": SCHEMA},
            repository=row(
                name=TEXT,
                revision=MAYBE,
                read_from=one_of("disk", "git"),
                tracked=YES_NO,
                addresses=many(TEXT),
                kind=KIND,
                country=MAYBE,
                notes=many(TEXT),
            ),
            files=row(
                total=NUMBER,
                by_origin={"type": "object", "additionalProperties": NUMBER},
                by_kind=many(row(origin=ORIGIN, kind=TEXT, content_type=MAYBE, files=NUMBER)),
            ),
            outbound=row(
                "The licence of the whole, or of its main work; parts of the project's own under another one.",
                expression=MAYBE,
                or_later=OR_LATER,
                confidence=one_of("high", "medium", "low"),
                evidence=EVIDENCE,
                parts=many(row(where=TEXT, kind=KIND, expression=TEXT, or_later=OR_LATER, evidence=EVIDENCE)),
            ),
            licences=many(
                row(
                    "Every licence of the tree, by whose it is and of what.",
                    expression=TEXT,
                    origin=ORIGIN,
                    kind=KIND,
                    files=NUMBER,
                    evidence=EVIDENCE,
                )
            ),
            licence_files=many(
                row(
                    path=TEXT,
                    line=LINE,
                    expression=MAYBE,
                    match=one_of("exact", "modified", "notice", "exception", "unknown"),
                    origin=ORIGIN,
                    method=TEXT,
                    confidence=one_of("high", "medium", "low"),
                    differences=many(row(line=LINE, expected=TEXT, found=TEXT)),
                )
            ),
            holders=many(row(name=TEXT, files=NUMBER, group=YES_NO, evidence=EVIDENCE)),
            manifests=many(
                row(
                    file=TEXT,
                    line=LINE,
                    field=TEXT,
                    raw=TEXT,
                    expression=MAYBE,
                    status=one_of("ok", "contradicts", "scaffold", "unclear"),
                )
            ),
            community_files=row("Where each stands, null for none.", (), **dict.fromkeys(COMMUNITY, MAYBE)),
            community_substance={
                "type": "object",
                "additionalProperties": row(
                    words=NUMBER,
                    languages=many(TEXT),
                    roles=EVIDENCE,
                    decisions=EVIDENCE,
                    placeholders=EVIDENCE,
                    draft={"anyOf": [PLACE, {"type": "null"}]},
                ),
            },
            publiccode={"anyOf": [row(path=TEXT, valid=YES_NO, version=MAYBE, faults=NUMBER), {"type": "null"}]},
            contributions=row(
                "What is asked of contributors, and the share of commits by people, no merges, with a sign-off.",
                dco_required=YES_NO,
                dco_share_human=SHARE,
                cla=YES_NO,
                agreement=one_of("licence", "assignment", None),
                inbound_outbound={"type": ["boolean", "null"]},
                evidence=EVIDENCE,
            ),
            history={"anyOf": [_history(), {"type": "null"}]},
            listed={"type": "object", "additionalProperties": STATUS},
            fit=many(
                row(
                    kind=KIND,
                    where=TEXT,
                    expression=TEXT,
                    files=NUMBER,
                    made_for=one_of("made-for", "possible", "unknown", "unfit"),
                    reason=TEXT,
                    lists={"type": "object", "additionalProperties": row(status=STATUS, reason=TEXT)},
                    silent=many(TEXT),
                    evidence=EVIDENCE,
                )
            ),
            dependencies=many(
                row(
                    name=TEXT,
                    version=TEXT,
                    raw=TEXT,
                    expression=MAYBE,
                    scope=one_of("runtime", "development", "optional"),
                    compatible=one_of("yes", "depends", "no", "unknown"),
                    evidence=EVIDENCE,
                )
            ),
            dependency_files=many(
                row(path=TEXT, format=TEXT, named=NUMBER, stated=NUMBER, silent=YES_NO, unread=MAYBE)
            ),
            contradictions=many(
                row(
                    "Two places that cannot both be right, and what each says.",
                    what=TEXT,
                    between={**many(PLACE), "minItems": 2, "maxItems": 2},
                    says=many(TEXT),
                    files=NUMBER,
                )
            ),
            findings=many({"type": "object", "description": "As in communkit/findings/1."}),
            summary={"type": "object", "additionalProperties": NUMBER},
            not_read=many(row(path=TEXT, reason=TEXT)),
            not_read_count=NUMBER,
        ),
    }


def _history() -> Node:
    return row(
        commits=NUMBER,
        merges=NUMBER,
        machines=NUMBER,
        authors=NUMBER,
        organisations=NUMBER,
        absence_factor=NUMBER,
        absence_factor_of_late=NUMBER,
        top_shares=many({"type": "number"}),
        top_organisations=many(row(name=MAYBE, share={"type": "number"}, people=NUMBER)),
        unaffiliated={"type": "number"},
        first=MAYBE,
        last=MAYBE,
        by_year={"type": "object", "additionalProperties": NUMBER},
        shallow=YES_NO,
        partial=YES_NO,
        missing=NUMBER,
        imported=YES_NO,
        relicensing=many(row(commit=TEXT, day=TEXT, places=many(TEXT), kind=TEXT, before=many(TEXT), after=many(TEXT))),
        notes=many(TEXT),
    )
