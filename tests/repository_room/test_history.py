"""What a history shows: people, machines, organisations, shares, time, and what is cut off or missing."""

from __future__ import annotations

import os
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from communkit.repository import streams
from communkit.repository.git import GitFailed
from communkit.repository.history import History, absence_factor, read_history
from communkit.repository.people import Work, domain_of, is_machine, persons
from communkit.repository.reading import read as read_files
from communkit.repository.tree import Tree, read_tree
from repository_room.making import folder_with, repository_with, run_git
from repository_room.making_history import ANN, AT, BOB, BOT, CYD, Commit, history_of


def read(root: Path, names: bool = False) -> History:
    found = read_history(read_tree(root), names=names)
    assert found is not None
    return found


def test_a_plain_folder_has_no_history_and_an_empty_repository_an_empty_one(tmp_path: Path) -> None:
    assert read_history(read_tree(folder_with(tmp_path / "plain", {"a.txt": "a"}))) is None
    empty = read(repository_with(tmp_path / "empty", {"a.txt": "a"}))
    assert (empty.commits, empty.authors, empty.absence_factor, empty.first, empty.notes) == (0, 0, 0, None, ())
    assert empty.sign_offs.share is None


def test_commits_are_counted_with_merges_and_machines_apart(tmp_path: Path) -> None:
    root = history_of(
        tmp_path / "r",
        [
            Commit(ANN, files={"a": "1"}),
            Commit(BOB, files={"b": "1"}),
            Commit(CYD, files={"c": "1"}, parents=(0,)),
            Commit(ANN, "Merge branch 'c'", parents=(1, 2)),
            Commit(BOT, "bump", files={"a": "2"}),
        ],
    )
    found = read(root)
    assert (found.commits, found.merges, found.machines, found.authors) == (5, 1, 1, 3)
    assert found.sign_offs.human == 3
    assert (found.first, found.last) == (date(2020, 9, 13), date(2020, 9, 17))
    assert found.activity == {"2020-09": 3}
    assert found.by_year == {"2020": 3}


@pytest.mark.parametrize("bare", [False, True])
def test_a_bare_repository_shows_the_same(tmp_path: Path, bare: bool) -> None:
    root = history_of(tmp_path / "r", [Commit(ANN, files={"a": "1"}), Commit(BOB, files={"a": "2"})], bare)
    found = read(root)
    assert (found.commits, found.authors, found.absence_factor) == (2, 2, 1)


def test_the_history_is_that_of_the_revision_and_of_the_folder(tmp_path: Path) -> None:
    commits = [
        Commit(ANN, files={"part/a": "1", "b": "1"}),
        Commit(BOB, files={"b": "2"}),
        Commit(CYD, files={"part/a": "2"}),
    ]
    root = history_of(tmp_path / "r", commits)
    earlier = read_history(read_tree(root, "HEAD~1"))
    assert earlier is not None
    assert earlier.commits == 2
    assert read(root / "part").authors == 2


def test_the_absence_factor_is_the_fewest_who_make_half() -> None:
    assert absence_factor([]) == 0
    assert absence_factor([5]) == 1
    assert absence_factor([5, 5]) == 1
    assert absence_factor([4, 3, 3]) == 2
    assert absence_factor([1] * 10) == 5
    assert absence_factor([1 / 3] * 3) == 2


def test_the_absence_factor_of_late_forgets_who_left(tmp_path: Path) -> None:
    early = [Commit(ANN, files={"a": str(n)}, day=n) for n in range(6)]
    late = [Commit(BOB, files={"a": f"late {n}"}, day=800 + n) for n in range(2)]
    late += [Commit(CYD, files={"a": "cyd"}, day=810)]
    found = read(history_of(tmp_path / "r", early + late))
    assert (found.absence_factor, found.absence_factor_of_late) == (1, 1)
    assert [one.commits for one in found.top_people] == [6, 2, 1]


def test_one_person_under_several_addresses_is_one(tmp_path: Path) -> None:
    home = f"Ann MARTIN <ann{AT}home.example>"
    forge = f"annm <123+annm{AT}users.noreply.forge.example>"
    login = f"annm <annm{AT}autre.example>"
    found = read(history_of(tmp_path / "r", [Commit(one, files={"a": one}) for one in (ANN, home, forge, login, BOB)]))
    # the login is nobody's full name: the two under it are one person, beside Ann
    assert found.authors == 3


def test_the_mailmap_of_the_revision_is_heeded(tmp_path: Path) -> None:
    old = f"amartin <am{AT}old.example>"
    mailmap = f"Ann Martin <ann.martin{AT}ville.example> <am{AT}old.example>\n"
    found = read(
        history_of(tmp_path / "r", [Commit(old, files={"a": "1"}), Commit(ANN, files={".mailmap": mailmap})], True)
    )
    assert found.authors == 1


