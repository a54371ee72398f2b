"""A licence text reduced to its words, so that two copies that mean the same are the same list.

What does not tell licences apart goes: case, accents, punctuation, line breaks, hyphens, comment marks, Markdown,
HTML, addresses, copyright lines, numbers of lists, British or American spelling. Every other word stays, so
that a changed one shows. After the matching guidelines of the SPDX specification (annex B).
"""

from __future__ import annotations

import html
import re
import unicodedata

_TAGS = re.compile(r"<!doctype html|<html|<body|<p[ >]|<br ?/?>|<div|<h[1-6][ >]|<li[ >]|<pre[ >]", re.IGNORECASE)
_BLOCK_END = re.compile(r"</?(?:p|br|div|h[1-6]|li|ul|ol|pre|tr|td|table|title)\b[^>]*>", re.IGNORECASE)
_REMARK = re.compile(r"<!--[^>]{0,300}-->")
_TAG = re.compile(r"<!--|-->|</?[a-zA-Z][^<>]*>")
_LINK = re.compile(r"\]\((?:https?:|mailto:|#|/)[^)\s]*\)")
# the first wins where nothing tells
_OLD_ENCODINGS = {
    name: ["é".encode(name), "è".encode(name), "à".encode(name)] for name in ("cp1252", "mac_roman", "cp850")
}
# one `replace` each: `translate` takes twenty times longer on a long text
_PLAIN = {"’": "'", "‘": "'", "´": "'", "‐": "-", "‑": "-", "œ": "oe", "Œ": "oe", "©": " (c) ", "ß": "ss"}
# the rarest character first, its neighbour behind it: the scan then stops at few places
_WRAPPED = re.compile(r"-(?<=[a-z]-)[^\S\n]*\n[^\S\n]*(?:[#*/;%>|]+[^\S\n]+)?([a-z]+)")
_INNER = re.compile(r"['-](?<=[a-z]['-])(?=[a-z])")
_URL = re.compile(r"http[s]?://[^\s<>]*[\w/]")
_SITE = re.compile(r"www\.[^\s<>]*[\w/]")
_MAIL = re.compile(r"[^\s<>(@]{1,64}@[^\s<>)@]{1,255}")
_MARKS = r"^(?:[^\w\n(\[<{]|_|\b(?:dnl|rem)\b)*"
_COPYRIGHT = re.compile(
    _MARKS
    + r"(?:(?:portions |some parts |parts )?copyrights?\b(?!,? (?:holder|owner|notice|law|license|interest|statement))"
    r"(?=[^\n]*(?:\d{4}|\(c\)|<|\[|\{|year|yyyy|xxxx))|\(c\)[^\n]{0,12}(?:\d{4}|[<\[{]))"
    r"(?![^\n]*\b(?:permission is|redistribution|licensed under|granted))[^\n]*$",
    re.MULTILINE,
)
_RESERVED = re.compile(_MARKS + r"all rights? reserved\W*$", re.MULTILINE)
_NUMBERED = re.compile(_MARKS + r"[(\[]?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)\]](?:\d{1,2}[.)]?)*(?=[^\S\n])", re.MULTILINE)
_LETTERED = re.compile(r"\((?:[a-z]|[ivx]{1,4}|\d{1,2})\)")
_WORD = re.compile(r"[a-z0-9]+(?:\.[0-9]+)*")

SPELLINGS = {
    "licence": "license",
    "licences": "licenses",
    "licenced": "licensed",
    "licencing": "licensing",
    "licencor": "licensor",
    "licencee": "licensee",
    "sublicence": "sublicense",
    "sublicences": "sublicenses",
    "acknowledgement": "acknowledgment",
    "acknowledgements": "acknowledgments",
    "analogue": "analog",
    "analyse": "analyze",
    "artefact": "artifact",
    "artefacts": "artifacts",
    "authorisation": "authorization",
    "authorised": "authorized",
    "calibre": "caliber",
    "cancelled": "canceled",
    "catalogue": "catalog",
    "centre": "center",
    "customisation": "customization",
    "emphasise": "emphasize",
    "favour": "favor",
    "favourable": "favorable",
    "favourite": "favorite",
    "fulfil": "fulfill",
    "fulfilment": "fulfillment",
    "honour": "honor",
    "initialise": "initialize",
    "judgement": "judgment",
    "labelling": "labeling",
    "labour": "labor",
    "maximise": "maximize",
    "minimise": "minimize",
    "modelled": "modeled",
    "offence": "offense",
    "optimise": "optimize",
    "organisation": "organization",
    "organisations": "organizations",
    "organise": "organize",
    "practise": "practice",
    "programme": "program",
    "realise": "realize",
    "recognise": "recognize",
    "recognised": "recognized",
    "signalling": "signaling",
    "utilisation": "utilization",
    "whilst": "while",
    "wilful": "willful",
}


def decoded(data: bytes) -> str:
    """The text of a file of unknown encoding: what its first bytes announce, else UTF-8, else one of the older ones.

    Those are told apart by where they put the letters é, è and à, the most frequent of French.
    """
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        best = max(_OLD_ENCODINGS, key=lambda name: sum(map(data.count, _OLD_ENCODINGS[name])))
        return data.decode(best, "replace")


def _without(text: str, *elements: str) -> str:
    """The page without these elements; one that is not closed stays."""
    for name in elements:
        kept, at = [], 0
        opening, closing = re.compile(rf"<{name}\b", re.IGNORECASE), re.compile(rf"</{name}\s*>", re.IGNORECASE)
        while (begin := opening.search(text, at)) and (end := closing.search(text, begin.end())):
            kept.append(text[at : begin.start()])
            at = end.end()
        text = " ".join((*kept, text[at:]))
    return text


def is_page(text: str) -> bool:
    """Is it a web page, whose lines are those that a browser shows?"""
    return _TAGS.search(text) is not None


def plain(text: str) -> str:
    """`text` in lower case and ASCII, its marks, addresses and copyright lines gone; its line breaks stay."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if is_page(text):
        text = _without(text, "script", "style", "head")
        text = html.unescape(_TAG.sub(" ", _BLOCK_END.sub("\n", text)))
    else:
        text = _REMARK.sub(lambda remark: " " + "\n" * remark[0].count("\n"), text) if "<!--" in text else text
        text = html.unescape(text) if "&" in text else text
    if "](" in text:
        text = _LINK.sub(" ", text)
    if not text.isascii():
        for written, meant in _PLAIN.items():
            text = text.replace(written, meant)
        text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    text = text.lower().replace("`", "'")
    text = _SITE.sub(" ", _URL.sub(" ", text))
    if "@" in text:
        text = _MAIL.sub(" ", text)
    text = _INNER.sub("", _WRAPPED.sub(r"\1\n", text))  # the line ends behind the word, which is whole now
    text = _RESERVED.sub("", _COPYRIGHT.sub("", text))
    return _LETTERED.sub(" ", _NUMBERED.sub("", text))


def words(text: str) -> list[str]:
    """The words of a text, normalised; spellings are left to `spelled`."""
    return words_of(plain(text))


def words_of(reduced: str) -> list[str]:
    """The words of a text that went through `plain`."""
    return _WORD.findall(reduced)


def spelled(word: str) -> str:
    """The one spelling by which a word is known."""
    return SPELLINGS.get(word, word)


def line_numbers(reduced: str) -> list[int]:
    """For each word of `plain(text)`, the line it stands on, from 1. Lines of HTML are those of the page as shown."""
    numbers: list[int] = []
    for number, line in enumerate(reduced.split("\n"), 1):
        numbers += [number] * len(_WORD.findall(line))
    return numbers
