"""SPDX licence expressions: parsed, normalised, compared.

Written as in the SPDX specification, annex "SPDX license expressions": ids in any case, `+`, `WITH`,
`LicenseRef-…`, `AND` binding tighter than `OR`. What an expression leaves undecided (`GPL-2.0`, which says
neither only nor or-later) stays undecided.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from communkit.licences import spdx
from communkit.marked import N_, Message

LONGEST = 4_000  # characters; beyond it, it is no licence field
DEEPEST = 40  # parentheses in parentheses
MOST_ALTERNATIVES = 512

_REF = re.compile(r"(?:DocumentRef-[A-Za-z0-9.-]+:)?LicenseRef-[A-Za-z0-9.-]+\Z", re.IGNORECASE)
_ADDITION = re.compile(r"(?:DocumentRef-[A-Za-z0-9.-]+:)?AdditionRef-[A-Za-z0-9.-]+\Z", re.IGNORECASE)
_GNU_UNDECIDED = re.compile(r"(?:[AL]?GPL|GFDL)-\d\.\d\Z")
_GNU_LATER = re.compile(r"([AL]?GPL|GFDL)-(\d\.\d)\+\Z")

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Term:
    """One licence of an expression: "GPL-2.0-only WITH Classpath-exception-2.0", "CDDL-1.0+", "LicenseRef-x".

    `id` is in SPDX's own case. `plus`: this version or a later one. `undecided`: a GNU id that says neither
    only nor or-later. `deprecated`: the id as written is deprecated by SPDX. `is_ref`: a licence of one's own.
    """

    id: str
    plus: bool = False
    exception: str | None = None
    undecided: bool = False
    deprecated: bool = False
    is_ref: bool = False

    @property
    def text(self) -> str:
        """The term as it is written in a normalised expression."""
        base = f"{self.id}{'+' if self.plus else ''}"
        return f"{base} WITH {self.exception}" if self.exception else base

    @property
    def readings(self) -> tuple[str, ...]:
        """The ids that this may stand for: two for an undecided one, else its own."""
        return (f"{self.id}-only", f"{self.id}-or-later") if self.undecided else (self.id,)


@dataclass(frozen=True, slots=True)
class Group:
    """Several expressions joined by "AND" or "OR"; a group never directly holds one of its own operator."""

    operator: str
    parts: tuple[Node, ...]


Node = Term | Group


@dataclass(frozen=True, slots=True)
class Expression:
    """A parsed expression.

    `text` is its normalised form, `tree` its structure, `terms` each different term once, in order.
    """

    tree: Node
    text: str
    terms: tuple[Term, ...]

    @property
    def deprecated(self) -> tuple[str, ...]:
        """The ids that SPDX deprecates, as they were meant."""
        return tuple(term.id for term in self.terms if term.deprecated)

    @property
    def undecided(self) -> tuple[Term, ...]:
        """The terms that say neither only nor or-later."""
        return tuple(term for term in self.terms if term.undecided)

    def alternatives(self) -> tuple[tuple[Term, ...], ...] | None:
        """The choices it offers, each the terms to be kept together; none contains another.

        One choice for an expression without OR. None where there are more than `MOST_ALTERNATIVES`.
        """
        choices = _choices(self.tree)
        if choices is None:
            return None
        return tuple(tuple(sorted(choice, key=lambda term: term.text)) for choice in choices)

    def fold(self, term: Callable[[Term], T], all_of: Callable[[list[T]], T], one_of: Callable[[list[T]], T]) -> T:
        """Its value, computed upward: `term` for each term, `all_of` where AND joins, `one_of` where OR does."""

        def value(node: Node) -> T:
            if isinstance(node, Term):
                return term(node)
            values = [value(part) for part in node.parts]
            return all_of(values) if node.operator == "AND" else one_of(values)

        return value(self.tree)

    def __str__(self) -> str:
        return self.text


class ExpressionError(ValueError):
    """A text that is no licence expression: what is wrong, where, and what was probably meant.

    `start`, `end` are offsets in the text that was given. `suggestion` is an expression that parses, for the
    whole text, else None; `candidates` are ids among which the words leave the choice open.
    """

    def __init__(
        self,
        message: Message,
        start: int,
        end: int,
        suggestion: str | None = None,
        candidates: tuple[str, ...] = (),
    ) -> None:
        super().__init__(message.template)
        self.message = message
        self.start = start
        self.end = end
        self.suggestion = suggestion
        self.candidates = candidates


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def operator(self) -> str | None:
        """AND, OR or WITH: written all in capitals, or all small as SPDX 3 allows."""
        upper = self.text.upper()
        return upper if upper in {"AND", "OR", "WITH"} and self.text in {upper, upper.lower()} else None


class _Reader:
    """Recursive descent over the tokens. Raises ExpressionError without suggestion; `parse` adds that."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = [_Token(match[0], match.start()) for match in re.finditer(r"[()]|[^\s()]+", text)]
        self.at = 0
        self.depth = 0

    def peek(self) -> _Token | None:
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def whole(self) -> Node:
        node = self.joined("OR")
        token = self.peek()
        if token is not None:
            problem = (
                N_("a closing parenthesis has no opening one")
                if token.text == ")"
                else N_("AND, OR or WITH is missing before “{word}”")
            )
            raise ExpressionError(Message(problem, {"word": token.text}), token.start, token.end)
        return node

    def joined(self, operator: str) -> Node:
        parts = [self.joined("AND") if operator == "OR" else self.single()]
        while (token := self.peek()) is not None and token.operator == operator:
            self.at += 1
            parts.append(self.joined("AND") if operator == "OR" else self.single())
        return _group(operator, parts)

    def single(self) -> Node:
        token = self.peek()
        if token is None:
            last = self.tokens[-1]
            raise ExpressionError(
                Message(N_("a licence is missing after “{word}”"), {"word": last.text}), last.start, last.end
            )
        self.at += 1
        if token.text == "(":
            return self.parenthesis(token)
        if token.text == ")" or token.operator:
            raise ExpressionError(
                Message(N_("a licence is missing before “{word}”"), {"word": token.text}), token.start, token.end
            )
        term = _term(token)
        following = self.peek()
        if following is not None and following.operator == "WITH":
            self.at += 1
            return self.excepted(term, following)
        return term

    def parenthesis(self, opening: _Token) -> Node:
        self.depth += 1
        if self.depth > DEEPEST:
            raise ExpressionError(Message(N_("too many parentheses inside one another")), opening.start, opening.end)
        node = self.joined("OR")
        closing = self.peek()
        if closing is None:
            raise ExpressionError(Message(N_("this parenthesis is not closed")), opening.start, opening.end)
        if closing.text != ")":
            raise ExpressionError(
                Message(N_("AND, OR or WITH is missing before “{word}”"), {"word": closing.text}),
                closing.start,
                closing.end,
            )
        self.at += 1
        self.depth -= 1
        return node

    def excepted(self, term: Term, keyword: _Token) -> Term:
        token = self.peek()
        if token is None or token.text in "()" or token.operator:
            raise ExpressionError(Message(N_("an exception is missing after WITH")), keyword.start, keyword.end)
        self.at += 1
        known = spdx.exception(token.text)
        if known is None and not _ADDITION.match(token.text):
            raise ExpressionError(
                Message(N_("“{word}” is not an exception that SPDX knows"), {"word": token.text}),
                token.start,
                token.end,
            )
        name = known.id if known else token.text
        deprecated = term.deprecated or bool(known and known.deprecated)
        return Term(term.id, term.plus, name, term.undecided, deprecated, term.is_ref)