def test_co_authors_share_a_commit(tmp_path: Path) -> None:
    together = (
        f"pair\n\nCo-authored-by: {BOB}\nCo-Authored-By: {ANN}\nCo-authored-by: Claude <noreply{AT}anthropic.com>\n"
    )
    found = read(
        history_of(tmp_path / "r", [Commit(ANN, together, {"a": "1"}), Commit(ANN, files={"a": "2"})]), names=True
    )
    assert [(one.name, one.commits, one.share) for one in found.top_people] == [
        ("Ann Martin", 2, 0.75),
        ("Bob Durand", 1, 0.25),
    ]
    assert found.authors == 2


def test_organisations_are_domains_that_are_nobody_s_own(tmp_path: Path) -> None:
    own = f"Dan Potier <dan{AT}potier.example>"
    sub = f"Eve Blanc <eve{AT}dep.ville.example>"
    hidden = f"Ann Martin <7+ann{AT}users.noreply.forge.example>"
    commits = [Commit(one, files={"a": str(n)}) for n, one in enumerate((ANN, ANN, hidden, sub, BOB, CYD, own))]
    found = read(history_of(tmp_path / "r", commits))
    assert [(one.name, one.commits, one.people) for one in found.top_organisations] == [
        ("ville.example", 4, 2),
        ("agence.example", 1, 1),
    ]
    assert found.unaffiliated == pytest.approx(2 / 7, abs=1e-4)
    assert found.organisations == 2


def test_shares_add_up_and_people_are_not_named_unless_asked(tmp_path: Path) -> None:
    found = read(history_of(tmp_path / "r", [Commit(one, files={"a": one}) for one in (ANN, BOB, CYD, ANN)]))
    assert sum(one.share for one in found.top_people) == pytest.approx(1)
    assert {one.name for one in found.top_people} == {None}


def test_no_address_leaves(tmp_path: Path) -> None:
    odd = f"eve{AT}secret.example <eve{AT}secret.example>"
    found = read(history_of(tmp_path / "r", [Commit(odd, f"x\n\nSigned-off-by: {BOB}\n", {"a": "1"})]), names=True)
    assert AT not in repr(found)
    assert found.top_people[0].name == "eve"


@pytest.mark.parametrize(
    ("name", "address", "machine"),
    [
        ("dependabot[bot]", "x", True),
        ("Renovate Bot", f"bot{AT}renovate.example", True),
        ("Nextcloud bot", f"bot{AT}cloud.example", True),
        ("GitHub Actions", f"actions{AT}forge.example", True),
        ("CircleCI", f"robot{AT}ci.example", True),
        ("Ann Martin (Bot Airflow)", f"ann{AT}ville.example", True),
        ("OpenFisca JSON CI", f"admin{AT}a.example", True),
        ("Claude Opus 4", f"noreply{AT}anthropic.com", True),
        ("Cursor", f"cursoragent{AT}cursor.com", True),
        ("tripleabuilderbot", f"tripleabuilderbot{AT}a.example", True),
        ("Thomas Talbot", f"t.talbot{AT}a.example", False),
        ("PREBOT", f"remi.prebot{AT}a.example", False),
        ("Mauko Quiroga", f"bot{AT}own.example", False),
        ("Claude Durand", f"claude{AT}a.example", False),
        ("Timid Robot Zehta", f"timid{AT}a.example", False),
        ("Travis Carden", f"travis.carden{AT}a.example", False),
        ("Jenny Jenkins", f"j{AT}a.example", False),
    ],
)
def test_machines_are_told_from_people(name: str, address: str, machine: bool) -> None:
    assert is_machine(name, address) is machine


@pytest.mark.parametrize(
    ("address", "domain"),
    [
        (f"a{AT}ville.example", "ville.example"),
        (f"a{AT}sg.social.gouv.fr", "social.gouv.fr"),
        (f"a{AT}beta.gouv.fr", "beta.gouv.fr"),
        (f"a{AT}x.ac.uk", "x.ac.uk"),
        (f"a{AT}dep.x.ac.uk", "x.ac.uk"),
        (f"a{AT}Student.ETHZ.ch", "ethz.ch"),
        (f"a{AT}machine.local", None),
        (f"a{AT}localhost", None),
        (f"a{AT}62dfeb86-a93f-4914", None),
        ("nothing", None),
        ("", None),
        (f"a{AT}<script>.fr", None),
    ],
)
def test_the_domain_of_an_organisation(address: str, domain: str | None) -> None:
    assert domain_of(address) == domain


def test_nobodies_are_not_put_together() -> None:
    works = [
        Work("root", f"root{AT}a.example", f"root{AT}a.example", 1),
        Work("root", f"root{AT}b.example", f"root{AT}b.example", 1),
    ]
    assert len(persons(works)) == 2


