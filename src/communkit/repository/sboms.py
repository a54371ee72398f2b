"""Bills of materials: what a CycloneDX or SPDX document says of the licences of its components.

CycloneDX as JSON or XML, SPDX 2 as JSON, YAML or tag-value, SPDX 3 as JSON-LD. A document is data of strangers: its
size and depth are bounded, XML with a document type (and thereby entities) is refused, nothing it points to is opened.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeAlias
from xml.etree import ElementTree

from communkit.documents import DocumentRefused, Limits, read_text

LARGEST = 100_000_000  # bytes
MOST = 100_000  # components
_LARGEST_YAML = 20_000_000
Format: TypeAlias = Literal["cyclonedx-json", "cyclonedx-xml", "spdx-json", "spdx-yaml", "spdx-tag-value", "spdx-3"]


class NotABill(Exception):
    """What was given is no bill of materials that can be read. `reason` is one word.

    `too-large`, `too-deep`, `broken` (it does not parse), `document-type` (XML that declares one), `unknown-format`.
    """

    def __init__(self, reason: Literal["too-large", "too-deep", "broken", "document-type", "unknown-format"]) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Component:
    """One component: name, version, licence as written ("" where none is said), the line that identifies it."""

    name: str
    version: str
    raw: str
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Bill:
    """What a document lists, the thing it is about left out."""

    format: Format
    components: tuple[Component, ...]


def read_bill(data: bytes) -> Bill:
    """The components of a bill of materials, whatever its format. Raises NotABill."""
    if len(data) > LARGEST:
        raise NotABill("too-large")
    text = _decoded(data)
    start = text[:2_000].lstrip()
    if start.startswith(("{", "[")):
        return _of_json(text)
    if start.startswith("<"):
        return _of_xml(text)
    if re.search(r"^SPDXVersion:", text[:5_000], re.MULTILINE):
        return Bill("spdx-tag-value", tuple(_of_tag_value(text)))
    if re.search(r"^['\"]?spdxVersion['\"]?\s*:", text, re.MULTILINE):
        return _of_yaml(text)
    raise NotABill("unknown-format")


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    return data.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")


# JSON


def _of_json(text: str) -> Bill:
    try:
        found = json.loads(text)
    except RecursionError:
        raise NotABill("too-deep") from None
    except ValueError:
        raise NotABill("broken") from None
    if not isinstance(found, dict):
        raise NotABill("unknown-format")
    line_of = lines_of(text, r'"(?:bom-ref|purl|SPDXID|spdxId|@id)"\s*:\s*"((?:[^"\\]|\\.){1,2000})"')
    if found.get("bomFormat") == "CycloneDX":
        return Bill("cyclonedx-json", tuple(_cyclonedx(found, line_of)))
    if "spdxVersion" in found:
        return Bill("spdx-json", tuple(_spdx(found, line_of)))
    if isinstance(found.get("@graph"), list) and "spdx" in str(found.get("@context", "")):
        return Bill("spdx-3", tuple(_spdx_3(found["@graph"], line_of)))
    raise NotABill("unknown-format")


def lines_of(text: str, pattern: str) -> Callable[[object], int | None]:
    """A look-up from what the pattern's group captures to the first line where it stands."""
    first: dict[str, int] = {}
    line, at = 1, 0
    for found in re.finditer(pattern, text):
        line += text.count("\n", at, found.start(1))
        at = found.start(1)
        first.setdefault(found[1], line)

    def look(value: object) -> int | None:
        return first.get(value if isinstance(value, str) else "")

    return look


def _rows(value: object) -> list[Mapping[str, Any]]:
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []


def _text(value: object) -> str:
    return value.strip()[:2_000] if isinstance(value, str) else ""


def _cyclonedx(bill: Mapping[str, Any], line_of: Callable[[object], int | None]) -> Iterator[Component]:
    """The components, those inside others too, without recursion: a hostile nesting must not matter."""
    waiting = _rows(bill.get("components"))[::-1]
    count = 0
    while waiting and count < MOST:
        one = waiting.pop()
        waiting += _rows(one.get("components"))[::-1]
        if one.get("type") == "file":
            continue
        count += 1
        group, name = _text(one.get("group")), _text(one.get("name"))
        rows = _rows(one.get("licenses"))
        said = [(_licence_of(row), _text(row.get("acknowledgement") or _inner(row))) for row in rows]
        line = line_of(one.get("bom-ref")) or line_of(one.get("purl"))
        yield Component(f"{group}/{name}" if group else name, _text(one.get("version")), chosen(said), line)


