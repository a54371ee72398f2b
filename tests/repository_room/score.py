"""How right an audit is: what communkit says of labelled repositories beside what a person read there.

    python tests/repository_room/score.py [--mirrors FOLDER] [--labels FOLDER] [NAME…]

The labels say what they mean in `labels/README.md`. Repositories are looked for as `<owner>+<name>/repo`, git
directories at the labelled commit or with it in their history.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from communkit.audit.evidence import as_data
from communkit.audit.repository import judged
from communkit.documents import read_text
from communkit.licences.expressions import ExpressionError, equivalent, parse
from communkit.repository.holders import key_of
from communkit.repository.survey import survey
from communkit.words import words_in

LABELS = Path(__file__).parent / "labels"
DAY = date(2026, 11, 21)
Data = Mapping[str, Any]


@dataclass
class Score:
    """One repository: what was right of how much, by subject, and every difference in words."""

    name: str
    right: dict[str, int] = field(default_factory=dict)
    of: dict[str, int] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    def count(self, subject: str, is_right: bool, says: str) -> None:
        """Count one label."""
        self.of[subject] = self.of.get(subject, 0) + 1
        self.right[subject] = self.right.get(subject, 0) + is_right
        if not is_right:
            self.wrong.append(f"{subject}: {says}")


def mirror_of(repository: str, mirrors: Path) -> Path | None:
    """The git directory of a labelled repository, None where it is not on this machine."""
    found = mirrors / repository.replace("/", "+") / "repo"
    return found if found.is_dir() else None


def labels_in(folder: Path, names: Sequence[str] = ()) -> Iterator[Data]:
    """The labels of `folder`, those whose name contains one of `names`."""
    for path in sorted(folder.glob("*.yaml")):
        if not names or any(name.lower() in path.name.lower() for name in names):
            data = read_text(path.read_text(encoding="utf-8"), path).data
            assert isinstance(data, dict)
            yield data


def audited(place: Path, revision: str) -> Data:
    """What an audit says, as its JSON has it."""
    found = survey(place, DAY, revision=revision)
    return as_data(found, judged(found, DAY), words_in("en"))


def same(one: str | None, other: str | None, *, loose: bool = False) -> bool:
    """Whether two expressions mean the same; `loose` leaves "only" and "or later" aside."""
    if one is None or other is None:
        return one == other
    if loose:
        one, other = (re.sub(r"(GPL-\d\.\d)-(?:only|or-later)", r"\1", text) for text in (one, other))
    try:
        return equivalent(one, other)
    except ExpressionError:
        return one == other


def score(label: Data, said: Data) -> Score:
    """`said` beside `label`."""
    result = Score(str(label["repository"]))
    _outbound(label, said, result)
    _licence_files(label, said, result)
    _third_party(label, said, result)
    _manifests(label, said, result)
    _contradictions(label, said, result)
    _holders(label, said, result)
    _parts(label, said, result)
    _work(label, said, result)
    return result


def _outbound(label: Data, said: Data, result: Score) -> None:
    wanted = label["outbound"]
    found = said["outbound"]
    accepted = [wanted, *wanted.get("accept", ())]
    right = any(
        same(found["expression"], one["expression"]) and found["or_later"] == one["or_later"] for one in accepted
    )
    told = f"{found['expression']} ({found['or_later']}), not {wanted['expression']} ({wanted['or_later']})"
    result.count("outbound", right, told)
    places = {(one["path"], one["line"]) for one in found["evidence"]}
    shared = sum((one["path"], one.get("line")) in places for one in wanted["evidence"])
    result.remarks.append(f"outbound evidence: {shared} of {len(wanted['evidence'])} of the label's places")


def _licence_files(label: Data, said: Data, result: Score) -> None:
    found = {one["path"]: one for one in said["licence_files"]}
    for one in label["licence_files"]:
        mine = found.pop(one["path"], None)
        expression, match = (mine["expression"], mine["match"]) if mine else (None, "absent")
        by_words = {"notice", "unknown"}
        right = mine is not None and same(expression, one["expression"], loose=True)
        right = right and (one["match"] in (match, "undecided") or {match, one["match"]} == by_words)
        result.count(
            "licence file", right, f"{one['path']}: {expression} {match}, not {one['expression']} {one['match']}"
        )
    extra = [f"{path} ({one['expression']}, {one['origin']})" for path, one in found.items() if one["origin"] == "own"]
    if extra:
        result.remarks.append(f"licence files without a label: {', '.join(extra[:6])}")


def _terms(expression: str | None) -> set[str]:
    if expression is None:
        return set()
    return {re.sub(r"-(?:only|or-later)$", "", term.id) for term in parse(expression).terms}


def _third_party(label: Data, said: Data, result: Score) -> None:
    ours = _terms(said["outbound"]["expression"])
    allowed = _terms(label["outbound"]["expression"])
    for one in label["outbound"].get("accept", ()):
        allowed |= _terms(one["expression"])
    for one in label["third_party"]:
        theirs = _terms(one["expression"])
        right = not (theirs & ours - allowed)
        result.count("third party", right, f"{one['path']}: {one['expression']} became the project's")
        below = one["path"].rstrip("*").removeprefix("*/")
        mine = [
            f"{licence['expression']} {licence['origin']}"
            for licence in said["licences"]
            for place in licence["evidence"]
            if place["path"].startswith(below)
        ]
        result.remarks.append(f"third party {one['path']}: {', '.join(dict.fromkeys(mine)) or 'nothing said'}")


def _manifests(label: Data, said: Data, result: Score) -> None:
    found = list(said["manifests"])
    for one in label["manifests"]:
        near = [m for m in found if m["file"] == one["file"] and m["raw"] == one["raw"]]
        near = near or [m for m in found if m["file"] == one["file"] and m["line"] == one["line"]]
        mine = near[0] if near else None
        if mine is None:
            optional = "does not read it is right" in one.get("note", "")
            result.count("manifest", optional, f"{one['file']}:{one['line']} {one['raw']!r} not found")
            continue
        found.remove(mine)
        expression = same(mine["expression"], one["expression"]) or "accepted as its expression" in one.get("note", "")
        status = mine["status"] == one["status"] or f"{mine['status']} is accepted" in one.get("note", "")
        status = status or (one["status"] == "unclear" and mine["status"] == "ok")
        right = expression and status and mine["line"] == one["line"]
        told = f"{mine['file']}:{mine['line']} {mine['expression']} {mine['status']}"
        result.count("manifest", right, f"{told}, not line {one['line']} {one['expression']} {one['status']}")
    for mine in found:
        result.remarks.append(
            f"manifest without a label: {mine['file']}:{mine['line']} {mine['raw']!r} {mine['status']}"
        )


def _contradictions(label: Data, said: Data, result: Score) -> None:
    found = [
        ([f"{place['path']}:{place['line']}" for place in one["between"]], one["what"])
        for one in said["contradictions"]
    ]
    for one in label["contradictions"]:
        wanted = list(one["between"])
        mine = next((each for each in found if _paths(each[0]) == _paths(wanted)), None)
        if mine is not None:
            found.remove(mine)
        result.count("contradiction", mine is not None, f"{' / '.join(wanted)} not told")
    unsure = " ".join(str(one["what"]) + str(one["why"]) for one in label.get("undecided", ()))
    for places, what in found:
        undecided = any(_path(place) in unsure for place in places)
        result.count("no false contradiction", undecided, f"{' / '.join(places)} ({what}) told")


def _path(place: str) -> str:
    return place.rpartition(":")[0]


def _paths(places: Sequence[str]) -> list[str]:
    return sorted(_path(place) for place in places)


def _who(name: str) -> str:
    return key_of(re.sub(r"\s+(?:and|et) (?:the )?contributors$", "", name)).replace(" ", "")


def _holders(label: Data, said: Data, result: Score) -> None:
    mine = {_who(one["name"]): one["name"] for one in said["holders"]}
    wanted = {_who(name): name for name in label["holders"]}
    unsure = " ".join(str(one["what"]) for one in label.get("undecided", ()))
    for key, name in wanted.items():
        result.count("holder", key in mine or name in unsure, f"{name} not named")
    banned = {_who(name): name for name in label["not_holders"]}
    for key, name in mine.items():
        result.count("no false holder", key not in banned or key in wanted, f"{name} named")
    extra = [name for key, name in mine.items() if key not in wanted and name not in unsure]
    if extra and label.get("holders_complete", True):
        result.remarks.append(f"holders without a label: {', '.join(extra)}")


def _parts(label: Data, said: Data, result: Score) -> None:
    mine = [(one["where"], one["kind"], one["expression"]) for one in said["outbound"]["parts"]]
    for one in label["other_outbound"]:
        told = any(same(expression, one["expression"], loose=True) for _, _, expression in mine)
        result.remarks.append(f"part {one['where']} {one['expression']}: {'told' if told else 'not told'}")
    result.remarks.append(f"parts: {'; '.join(' '.join(str(each) for each in one) for one in mine) or 'none'}")


def _work(label: Data, said: Data, result: Score) -> None:
    unsure = " ".join(str(one["what"]) + " " + str(one["why"]) for one in label.get("undecided", ()))
    for name, path in label["community_files"].items():
        mine = said["community_files"].get(name)
        accepted = mine == path or (name in unsure and mine in (None, path)) or (name in unsure and path is None)
        result.count("community file", accepted, f"{name}: {mine}, not {path}")
    wanted, found = label["contributions"], said["contributions"]
    for key, value in wanted.items():
        if key == "note":
            continue
        mine = bool(found.get(key)) if isinstance(value, bool) else found.get(key)
        close = not isinstance(value, bool) and abs(float(mine or 0) - float(value)) <= 0.02
        result.count("contributions", close or mine == value, f"{key}: {mine}, not {value}")
    expected = {str(one["status"]) for one in label["listed_fr"][:1]} if label["listed_fr"] else set()
    status = said["listed"].get("fr")
    alike = {"undecided": {"listed", "version-differs"}}
    right = not expected or any(status == one or status in alike.get(one, ()) for one in expected)
    result.count("listed", right, f"{status}, not {', '.join(expected)}")
    events = [(one["commit"], one["before"], one["after"]) for one in (said["history"] or {}).get("relicensing", ())]
    for one in label["relicensing"]:
        hit = next((each for each in events if each[0].startswith(str(one["commit"])[:7])), None)
        if hit is not None:
            events.remove(hit)
        sure = "relicensing event" not in unsure
        result.count(
            "relicensing", hit is not None or not sure, f"{one['commit']} {one['from']} → {one['to']} not told"
        )
    for commit, before, after in events:
        result.count("relicensing", False, f"{commit[:9]} {before} → {after} told")
    if said["history"]:
        commits = said["history"]["commits"]
        result.count("history", commits == label["history"]["commits"], f"commits {commits}")
        shallow = said["history"]["shallow"]
        result.count("history", shallow == label["history"]["shallow"], f"shallow {shallow}")


def main(arguments: Sequence[str]) -> int:
    """Print the scores; 1 when an outbound licence is wrong or a contradiction false."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="only labels whose file name contains one of these")
    parser.add_argument("--mirrors", type=Path, required=True, help="the folder with the git directories")
    parser.add_argument("--labels", type=Path, default=LABELS)
    parser.add_argument("-v", "--verbose", action="store_true", help="remarks too")
    options = parser.parse_args(arguments)
    right: dict[str, int] = {}
    of: dict[str, int] = {}
    for label in labels_in(options.labels, options.names):
        place = mirror_of(str(label["repository"]), options.mirrors)
        if place is None:
            print(f"{label['repository']}: not on this machine")
            continue
        result = score(label, audited(place, str(label["commit"])))
        total, good = sum(result.of.values()), sum(result.right.values())
        print(f"{result.name}: {good} of {total}")
        for line in result.wrong:
            print(f"   ✗ {line}")
        for line in result.remarks if options.verbose else ():
            print(f"     {line}")
        for subject, count in result.of.items():
            of[subject] = of.get(subject, 0) + count
            right[subject] = right.get(subject, 0) + result.right[subject]
    print()
    for subject, count in of.items():
        print(f"{subject:<24}{right[subject]:>4} of {count}")
    strict = ("outbound", "no false contradiction")
    return int(any(right.get(one, 0) < of.get(one, 0) for one in strict))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
