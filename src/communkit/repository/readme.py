"""What a README says at first sight: its title, its first paragraph, its language."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from communkit.repository.facts import Fact, Seen, Sure, clean
from communkit.repository.tree import Tree

_NAME = re.compile(
    r"(?:readme|lisez-?moi|leesmij)(?:[._-](?!md\Z)([a-z]{2}))?(?:\.(?:md|markdown|rst|org|adoc|txt|mdx))?\Z",
    re.IGNORECASE,
)
_READ = 100_000
_LONGEST = 400
"""Characters of a summary: about two sentences."""

_MEANINGLESS = re.compile(
    r"^(?:readme|introduction|about|présentation|presentation|table of contents|sommaire|overview|description|contexte|"
    r"getting started|installation|bienvenue|welcome|à propos|a propos|contents|contenu|badges|status)\W*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Readme:
    """One README. `language` is "" where its words do not tell."""

    path: str
    title: Fact[str] | None
    summary: Fact[str] | None
    language: str


def read_readmes(tree: Tree) -> list[Readme]:
    """The READMEs at the root: the one without a language in its name first, at most four."""
    named = [(found[1] or "", path) for path in tree.paths if "/" not in path and (found := _NAME.match(path))]
    return [read_readme(path, tree.text(path, _READ), tag.lower()) for tag, path in sorted(named)[:4]]


def read_readme(path: str, text: str, tag: str = "") -> Readme:
    """The README `path`, whose name may say its language (`tag`)."""
    lines = _lines(text)
    at = _title(path, lines)
    title = None
    if at is not None:
        title = Fact(at[1], (Seen(path, at[0], "readme", Sure.HIGH if _is_heading(path) else Sure.MEDIUM),))
    first = _paragraph(lines, at[0] if at else 0)
    summary = Fact(first[1], (Seen(path, first[0], "readme", Sure.MEDIUM),)) if first else None
    return Readme(path, title, summary, tag or language_of("\n".join(line for _, line in lines)))


def _is_heading(path: str) -> bool:
    return not path.lower().endswith(".txt") and "." in path


def _lines(text: str) -> list[tuple[int, str]]:
    """The numbered lines that are prose: front matter, comments and blocks of code left out, kept as empty."""
    text = re.sub(r"<!--.*?-->", lambda found: "\n" * found[0].count("\n"), text, flags=re.DOTALL)
    raw = text.split("\n")
    begin = 0
    if raw and raw[0].strip() == "---":
        begin = next((n for n, line in enumerate(raw[1:60], 1) if line.strip() == "---"), -1) + 1
    out, fenced = [(number, "") for number in range(1, begin + 1)], False
    for number, line in enumerate(raw[begin:], begin + 1):
        if re.match(r"\s*(?:```|~~~)", line):
            fenced = not fenced
            out.append((number, ""))
        else:
            out.append((number, "" if fenced else line.rstrip()))
    return out


_HEADING = re.compile(
    r"\s{0,3}(#{1,2})\s+(?P<atx>.+?)\s*#*$|(={1,2})\s+(?P<adoc>\S.*)$|#\+TITLE:\s*(?P<org>.+)$", re.IGNORECASE
)
_UNDERLINE = re.compile(r"([=~*#^-])\1{2,}\s*$")


def _title(path: str, lines: list[tuple[int, str]]) -> tuple[int, str] | None:
    """The first heading, with its line; where that one says nothing ("About"), the first of the highest level."""
    first = True
    for index, (number, _) in enumerate(lines[:80]):
        heading, high = _heading(path, index, lines)
        said = plain(heading)
        if not re.search(r"\w", said):
            continue
        if len(said) <= 120 and not _MEANINGLESS.match(said) and (first or high):
            return number, said
        first = False
    return None


def _heading(path: str, index: int, lines: list[tuple[int, str]]) -> tuple[str, bool]:
    """The heading that begins on a line, "" for none, and whether it is of the highest level."""
    line = lines[index][1]
    following = lines[index + 1][1] if index + 1 < len(lines) else ""
    found = _HEADING.match(line)
    if found:
        return found["atx"] or found["adoc"] or found["org"], len(found[1] or found[3] or "#") == 1
    if path.endswith(".org") and line.startswith("* "):
        return line[2:], True
    if "<h1" in line.lower():
        inner = " ".join(text for _, text in lines[index : index + 6])
        whole = re.search(r"<h1[^>]*>(.*?)(?:</h1>|\Z)", inner, re.IGNORECASE | re.DOTALL)
        return (whole[1] if whole else ""), True
    underline = _UNDERLINE.match(following)
    if underline and line.strip() and not line.startswith((" ", "-", "|")):
        return line, underline[1] == "="
    return "", False


_TAGS = r"</?(?:img|p|div|h\d|a|br|center|table|details|summary|picture|source|sub|kbd|svg|video)\b"
_NO_PROSE = re.compile(
    rf"\s*(?:[#|=~^]|[*+-]\s|[*-]{{3}}|\d+[.)]\s|\.\. |:\w+:|\[!|!\[|\[[^\]]*\]:|{_TAGS})", re.IGNORECASE
)


def _paragraph(lines: list[tuple[int, str]], after: int) -> tuple[int, str] | None:
    """The first paragraph of prose after line `after`: six words or more, no list, table or badge."""
    block: list[tuple[int, str]] = []
    for number, line in [*lines[after : after + 120], (0, "")]:
        if line.strip() and not _NO_PROSE.match(line):
            block.append((number, re.sub(r"^\s*>\s?", "", line)))
            continue
        underlined = re.match(r"\s*([=~*^#-])\1{2,}\s*$", line)
        said = plain(" ".join(text for _, text in block)).rstrip(" :")
        if block and not underlined and len(said.split()) >= 6 and not said.startswith(("http", "Table of")):
            return block[0][0], shortened(said)
        block = []
    return None


def plain(text: str) -> str:
    """A line of Markdown, reStructuredText, Org or HTML as its words alone."""
    text = re.sub(r"!\[[^\]]*\](?:\([^)]*\)|\[[^\]]*\])", " ", text)
    text = re.sub(r"\[\s*\](?:\([^)]*\)|\[[^\]]*\])", " ", text)
    text = re.sub(r"\[\[[^\]]*\]\[([^\]]*)\]\]", r"\1", text)
    text = re.sub(r"\[([^\[\]]*)\](?:\([^)]*\)|\[[^\]]*\])", r"\1", text)
    text = re.sub(r"`([^`<]+?)\s*<[^>]*>`__?", r"\1", text)
    text = re.sub(r"\|[\w -]+\|_?", " ", text)
    text = re.sub(r"</?[a-zA-Z][^<>]*>", " ", text)
    text = html.unescape(text)
    text = re.sub(r"(?<![\w*])\*{1,3}(?=\S)|(?<=\S)\*{1,3}(?![\w*])", "", text)
    text = re.sub(r"(?<!\w)_{1,3}(?=\w)|(?<=\w)_{1,3}(?!\w)|`+|~~", "", text)
    text = re.sub(r"(?<!\w):[a-z0-9_+-]+:(?!\w)", " ", text)
    text = re.sub("[\U0001f000-\U0001faff\u2600-\u27bf\ufe0f\u200d]", " ", text)
    return clean(re.sub(r"\\([#*_\[\]()`])", r"\1", text)).strip(" |·•-–—")


_ADORNED = r"(?:[\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff\ufe0f\u200d]|(?<!\S):[a-z_]+:(?!\S))"
_PICTURE = re.compile(rf"\A(?:{_ADORNED}\s*)+|(?:\s*{_ADORNED})+\Z")


def shortened(text: str) -> str:
    """At most two sentences and some 400 characters of `text`, cut at a sentence or a word.

    A pictograph before or after it ("🗺 Map of…") adorns a page of a forge, and goes.
    """
    text = _PICTURE.sub("", text)
    sentences = re.split(r"(?<=[.!?…])\s+(?=[A-ZÀ-Ý«“\"])", text)
    short = " ".join(sentences[:2])
    if len(short) > _LONGEST and len(sentences[0]) <= _LONGEST:
        short = sentences[0]
    if len(short) <= _LONGEST:
        return short
    return short[: _LONGEST - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


# The little words of each language: they are frequent, and their own.
_LITTLE = {
    "fr": "le la les des une est pour dans que qui sur avec sont aux cette vous nous ou par du ce pas au",
    "en": "the and is of to for with this that you are it from can be will which not or your how",
    "nl": "de het een van en voor met niet zijn deze wordt naar bij ook aan dat kan",
    "de": "der die das und ist für mit nicht eine den dem von auf wird sind werden oder zu",
    "es": "el los las una para con por que del este esta son como más se su al",
    "it": "il gli una per con del della che sono come questo nel dei alla",
    "pt": "os uma para com por que do da em não são como este dos das ao",
}
_LITTLE_WORDS = {tag: frozenset(words.split()) for tag, words in _LITTLE.items()}


def language_of(text: str) -> str:
    """The language that a text is written in, told from its little words; "" where they are too few or in doubt."""
    words = re.findall(r"[^\W\d_]+", text.lower())[:4_000]
    counts = sorted(
        ((sum(word in little for word in words), tag) for tag, little in _LITTLE_WORDS.items()), reverse=True
    )
    (first, tag), (second, _) = counts[0], counts[1]
    return tag if first >= 5 and first >= 1.4 * second else ""
