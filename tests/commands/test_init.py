"""`init`: what it proposes, what it refuses, and that it writes all or nothing."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from commands.desk import Said, ask
from communkit.audit.proposals import Answers, proposals
from communkit.documents.folders import write_folder
from communkit.errors import EnvironmentFailure
from communkit.model.loading import load
from communkit.report.screen import cells
from communkit.repository.glance import look
from communkit.steps.assets.model import Assets
from communkit.steps.project import Project
from communkit.steps.walk import STEPS
from house.processes import environment
from repository_room.making import folder_with, repository_with, run_git

MAP: dict[str, str | bytes] = {
    "README.md": "# Carte des lieux\n\nUne carte des lieux que les animateurs tiennent à jour pour tous.\n",
    "package.json": '{\n  "name": "carte-des-lieux",\n  "license": "ISC"\n}\n',
    "LICENSE": "SPDX-License-Identifier: AGPL-3.0-or-later\nCopyright 2021 Ville de Lens\n",
    "src/app.py": "# Copyright (c) 2020 Studio Exemple <a@b.example>\n",
    "src/main.py": "# Copyright (c) 2021 Studio Exemple\n",
    "data/lieux.csv": "nom\n",
    "img/logo.svg": "<svg/>",
    "fonts/Marianne.woff2": b"\0",
}


def init(folder: Path, *arguments: str, lang: str = "en", width: int = 100) -> Said:
    return ask("-C", folder, "init", "--no-input", *arguments, lang=lang, cells=width)


def written(folder: Path) -> tuple[Project, Assets]:
    """The documents of the dossier in `folder`, which can be read without a problem."""
    dossier = load(folder, folder / "commons", STEPS)
    assert dossier.problems == []
    assert dossier.absent == []
    project, assets = dossier.documents["project"].written, dossier.documents["assets"].written
    assert isinstance(project, Project)
    assert isinstance(assets, Assets)
    return project, assets


def test_a_repository_with_code_gets_proposals_with_their_evidence(tmp_path: Path) -> None:
    root = repository_with(tmp_path / "carte", MAP)
    run_git(root, "remote", "add", "origin", "https://me:secret@forge.example/equipe/carte.git")
    said = init(root)
    assert (said.code, said.err) == (0, "")
    project, assets = written(root)
    assert str(project.name) == "Carte des lieux"
    assert project.proposed == ["name", "summary", "stage", "languages"]
    assert project.evidence["name"][0].path == "README.md"
    assert project.evidence["name"][0].line == 1
    assert project.languages == ["fr"]
    assert [(one.id, one.url, one.proposed) for one in project.repositories] == [
        ("carte", "https://forge.example/equipe/carte", ["*"])
    ]
    assert [(one.id, str(one.name), one.proposed) for one in project.parties] == [
        ("ville-de-lens", "Ville de Lens", ["*"]),
        ("studio-exemple", "Studio Exemple", ["*"]),
    ]
    found = {one.id: (str(one.kind), str(one.current_licence or ""), one.paths) for one in assets.assets}
    assert found == {
        "carte-des-lieux": ("code", "AGPL-3.0-or-later", ["src/**", "package.json"]),
        "documentation": ("documentation", "AGPL-3.0-or-later", ["README.md"]),
        "database": ("database", "AGPL-3.0-or-later", ["data/lieux.csv"]),
        "logo": ("sign", "", None),
        "fonts": ("content", "", ["fonts/Marianne.woff2"]),
    }
    assert all(one.proposed == ["*"] for one in assets.assets)
    code = assets.assets[0]
    assert [(str(one.right), one.holder) for one in code.rights] == [
        ("software", "ville-de-lens"),
        ("software", "studio-exemple"),
    ]
    assert code.evidence["current_licence"][0].path == "LICENSE"


def test_one_notice_among_many_files_is_a_library_of_somebody(tmp_path: Path) -> None:
    files = {f"src/m{n}.py": "" for n in range(30)} | {"src/copied.py": "# Copyright 2010 Zope Foundation\n"}
    files["package.json"] = '{"name": "x", "author": "Ada Exemple <ada@b.example>"}'
    folder_with(tmp_path, files)
    init(tmp_path)
    project, assets = written(tmp_path)
    assert [str(one.name) for one in project.parties] == ["Ada Exemple"]
    assert assets.assets[0].rights == []


def test_nothing_proposed_is_claimed(tmp_path: Path) -> None:
    root = repository_with(tmp_path, MAP)
    init(root)
    dossier = load(root, root / "commons", STEPS)
    claims = dossier.documents["assets"].claims
    assert isinstance(claims, Assets)
    assert claims.assets == []
    project = dossier.documents["project"].claims
    assert isinstance(project, Project)
    assert (project.name, project.stage, project.parties) == (None, None, [])


def test_it_says_what_it_found_where_and_what_comes_next(tmp_path: Path) -> None:
    said = init(repository_with(tmp_path, MAP))
    for part in (
        "I have read the repository (8 files)",
        "Carte des lieux",
        "README.md:1",
        "AGPL-3.0-or-later",
        "LICENSE:1",
        "but also ISC",
        "package.json:3",
        "Ville de Lens · Studio Exemple",
        "code · documentation · data · a logo · fonts",
        "nothing is claimed until you confirm it",
        "communkit assets",
        "15\N{NO-BREAK SPACE}min",
        "communkit status",
    ):
        assert part in said.out
    assert "b.example" not in said.out
    assert "secret" not in said.out


@pytest.mark.parametrize("width", [40, 60, 80, 120])
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_it_fits_the_terminal(tmp_path: Path, width: int, lang: str) -> None:
    said = init(repository_with(tmp_path, MAP), lang=lang, width=width)
    assert max(cells(line) for line in said.out.splitlines()) <= width


def test_comments_are_in_the_language_of_the_readme(tmp_path: Path) -> None:
    root = repository_with(tmp_path, MAP)
    said = init(root, lang="")
    assert "8" in said.out
    assert "# Comment le projet" in (root / "commons" / "project.yaml").read_text(encoding="utf-8")
    other = repository_with(tmp_path / "other", MAP)
    init(other, "--lang", "en")
    assert "# What is the project called?" in (other / "commons" / "project.yaml").read_text(encoding="utf-8")


def test_an_idea_begins_with_the_project(tmp_path: Path) -> None:
    said = init(tmp_path)
    assert said.code == 0
    assert "the dossier begins with the idea" in said.out
    assert "communkit assets" not in said.out
    project, assets = written(tmp_path)
    assert str(project.stage) == "idea"
    assert assets.assets == []


def test_a_folder_that_does_not_exist_is_made(tmp_path: Path) -> None:
    said = init(tmp_path, "new-project")
    assert said.code == 0
    assert str(written(tmp_path / "new-project")[0].name) == "new-project"


def test_the_dossier_begins_at_the_root_of_the_repository(tmp_path: Path) -> None:
    root = repository_with(tmp_path, MAP)
    assert init(root / "src").code == 0
    assert (root / "commons" / "project.yaml").is_file()


def test_a_named_folder_is_taken_at_its_word(tmp_path: Path) -> None:
    root = repository_with(tmp_path, {"one/a.py": "", "two/b.py": ""})
    assert init(root, "one").code == 0
    assert written(root / "one")[1].assets[0].paths == ["a.py"]


def test_dry_run_shows_a_diff_and_writes_nothing(tmp_path: Path) -> None:
    root = repository_with(tmp_path, MAP)
    said = init(root, "--dry-run")
    assert said.code == 0
    assert not (root / "commons").exists()
    assert said.out.startswith("--- /dev/null\n+++ b/")
    assert "commons/project.yaml" in said.out
    assert "+name: Carte des lieux" in said.out
    assert "Nothing was written" in said.err
    assert "\n  Name " in said.err
    real = init(root)
    assert real.code == 0
    added = [line[1:] for line in said.out.splitlines() if line.startswith("+") and not line.startswith("+++")]
    texts = "".join((root / "commons" / f"{step.name}.yaml").read_text(encoding="utf-8") for step in STEPS)
    assert added == texts.splitlines()


def test_a_dossier_is_never_begun_twice(tmp_path: Path) -> None:
    root = repository_with(tmp_path, MAP)
    init(root)
    before = (root / "commons" / "project.yaml").read_bytes()
    for folder in (root, root / "src", root / "commons"):
        said = init(folder)
        assert said.code == 2
        assert "communkit status" in said.err
    assert (root / "commons" / "project.yaml").read_bytes() == before


@pytest.mark.parametrize("kind", ["folder", "file", "link"])
def test_something_else_called_commons_is_left_alone(tmp_path: Path, kind: str) -> None:
    taken = tmp_path / "commons"
    if kind == "folder":
        folder_with(taken, {"Library.java": ""})
    elif kind == "file":
        taken.write_text("")
    else:
        taken.symlink_to(tmp_path / "nowhere")
    said = init(tmp_path)
    assert said.code == 2
    assert "Nothing was changed" in said.err


def test_an_empty_folder_called_commons_is_used(tmp_path: Path) -> None:
    (tmp_path / "commons").mkdir()
    assert init(tmp_path).code == 0


def test_places_that_are_no_project_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run_git(tmp_path, "init", "-q", "--bare", "bare.git")
    (tmp_path / "file").write_text("")
    monkeypatch.setattr(Path, "home", lambda: tmp_path.resolve())
    for folder in ("bare.git", "file", "nowhere/at/all", "/"):
        assert init(tmp_path, folder).code == 2, folder
    assert init(tmp_path).code == 2


def test_without_a_terminal_one_must_say_so(tmp_path: Path) -> None:
    said = ask("-C", tmp_path, "init")
    assert said.code == 2
    assert "--no-input" in said.err
    assert not (tmp_path / "commons").exists()


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root writes everywhere")
def test_a_folder_that_cannot_be_written_is_the_machine_refusing(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        assert init(tmp_path).code == 6
    finally:
        tmp_path.chmod(0o700)


HOSTILE = "`rm` {{ 7*7 }} ]#[ <script> | $HOME \u202e \x1b[31m 木 🎉 'a' \"b\" #c: - d"


def test_hostile_words_are_written_as_words(tmp_path: Path) -> None:
    files = {
        "README.md": f"# {HOSTILE}\n\nSix words and {HOSTILE} and more words.\n",
        "NOTICE": f"Copyright 2020 Ville: de # Lens\nCopyright 2021 木木\nCopyright 2021 {'L' * 80}\n",
        "a.py": "",
        "yes.csv": "",
    }
    said = init(repository_with(tmp_path, files))
    assert said.code == 0
    project, _ = written(tmp_path)
    assert "{{ 7*7 }}" in str(project.name) or "{{ 7*7 }}" in str(project.summary)
    assert "\x1b" not in said.out
    assert "\u202e" not in said.out
    assert len({one.id for one in project.parties}) == len(project.parties)


def test_all_or_nothing(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFailure):
        write_folder(tmp_path / "commons", {"a.yaml": "a", "a.yaml/b": "a file is no folder"})
    assert list(tmp_path.iterdir()) == []
    folder_with(tmp_path / "commons", {"kept": ""})
    with pytest.raises(EnvironmentFailure):
        write_folder(tmp_path / "commons", {"a.yaml": "a"})
    assert [one.name for one in tmp_path.iterdir()] == ["commons"]
    assert [one.name for one in (tmp_path / "commons").iterdir()] == ["kept"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no kill -9")
def test_killed_at_any_moment_the_dossier_is_whole_or_absent(tmp_path: Path) -> None:
    line = [sys.executable, "-m", "communkit", "init", "--no-input"]
    chance = random.Random(7)  # noqa: S311 - moments, not secrets
    for turn in range(5):
        root = folder_with(tmp_path / f"t{turn}", {"README.md": "# T\n", "a.py": ""})
        process = subprocess.Popen(
            line, cwd=root, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        time.sleep(chance.uniform(0.1, 1.2))
        process.send_signal(signal.SIGKILL)
        process.wait()
        if (root / "commons").exists():
            written(root)


def test_the_account_is_no_party_once_somebody_is_named(tmp_path: Path) -> None:
    root = repository_with(tmp_path / "carte", {"main.py": "x = 1\n"})
    (root / ".git" / "config").write_text('[remote "origin"]\n\turl = https://github.com/some-account/carte\n')
    glance = look(root)
    assert [one["name"] for one in proposals(glance)["project"]["parties"]] == ["some-account"]
    named = proposals(glance, Answers(name="La carte", carriers=("Ville exemple",)))
    assert [one["name"] for one in named["project"]["parties"]] == ["Ville exemple"]
    assert named["assets"]["assets"][0]["name"] == "La carte", "as the person calls it"