def _inner(row: Mapping[str, Any]) -> object:
    licence = row.get("license")
    return licence.get("acknowledgement") if isinstance(licence, dict) else None


def _licence_of(row: Mapping[str, Any]) -> str:
    licence = row.get("license")
    if isinstance(licence, dict):
        return _text(licence.get("id")) or _text(licence.get("name"))
    return _text(row.get("expression"))


def chosen(said: Iterable[tuple[str, str]]) -> str:
    """Several licences of one component to be kept together; what was concluded before what was declared."""
    said = [(text, how) for text, how in said if text]
    concluded = [text for text, how in said if how == "concluded"]
    texts = list(dict.fromkeys(concluded or [text for text, _ in said]))
    if len(texts) < 2:
        return texts[0] if texts else ""
    return " AND ".join(f"({text})" if " OR " in text else text for text in texts)


_NOTHING = frozenset({"", "NOASSERTION", "NONE"})


def _spdx(document: Mapping[str, Any], line_of: Callable[[object], int | None]) -> Iterator[Component]:
    named = {
        _text(row.get("licenseId")): _text(row.get("name")) for row in _rows(document.get("hasExtractedLicensingInfos"))
    }
    about = {one for one in document.get("documentDescribes") or [] if isinstance(one, str)}
    for row in _rows(document.get("relationships")):
        if row.get("relationshipType") == "DESCRIBES":
            about.add(_text(row.get("relatedSpdxElement")))
    packages = _rows(document.get("packages"))
    # a document about several packages lists them; about a single one, it lists what that is made of
    left_out = about if len(packages) > len(about) == 1 else set()
    for row in packages[:MOST]:
        if row.get("SPDXID") in left_out:
            continue
        raw = _stated(_text(row.get("licenseConcluded")), _text(row.get("licenseDeclared")), named)
        yield Component(_text(row.get("name")), _text(row.get("versionInfo")), raw, line_of(row.get("SPDXID")))


def _stated(concluded: str, declared: str, named: Mapping[str, str]) -> str:
    """What was concluded, else declared; a reference to a text that is only there to hold a name becomes the name."""
    raw = declared if concluded in _NOTHING else concluded
    if raw in _NOTHING:
        return ""
    name = named.get(raw, "")
    return raw if not name or name in _NOTHING else name


def _spdx_3(graph: list[Any], line_of: Callable[[object], int | None]) -> Iterator[Component]:
    rows = _rows(graph)
    expressions = {
        _text(row.get("spdxId") or row.get("@id")): _text(row.get("simplelicensing_licenseExpression"))
        for row in rows
        if row.get("simplelicensing_licenseExpression")
    }
    said: dict[str, list[tuple[str, str]]] = {}
    about: set[str] = set()
    for row in rows:
        kind = _text(row.get("relationshipType")).lower()
        if kind in ("hasconcludedlicense", "hasdeclaredlicense"):
            how = "concluded" if "concluded" in kind else "declared"
            targets = row.get("to") if isinstance(row.get("to"), list) else [row.get("to")]
            texts = [expressions.get(_text(one), _text(one)) for one in targets or []]
            said.setdefault(_text(row.get("from")), []).extend((text, how) for text in texts)
        roots = row.get("rootElement")
        about |= {one for one in roots if isinstance(one, str)} if isinstance(roots, list) else set()
    packages = [row for row in rows if row.get("type") in ("software_Package", "Package")]
    ids = {_text(row.get("spdxId")) for row in packages}
    left_out = about & ids if len(packages) > len(about & ids) == 1 else set()
    for row in packages[:MOST]:
        name = _text(row.get("spdxId"))
        if name not in left_out:
            version = _text(row.get("software_packageVersion"))
            raw = chosen((text, how) for text, how in said.get(name, []) if text not in _NOTHING)
            yield Component(_text(row.get("name")), version, raw, line_of(name))


# YAML, tag-value


