"""Documents as different people write them: every style of YAML that a dossier may meet, with comments everywhere."""

from __future__ import annotations

from dataclasses import dataclass, field

from hypothesis import strategies as st

NASTY = st.text(st.sampled_from("ab é:#'\"-?,[]{}&*!|>%@`~=\\\n\t\x85\u2028\u00a0😀0.eNOyx/"), max_size=12)
WORDS = st.sampled_from(
    [
        "NO",
        "yes",
        "on",
        "12:30",
        "017",
        "1e3",
        "1.10",
        "null",
        "~",
        "",
        "2026-03-01",
        "l'eau : b",
        "@anct",
        "<<",
        "- x",
        "true",
        "0x1F",
        "a" * 130,
        "mot " * 40 + "fin",
        "une\ndeux\n",
        "une\n\ndeux",
        "fin\n\n",
        " bord ",
        "# non",
        "*",
        "=",
        "C:\\Users",
        'dit "oui"',
        "a, b",
        "---",
        "...",
        "x: y",
        "x:",
        "1_000",
        ".inf",
        "é\u202f: è",
    ]
)
NUMBERS = st.one_of(st.integers(-(10**20), 10**20), st.decimals(-1000, 1000, places=2), st.booleans(), st.none())
SCALARS = st.one_of(WORDS, NASTY, NUMBERS)
KEYS = st.one_of(
    st.sampled_from(["id", "name", "2026", "NO", "*", "a b", "clé"]), st.text("abcdé", min_size=1, max_size=5)
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(KEYS, inner, max_size=3)),
    max_leaves=6,
)
"""What programs want to put into documents."""

_BARE = ["app", "NO", "12:30", "017", "1.10", "true", "null", "~", "2026-03-01", "l'eau", "deux mots", "a:b", "x#y", ""]
_QUOTED = ['"a # b"', "'l''eau : b'", '"dit \\"oui\\""', "''", '"\\N é 😀"', "'- a'"]
_FLOWS = [
    "[]",
    "{}",
    "[a, b]",
    "{a: 1, b: {c: 2}}",
    "[ {x: 1} , 'y, z' ,]",
    "{ k: [1, 2], l: }",
    "[[a], []]",
    "{'q': v,}",
]


@dataclass
class Writer:
    """Writes lines at random, numbering the comments so that the loss of one is seen."""

    draw: st.DrawFn
    lines: list[str] = field(default_factory=list)
    comments: int = 0
    anchors: list[str] = field(default_factory=list)

    def pick(self, *choices: object) -> object:
        return self.draw(st.sampled_from(choices))

    def one_in(self, chances: int) -> bool:
        return self.draw(st.integers(1, chances)) == 1

    def comment(self) -> str:
        self.comments += 1
        return f"# c{self.comments};"

    def trail(self) -> str:
        return f"{self.pick(' ', '   ')}{self.comment()}" if self.one_in(4) else ""

    def between(self, indent: int) -> None:
        """Blank lines and comments before an entry."""
        if self.one_in(6):
            self.lines.append("")
        if self.one_in(6):
            self.lines.append(" " * indent + self.comment())

    def put(self, head: str, text: str) -> None:
        self.lines.append(f"{head} {text}".rstrip() + self.trail())

    def scalar(self, head: str, indent: int) -> None:
        """A scalar behind `key:` or a dash; continuation lines go further right than `indent`."""
        kind = self.draw(st.integers(0, 9))
        inner = " " * (indent + self.draw(st.integers(1, 3)))
        if kind < 4:
            text = str(self.pick(*_BARE))
            if text and self.one_in(12):
                self.anchors.append(f"s{len(self.anchors)}")
                text = f"&{self.anchors[-1]} {text}"
            self.put(head, text)
        elif kind < 6:
            self.put(head, str(self.pick(*_QUOTED)))
        elif kind == 6 and self.anchors:
            self.put(head, f"*{self.pick(*self.anchors)}")
        elif kind == 7:
            header = f"{self.pick('|', '>')}{self.pick('', '-', '+')}"
            self.put(head, header)
            self.lines += [inner + "prose : # a", *([""] if self.one_in(3) else []), inner + "  plus loin"]
            self.lines += [""] * self.draw(st.integers(0, 2))
        elif kind == 8:
            self.lines += [f"{head} mots sur", inner + "deux lignes" + self.trail()]
        else:
            self.lines += [f'{head} "entre', "", inner + 'guillemets"' + self.trail()]

    def flow(self, head: str, indent: int) -> None:
        if self.one_in(3):
            inner = " " * (indent + 2)
            self.lines.append(f"{head} {{" + self.trail())
            self.lines.append(f"{inner}a: 1,{self.trail()}")
            self.lines.append(f"{inner}b: [x, y]{self.pick('', ',')}{self.trail()}")
            self.lines.append(" " * (indent + 1) + "}" + self.trail())
        else:
            self.put(head, str(self.pick(*_FLOWS)))

    def value(self, head: str, indent: int, depth: int) -> None:
        """Whatever stands behind `key:`, at `indent`."""
        kind = self.draw(st.integers(0, 5)) if depth else 0
        if kind < 3:
            self.scalar(head, indent)
        elif kind == 3:
            self.flow(head, indent)
        else:
            name = ""
            if self.one_in(6):
                name = f"m{len(self.anchors)}-{len(self.lines)}"
                head += f" &{name}"
            self.lines.append(head + self.trail())
            if kind == 4:
                self.mapping(indent + self.draw(st.integers(1, 4)), depth - 1)
            else:
                self.sequence(indent + self.draw(st.integers(0, 3)), depth - 1)
            if name:
                self.anchors.append(name)

    def mapping(self, indent: int, depth: int, first: str = "") -> None:
        for number in range(self.draw(st.integers(1, 4))):
            if number or not first:
                self.between(indent)
            margin = first if first and not number else " " * indent
            key = str(self.pick("k", "clé", "'q'", '"d d"', "2026", "NO")) if self.one_in(3) else "k"
            quote = key[-1] if key[-1] in "'\"" else ""
            key = f"{key.removesuffix(quote)}{number}{quote}"
            self.value(f"{margin}{key}{self.pick('', '', ' ')}:", indent, depth)

    def sequence(self, indent: int, depth: int) -> None:
        gap = self.draw(st.integers(1, 3))
        for _ in range(self.draw(st.integers(1, 3))):
            self.between(indent)
            dash = " " * indent + "-"
            kind = self.draw(st.integers(0, 4)) if depth else 0
            if kind < 2:
                self.scalar(dash, indent)
            elif kind == 2:
                self.flow(dash, indent)
            elif kind == 3:
                self.mapping(indent + 1 + gap, depth - 1, first=dash + " " * gap)
            else:
                self.lines.append(dash + self.trail())
                self.mapping(indent + 2, depth - 1)


@st.composite
def documents(draw: st.DrawFn) -> str:
    """The text of a document."""
    writer = Writer(draw)
    if writer.one_in(4):
        writer.lines += ["# yaml-language-server: $schema=x", "---"]
    writer.between(0)
    writer.lines.append("schema: assets/1" + writer.trail())
    if not writer.one_in(8):
        writer.mapping(0, 3)
    if writer.one_in(4):
        writer.lines += ["", writer.comment()]
    newline = str(writer.pick("\n", "\n", "\r\n"))
    text = newline.join(writer.lines) + str(writer.pick(newline, newline, newline, ""))
    return ("\ufeff" if writer.one_in(8) else "") + text