def _term(token: _Token) -> Term:
    if _REF.match(token.text):
        return Term(_canonical_ref(token.text), is_ref=True)
    base, plus = (token.text[:-1], True) if token.text.endswith("+") else (token.text, False)
    known = spdx.licence(token.text) or spdx.licence(base)
    if known is None:
        raise ExpressionError(
            Message(N_("“{word}” is not a licence that SPDX knows"), {"word": token.text}), token.start, token.end
        )
    if later := _GNU_LATER.match(known.id):
        return Term(f"{later[1]}-{later[2]}-or-later", deprecated=True)
    if plus and _GNU_UNDECIDED.match(known.id):
        return Term(f"{known.id}-or-later", deprecated=True)
    if plus and known.id.endswith(("-only", "-or-later")):
        raise ExpressionError(
            Message(
                N_("“{word}” says both “+” and {ending}; one of them has to go"),
                {"word": token.text, "ending": "or-later" if known.id.endswith("later") else "only"},
            ),
            token.start,
            token.end,
        )
    return Term(
        known.id,
        plus=plus,
        undecided=bool(_GNU_UNDECIDED.match(known.id)),
        deprecated=known.deprecated,
    )


def _canonical_ref(text: str) -> str:
    text = re.sub(r"(?i)\bDocumentRef-", "DocumentRef-", text)
    return re.sub(r"(?i)\bLicenseRef-", "LicenseRef-", text)