def _of_yaml(text: str) -> Bill:
    if len(text) > _LARGEST_YAML:
        raise NotABill("too-large")
    limits = Limits(bytes=4 * _LARGEST_YAML, nodes=3_000_000)
    try:
        document = read_text(text, Path("sbom.yaml"), limits)
    except DocumentRefused:
        raise NotABill("broken") from None
    line_of = lines_of(text, r"SPDXID['\"]?\s*:\s*['\"]?([^'\"\s,}]+)")
    return Bill("spdx-yaml", tuple(_spdx(document.data, line_of)))


_TAG = re.compile(r"([A-Za-z]+):[ \t]*(.*)")


def _of_tag_value(text: str) -> Iterator[Component]:
    packages: list[dict[str, Any]] = []
    named: list[dict[str, str]] = []
    described: list[str] = []
    inside = False
    for number, line in enumerate(text.splitlines(), 1):
        # a text between <text> and </text> is nobody's tag
        if inside:
            inside = "</text>" not in line
            continue
        found = _TAG.match(line)
        if not found:
            continue
        tag, value = found[1], found[2].strip()
        inside = "<text>" in value and "</text>" not in value
        if tag == "PackageName":
            packages.append({"name": value, "line": number})
        elif tag in ("SPDXID", "PackageVersion", "PackageLicenseConcluded", "PackageLicenseDeclared") and packages:
            packages[-1].setdefault(tag, value)
        elif tag == "LicenseID":
            named.append({"licenseId": value})
        elif tag == "LicenseName" and named:
            named[-1]["name"] = value
        elif tag == "Relationship":
            words = value.split()
            if len(words) == 3 and words[1] == "DESCRIBES":
                described.append(words[2])
    rows = [
        {
            "SPDXID": one.get("SPDXID"),
            "name": one["name"],
            "versionInfo": one.get("PackageVersion"),
            "licenseConcluded": one.get("PackageLicenseConcluded"),
            "licenseDeclared": one.get("PackageLicenseDeclared"),
        }
        for one in packages
    ]
    lines = {one.get("SPDXID"): one["line"] for one in packages}
    document = {"packages": rows, "documentDescribes": described, "hasExtractedLicensingInfos": named}
    yield from _spdx(document, lambda value: lines.get(value))


# XML


def _of_xml(text: str) -> Bill:
    head = text[:200_000]
    if re.search(r"<!(?:DOCTYPE|ENTITY)", head, re.IGNORECASE) or "<!ENTITY" in text:
        raise NotABill("document-type")
    text = re.sub(r"\A\s*<\?xml[^>]*\?>", "", text)
    try:
        root = ElementTree.fromstring(text)  # noqa: S314 - as above
    except ElementTree.ParseError:
        raise NotABill("broken") from None
    if "cyclonedx.org/schema/bom" not in root.tag:
        raise NotABill("unknown-format")
    space = root.tag.rpartition("}")[0] + "}"
    line_of = lines_of(text, r'bom-ref="([^"]{1,2000})"')
    return Bill("cyclonedx-xml", tuple(_of_elements(root, space, line_of)))


def _of_elements(root: ElementTree.Element, space: str, line_of: Callable[[object], int | None]) -> Iterator[Component]:
    top = root.find(f"{space}components")
    waiting = list(top)[::-1] if top is not None else []
    count = 0
    while waiting and count < MOST:
        one = waiting.pop()
        inner = one.find(f"{space}components")
        waiting += list(inner)[::-1] if inner is not None else []
        if one.get("type") == "file":
            continue
        count += 1
        said = []
        licences = one.find(f"{space}licenses")
        for each in licences if licences is not None else ():
            if each.tag == f"{space}expression":
                said.append((_text(each.text), _text(each.get("acknowledgement"))))
            else:
                name = _text(each.findtext(f"{space}id")) or _text(each.findtext(f"{space}name"))
                said.append((name, _text(each.get("acknowledgement"))))
        group, name = _text(one.findtext(f"{space}group")), _text(one.findtext(f"{space}name"))
        version = _text(one.findtext(f"{space}version"))
        line = line_of(one.get("bom-ref"))
        yield Component(f"{group}/{name}" if group else name, version, chosen(said), line)