def test_sign_off_as_practised(tmp_path: Path) -> None:
    signed = f"a\n\nSigned-off-by: {ANN}\n"
    found = read(
        history_of(
            tmp_path / "r",
            [
                Commit(ANN, signed, {"a": "1"}),
                Commit(BOB, signed.lower(), {"a": "2"}),
                Commit(CYD, "the words signed-off-by: are in a sentence", {"a": "3"}),
                Commit(BOT, signed, {"a": "4"}),
                Commit(BOB, f"feature (#12)\n\n* one\n\nSigned-off-by: {BOB}\n\n* two\n", {"a": "5"}),
            ],
        )
    )
    practised = found.sign_offs
    assert (practised.human, practised.signed, practised.by_author, practised.squashed) == (4, 3, 2, 1)
    assert practised.share == 0.75


def test_a_history_that_began_elsewhere(tmp_path: Path) -> None:
    files: dict[str, str | bytes | None] = {f"src/f{n}": "x" for n in range(120)}
    found = read(history_of(tmp_path / "r", [Commit(ANN, "import", files), Commit(ANN, files={"a": "1"})]))
    assert (found.began_with, found.imported) == (120, True)
    assert not read(history_of(tmp_path / "s", [Commit(ANN, files={"a": "1"})])).imported


def test_wrong_clocks_do_not_stretch_a_history(tmp_path: Path) -> None:
    found = read(
        history_of(tmp_path / "r", [Commit(ANN, files={"a": "1"}, day=-18_000), Commit(ANN, files={"a": "2"})])
    )
    assert found.commits == 2
    assert found.first == found.last == date(2020, 9, 14)


def test_a_shallow_clone_is_told(tmp_path: Path) -> None:
    root = history_of(
        tmp_path / "r", [Commit(ANN, files={f"f{n}": "x" for n in range(150)}), Commit(BOB, files={"a": "2"})]
    )
    run_git(tmp_path, "clone", "-q", "--depth", "1", root.as_uri(), "shallow")
    found = read(tmp_path / "shallow")
    assert (found.shallow, found.commits, found.imported, found.began_with) == (True, 1, False, 0)


def test_a_partial_clone_is_told_and_nothing_is_fetched(tmp_path: Path) -> None:
    files = {"a": "one", "LICENSE": "MIT License"}
    root = history_of(
        tmp_path / "r", [Commit(ANN, files=dict(files)), Commit(BOB, files={"LICENSE": "Another"})], bare=True
    )
    run_git(root, "config", "uploadpack.allowFilter", "true")
    run_git(tmp_path, "clone", "-q", "--bare", "--filter=blob:none", root.as_uri(), "partial")
    clone = tmp_path / "partial"
    before = sorted((clone / "objects").rglob("*"))
    found = read_history(Tree(clone, ("LICENSE", "a"), clone))
    assert found is not None
    assert (found.partial, found.commits, found.missing, found.relicensing) == (True, 2, 2, ())
    assert sorted((clone / "objects").rglob("*")) == before


@pytest.mark.parametrize("bare", [True, False])
def test_the_files_of_a_clone_without_contents_are_listed_and_told(tmp_path: Path, bare: bool) -> None:
    files = {"a": "1", "LICENSE": "MIT License\n", "sub/b": "22"}
    root = history_of(tmp_path / "r", [Commit(ANN, files=files)], bare=True)
    run_git(root, "config", "uploadpack.allowFilter", "true")
    how = "--bare" if bare else "--no-checkout"
    run_git(tmp_path, "clone", "-q", how, "--filter=blob:none", root.as_uri(), "none")
    tree = read_tree(tmp_path / "none")
    assert (tree.paths, tree.on_disk) == (("LICENSE", "a", "sub/b"), False)
    assert list(tree.contents(tree.paths)) == [None, None, None]
    reading = read_files(tree)
    assert {one.path: one.reason for one in reading.not_read} == dict.fromkeys(tree.paths, "missing")
    found = read_history(tree)
    assert found is not None
    assert (found.partial, found.shallow, found.commits, found.missing) == (True, False, 1, 3)


def test_what_a_clone_with_small_contents_has_is_read(tmp_path: Path) -> None:
    files = {"a": "1", "LICENSE": "MIT License\n", "sub/b": "22"}
    root = history_of(tmp_path / "r", [Commit(ANN, files=files)], bare=True)
    run_git(root, "config", "uploadpack.allowFilter", "true")
    run_git(tmp_path, "clone", "-q", "--bare", "--filter=blob:limit=5", root.as_uri(), "small")
    before = sorted((tmp_path / "small" / "objects").rglob("*"))
    tree = read_tree(tmp_path / "small")
    assert list(tree.contents(tree.paths)) == [None, b"1", b"22"]
    assert [tree.size(path) for path in tree.paths] == [0, 1, 2]
    assert [(one.path, one.reason) for one in read_files(tree).not_read] == [("LICENSE", "missing")]
    assert sorted((tmp_path / "small" / "objects").rglob("*")) == before