def _group(operator: str, parts: list[Node]) -> Node:
    """Joined parts, groups of the same operator opened up and repetitions dropped."""
    flat: dict[Node, None] = {}
    for part in parts:
        inner = part.parts if isinstance(part, Group) and part.operator == operator else (part,)
        flat.update(dict.fromkeys(inner))
    return next(iter(flat)) if len(flat) == 1 else Group(operator, tuple(flat))


def _written(node: Node, within: str | None = None) -> str:
    if isinstance(node, Term):
        return node.text
    text = f" {node.operator} ".join(_written(part, node.operator) for part in node.parts)
    return f"({text})" if within else text


def _terms(node: Node) -> Iterator[Term]:
    if isinstance(node, Term):
        yield node
    else:
        for part in node.parts:
            yield from _terms(part)


def _choices(node: Node) -> frozenset[frozenset[Term]] | None:
    if isinstance(node, Term):
        return frozenset({frozenset({Term(node.id, node.plus, node.exception, node.undecided, is_ref=node.is_ref)})})
    found: frozenset[frozenset[Term]] = frozenset() if node.operator == "OR" else frozenset({frozenset()})
    for part in node.parts:
        inner = _choices(part)
        if inner is None or (node.operator == "AND" and len(found) * len(inner) > 8 * MOST_ALTERNATIVES):
            return None
        joined = found | inner if node.operator == "OR" else {a | b for a in found for b in inner}
        found = frozenset(a for a in joined if not any(b < a for b in joined))
        if len(found) > MOST_ALTERNATIVES:
            return None
    return found


def _sorted_text(node: Node) -> str:
    if isinstance(node, Term):
        return node.text
    return f"{node.operator}({', '.join(sorted(_sorted_text(part) for part in node.parts))})"


def parse(text: str) -> Expression:
    """The expression that `text` holds, ids in SPDX's own case, needless parentheses dropped.

    Raises ExpressionError, with the place and, where it can be guessed, what was meant.
    """
    try:
        return strict(text)
    except ExpressionError as error:
        if not text.strip() or len(text) > LONGEST:
            raise
        from communkit.licences.suggestions import explained

        raise explained(text, error) from None


def strict(text: str) -> Expression:
    """The same as `parse`, its ExpressionError without any guess at what was meant; reads no record."""
    if not text.strip():
        raise ExpressionError(Message(N_("no licence is given")), 0, len(text))
    if len(text) > LONGEST:
        raise ExpressionError(
            Message(N_("this is too long for a licence expression ({count} characters)"), {"count": len(text)}),
            0,
            len(text),
        )
    tree = _Reader(text).whole()
    return Expression(tree, _written(tree), tuple(dict.fromkeys(_terms(tree))))


def equivalent(a: Expression | str, b: Expression | str) -> bool:
    """Do both offer the same choices? Order, repetition and distribution do not matter.

    Expressions with too many alternatives to unfold are compared by their structure. Raises ExpressionError
    for a text that does not parse.
    """
    first, second = (parse(x) if isinstance(x, str) else x for x in (a, b))
    choices, others = _choices(first.tree), _choices(second.tree)
    if choices is None or others is None:
        return _sorted_text(first.tree) == _sorted_text(second.tree)
    return choices == others