def test_missing_objects_are_counted_and_a_broken_history_told(tmp_path: Path) -> None:
    root = history_of(
        tmp_path / "r", [Commit(ANN, files={"a": "1"}), Commit(BOB, files={"b": "2"}), Commit(CYD, files={"c": "3"})]
    )
    blob = run_git(root, "rev-parse", "HEAD:a").strip()
    first = run_git(root, "rev-parse", "HEAD~2").strip()
    _lose(root, blob)
    found = read(root)
    assert (found.commits, found.missing, found.notes) == (3, 1, ())
    _lose(root, first)
    broken = read(root)
    assert 1 <= broken.commits <= 2
    assert broken.notes


def _lose(root: Path, name: str) -> None:
    path = root / ".git" / "objects" / name[:2] / name[2:]
    path.chmod(0o600)
    path.unlink()


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script")
def test_nothing_that_the_configuration_names_is_run(tmp_path: Path) -> None:
    root = history_of(
        tmp_path / "r", [Commit(ANN, files={"a": "1", "LICENSE": "x"}), Commit(BOB, files={"LICENSE": "y"})]
    )
    mark = tmp_path / "ran"
    script = tmp_path / "script.sh"
    script.write_text(f"#!/bin/sh\ntouch {mark}\n")
    script.chmod(0o755)
    keys = ("core.fsmonitor", "core.pager", "pager.log", "diff.external", "diff.x.textconv", "core.sshCommand")
    for key in (*keys, "credential.helper", "core.alternateRefsCommand", "gpg.program", "core.askPass"):
        run_git(root, "config", key, str(script))
    for key, value in (("log.showSignature", "true"), ("log.follow", "true"), ("mailmap.file", "/etc/passwd")):
        run_git(root, "config", key, value)
    (root / ".git" / "info" / "attributes").write_text("* diff=x\n")
    for hook in ("post-checkout", "reference-transaction", "post-index-change"):
        (root / ".git" / "hooks" / hook).write_text(script.read_text())
        (root / ".git" / "hooks" / hook).chmod(0o755)
    assert read(root).commits == 2
    assert not mark.exists()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes in folders")
def test_a_pipe_called_mailmap_does_not_make_git_wait(tmp_path: Path) -> None:
    root = history_of(tmp_path / "r", [Commit(ANN, files={"a": "1"})])
    os.mkfifo(root / ".mailmap")
    assert read(root).commits == 1


def test_names_of_strangers_are_shown_on_one_line(tmp_path: Path) -> None:
    odd = f"Ann \x1b[31mRed\u202e Martin <a{AT}ville.example>"
    found = read(history_of(tmp_path / "r", [Commit(odd, files={"a": "1"})]), names=True)
    assert found.top_people[0].name == "Ann Red Martin"


def test_a_message_in_another_encoding_is_read(tmp_path: Path) -> None:
    root = history_of(tmp_path / "r", [Commit(ANN, files={"a": "1"})])
    run_git(root, "-c", "i18n.commitEncoding=ISO-8859-1", "commit", "-q", "--allow-empty", "-m", "\xe9t\xe9")
    assert read(root).commits == 2


def test_git_that_cannot_answer_is_told(tmp_path: Path) -> None:
    root = history_of(tmp_path / "r", [Commit(ANN, files={"a": "1"})])
    with streams.Answer(root, "log", "no-such-revision") as answer:
        assert list(answer.fields()) == []
        assert answer.failed
    with streams.Answer(root, "log", "--format=%H", aside=True) as answer:
        assert len(b"".join(answer.chunks()).strip()) == 40
    with pytest.raises(GitFailed):
        streams.Answer(tmp_path / "nowhere", "log")


def test_an_answer_that_takes_too_long_is_ended(tmp_path: Path) -> None:
    # more than a pipe holds: git waits until it is read, or ended
    root = history_of(tmp_path / "r", [Commit(ANN, files={"a": "x" * 3_000_000})])
    with streams.Answer(root, "cat-file", "blob", "HEAD:a", seconds=0.2) as answer:
        time.sleep(0.5)
        list(answer.chunks())
        assert answer.failed == "git took too long"


def test_objects_are_read_within_bounds(tmp_path: Path) -> None:
    root = history_of(tmp_path / "r", [Commit(ANN, files={"a": "x" * 1_000, "b": "small"})])
    found = list(streams.things(root, ["HEAD:a", "HEAD:b", "HEAD:none", "HEAD"], 500))
    assert found[0] is None
    assert found[1] == streams.Thing("blob", b"small")
    assert found[2] is None
    assert found[3] is not None
    assert found[3].kind == "commit"
    assert list(streams.things(root, [], 500)) == []
