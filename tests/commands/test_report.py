"""`audit --to`: a report on any repository, for those who decide, those who check and those who mend."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from commands.desk import TODAY, Said, ask, tree
from reconciliation.making import Change, made
from render_room import reports
from render_room.reports import KINDS

Report = Callable[..., Said]


def report(repository: Path, folder: Path, *more: str, to: str = "md", languages: str = "en") -> Said:
    """Make a report, as of a day that does not change."""
    return ask("audit", repository, "--to", to, "-o", folder, "--languages", languages, "--as-of", TODAY, *more)


def section(text: str, title: str) -> str:
    """What stands under a heading of the second level."""
    found = re.search(rf"^## {re.escape(title)}\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    assert found, title
    return found[1]


@pytest.mark.parametrize("kind", KINDS)
def test_any_repository_has_a_report_in_both_languages(kind: str, tmp_path: Path) -> None:
    make = KINDS[kind]
    root = make(tmp_path / kind) if kind != "many" else reports.many_findings(tmp_path / kind, 40)
    before = tree(root)
    said = report(root, tmp_path / "out", languages="fr,en")
    assert said.code == 0, said.err
    assert tree(root) == before
    for language, title in (("en", "Can this repository be opened?"), ("fr", "Peut-on ouvrir ce dépôt\u202f?")):
        text = (tmp_path / "out" / f"audit.{language}.md").read_text(encoding="utf-8")
        assert section(text, title)
        named = set(re.findall(r"\]\((audit\.[\w.-]+\.svg)\)", text))
        assert named
        assert all((tmp_path / "out" / one).read_text(encoding="utf-8").startswith("<svg") for one in named)
        assert not re.search(r"\{\w+\}|: None\b|Undefined", text)


def test_the_page_of_a_director_says_what_blocks_who_decides_and_what_comes_first(tmp_path: Path) -> None:
    report(reports.without_licence(tmp_path / "r"), tmp_path / "out")
    page = section((tmp_path / "out" / "audit.en.md").read_text(encoding="utf-8"), "Can this repository be opened?")
    assert "**Not yet." in page
    row = next(line for line in page.splitlines() if line.startswith("| 1. "))
    assert "Nothing says under which licence this goes out" in row
    assert "the holders of the rights" in row
    assert "the repository as a whole" in row
    assert "How long it takes is to be estimated" in page
    assert re.search(r"\b\d+ (?:days?|hours?|weeks?)\b", page) is None
    assert "What could not be known" in page


def test_a_finding_has_its_place_its_reason_its_remedy_and_its_source(tmp_path: Path) -> None:
    report(reports.many_findings(tmp_path / "r", 12), tmp_path / "out")
    text = (tmp_path / "out" / "audit.en.md").read_text(encoding="utf-8")
    found = section(text, "What wants an answer")
    assert "`packages/p0/package.json:1`" in found
    for part in ("What was seen:", "Why it matters:", "What to do:", "Who decides:", "Source:"):
        assert f"**{part}**" in found
    assert "*REP006*" in found


def test_many_places_are_counted_on_the_page_and_listed_in_the_annex(tmp_path: Path) -> None:
    report(reports.many_findings(tmp_path / "r", 40), tmp_path / "out")
    text = (tmp_path / "out" / "audit.en.md").read_text(encoding="utf-8")
    assert "40 places" in section(text, "Can this repository be opened?")
    assert "32 more are listed in the annex." in section(text, "What wants an answer")
    assert section(text, "All places").count("package.json:1") == 32


def test_names_of_strangers_are_never_markup(tmp_path: Path) -> None:
    report(reports.without_licence(tmp_path / "r"), tmp_path / "out", to="md,html")
    text = (tmp_path / "out" / "audit.en.md").read_text(encoding="utf-8")
    assert "Ville \\*de\\* Lens" in text
    page = (tmp_path / "out" / "audit.en.html").read_text(encoding="utf-8")
    assert "<script" not in page
    assert "author@example.org" not in text + page


def test_what_is_law_goes_to_counsel_with_its_article(tmp_path: Path) -> None:
    report(reports.without_licence(tmp_path / "r"), tmp_path / "out", languages="fr")
    text = (tmp_path / "out" / "audit.fr.md").read_text(encoding="utf-8")
    asked = section(text, "Ce que le dépôt ne dit pas, et à qui le demander")
    assert "L.113-9" in asked
    assert "À faire vérifier par un juriste." in asked
    assert "data/lieux.csv" in asked


def test_the_table_is_proposed_without_a_dossier_and_declared_with_one(tmp_path: Path) -> None:
    report(reports.several(tmp_path / "r"), tmp_path / "found")
    found = section((tmp_path / "found" / "audit.en.md").read_text(encoding="utf-8"), "The table of assets, as found")
    assert "| ◌ MIT" in found
    assert "○ MIT" not in found
    report(reports.with_dossier(tmp_path / "d"), tmp_path / "claimed")
    claimed = (tmp_path / "claimed" / "audit.en.md").read_text(encoding="utf-8")
    assert "○ " in section(claimed, "The table of assets, as the team declares it")
    assert "`commons/`" in claimed
    assert "*AST" in claimed


def test_several_repositories_make_one_report(tmp_path: Path) -> None:
    one, two = reports.several(tmp_path / "one"), reports.without_licence(tmp_path / "two")
    said = ask("audit", one, two, "--to", "md", "-o", tmp_path / "out", "--languages", "en", "--as-of", TODAY)
    assert said.code == 0, said.err
    text = (tmp_path / "out" / "audit.en.md").read_text(encoding="utf-8")
    page = section(text, "Can these repositories be opened?")
    assert "| one | MIT |" in page
    assert "| two | none found | not yet |" in page
    assert "Nothing says under which licence this goes out (two)" in page
    assert (tmp_path / "out" / "audit.en.2-kinds.svg").is_file()


CONTRADICTED = Change(assets=[("    current_licence: MIT\n", "    current_licence: EUPL-1.2\n")])


def test_what_the_repository_says_of_a_dossier_stands_on_the_page_and_in_the_figure(tmp_path: Path) -> None:
    states = {}
    for name, change in (("true", Change()), ("false", CONTRADICTED)):
        said = report(made(tmp_path / name, change), tmp_path / f"{name}-out")
        assert said.code == 0, said.err
        text = (tmp_path / f"{name}-out" / "audit.en.md").read_text(encoding="utf-8")
        page = section(text, "Can this repository be opened?")
        assert ("The repository names another licence than the table" in page) == (name == "false")
        assert ("*REC020*" in text) == (name == "false")
        row = next(
            line for line in section(text, "Figures").splitlines() if line.startswith("| Source code | verified")
        )
        states[name] = [one.strip() for one in row.strip("|").split("|")][1:]
    assert states["true"] == ["verified", "declared", "verified", "verified", "verified"]
    assert states["false"] == ["verified", "declared", "verified", "contradicted", "verified"]


def two_of_a_project(folder: Path) -> Path:
    """A dossier in one repository about that one, another beside it, and a third that is not here."""
    project = (
        '  - {id: carte, path: ".", url: "https://git.example.org/lens/carte"}\n',
        '  - {id: carte, path: ".", url: "https://git.example.org/lens/carte"}\n'
        "  - {id: api, path: ../api}\n  - {id: away, path: ../away}\n",
    )
    reports.without_licence(folder / "api")
    return made(folder / "carte", Change(project=[project]))


def test_without_a_name_all_repositories_of_the_dossier_that_are_here_are_read(tmp_path: Path) -> None:
    root = two_of_a_project(tmp_path)
    asked = ("audit", "--to", "md", "-o", tmp_path / "out", "--languages", "en", "--as-of", TODAY)
    said = ask("-C", root, *asked)
    assert said.code == 0, said.err
    assert "away is not on this machine, so it is not in the report." in said.err
    text = (tmp_path / "out" / "audit.en.md").read_text(encoding="utf-8")
    page = section(text, "Can these repositories be opened?")
    assert re.search(r"\| carte \| MIT.* \|", page)
    assert "| api | none found | not yet |" in page
    assert "Nothing says under which licence this goes out (api)" in page
    assert "(commons/)" in text  # findings on the dossier are about both
    assert text.count("\n## The table of assets") == 1
    assert len(re.findall(r"\]\(audit\.en\.\d-heat\.svg\)", text)) == 1
    assert ask("-C", root, "audit", "--format", "json").code == 0  # on a screen, the one here


HIDDEN = Change(
    assets=[
        ("    current_licence: MIT\n", "    current_licence: EUPL-1.2\n"),
        ("  - id: carte\n", "  - id: carte\n    visibility: restricted\n"),
    ],
    project=[("id: houille,", "id: houille, visibility: restricted,")],
)


def test_what_is_restricted_in_a_dossier_stays_in_it_and_is_counted(tmp_path: Path) -> None:
    said = report(made(tmp_path / "r", HIDDEN), tmp_path / "out", to="md,html", languages="en,fr")
    assert said.code == 0, said.err
    for language, withheld in (
        ("en", "2 parts of it are restricted and are not shown in this report."),
        ("fr", "2 parties en sont restreintes et ne figurent pas dans ce rapport."),
    ):
        text = (tmp_path / "out" / f"audit.{language}.md").read_text(encoding="utf-8")
        page = (tmp_path / "out" / f"audit.{language}.html").read_text(encoding="utf-8")
        assert withheld in text.replace("\u00a0", " ")
        for name in ("La carte", "Une carte des ateliers", "Houille", "REC020"):
            assert name not in text + page
        assert "Le guide" in text
    text = (tmp_path / "out" / "audit.en.md").read_text(encoding="utf-8")
    assert re.search(r"\d points? about what is restricted", section(text, "Can this repository be opened?"))
    row = next(line for line in section(text, "Figures").splitlines() if line.startswith("| Source code | no answer"))
    assert "contradicted" not in row


def test_the_same_day_and_revision_give_the_same_bytes(tmp_path: Path) -> None:
    root = reports.several(tmp_path / "r")
    for folder in ("one", "two"):
        assert report(root, tmp_path / folder, to="md,html,pdf", languages="fr,en").code == 0
    first, second = ({p.name: p.read_bytes() for p in (tmp_path / one).iterdir()} for one in ("one", "two"))
    assert first == second
    assert len([one for one in first if one.endswith(".pdf")]) == 2
    assert "is up to date." in report(root, tmp_path / "one", to="pdf").err


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    said = report(reports.one_file(tmp_path / "r"), tmp_path / "out", "--dry-run", to="pdf")
    assert "audit.en.pdf would be written (" in said.out
    assert not (tmp_path / "out").exists()


def test_a_dossier_begins_with_what_was_found(tmp_path: Path) -> None:
    root = reports.several(tmp_path / "r")
    said = report(root, tmp_path / "out", "--write-dossier")
    assert said.code == 0, said.err
    assert "proposed:" in (root / "commons" / "assets.yaml").read_text(encoding="utf-8")
    again = report(root, tmp_path / "out", "--write-dossier")
    assert again.code == 2
    assert "There is a dossier already" in again.err


def test_what_does_not_go_together_is_refused(tmp_path: Path) -> None:
    root = reports.one_file(tmp_path / "r")
    assert ask("audit", root, root).code == 2
    assert "Add --to md,html,pdf" in ask("audit", root, "-o", tmp_path).err
    assert "docx" in ask("audit", root, "--to", "docx").err


THEME = """\
client: {en: Town of Arras, fr: Commune d'Arras}
consultant: Atelier & fils
accent: "#7a1f5c"
logo: logo.svg
"""
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9" fill="#7a1f5c"/></svg>'


def themed(folder: Path, theme: str, template: str = "") -> Path:
    """A theme with its logo, and its own template where one is given."""
    (folder / "own").mkdir(parents=True, exist_ok=True)
    (folder / "logo.svg").write_text(LOGO, encoding="utf-8")
    (folder / "theme.yaml").write_text(theme + ("templates: own\n" if template else ""), encoding="utf-8")
    if template:
        (folder / "own" / "audit.md.j2").write_text(template, encoding="utf-8")
    return folder / "theme.yaml"


def test_a_theme_says_who_and_how_it_looks(tmp_path: Path) -> None:
    theme = themed(tmp_path / "t", THEME)
    said = report(reports.one_file(tmp_path / "r"), tmp_path / "out", "--theme", str(theme), to="md,html,pdf")
    assert said.code == 0, said.err
    assert "| Made for | Town of Arras |" in (tmp_path / "out" / "audit.en.md").read_text(encoding="utf-8")
    page = (tmp_path / "out" / "audit.en.html").read_text(encoding="utf-8")
    assert "--accent: #7a1f5c" in page
    assert 'alt="Atelier &amp; fils"' in page
    given = report(tmp_path / "r", tmp_path / "out", "--theme", str(theme), "--client", "Somebody else")
    assert given.code == 0
    assert "| Made for | Somebody else |" in (tmp_path / "out" / "audit.en.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("theme", "says"),
    [
        ("cleint: x\n", "theme.yaml:1:1: there is no key “cleint”"),
        ("client: x\nclient: y\n", "theme.yaml:2:1: "),
        ("client:\n  de: x\n", "theme.yaml:2:3: “de” is no language"),
        ("client: 12\n", "theme.yaml:1:9: a text is needed here"),
        ("accent: teal\n", "theme.yaml:1:9: a colour is written like"),
        ('accent: "#ffee00"\n', "theme.yaml:1:9: #ffee00 is too light"),
        ("logo: none.svg\n", "theme.yaml:1:7: there is no file"),
        ("logo: theme.yaml\n", "theme.yaml:1:7: theme.yaml is no picture"),
        ("templates: none\n", "theme.yaml:1:12: there is no folder"),
    ],
)
def test_a_theme_is_read_strictly(theme: str, says: str, tmp_path: Path) -> None:
    said = report(reports.one_file(tmp_path / "r"), tmp_path / "out", "--theme", str(themed(tmp_path, theme)))
    assert said.code == 3
    assert says in said.err


def test_a_logo_that_is_no_picture_is_refused(tmp_path: Path) -> None:
    theme = themed(tmp_path, "logo: bad.png\n")
    (tmp_path / "bad.png").write_bytes(b"\x89PNG\r\n\x1a\nnothing")
    said = report(reports.one_file(tmp_path / "r"), tmp_path / "out", "--theme", str(theme), to="pdf")
    assert said.code == 3
    assert "cannot be made with this logo" in said.err
    assert report(tmp_path / "r", tmp_path / "out", "--theme", "nowhere.yaml").code == 2


OWN = '{% extends "communkit/audit.md.j2" %}\n{% block annexes %}\n'


def test_a_template_of_ones_own_takes_the_place_of_a_block(tmp_path: Path) -> None:
    theme = themed(tmp_path, "client: Lens\n", OWN + "## Our terms\n\nFor {{ client | md }}.\n{% endblock %}\n")
    (tmp_path / "own" / "en").mkdir()
    (tmp_path / "own" / "en" / "audit.yaml").write_text("title: Our audit\n", encoding="utf-8")
    said = report(reports.one_file(tmp_path / "r"), tmp_path / "out", "--theme", str(theme), to="md,pdf")
    assert said.code == 0, said.err
    text = (tmp_path / "out" / "audit.en.md").read_text(encoding="utf-8")
    assert text.startswith("# Our audit: ")
    assert section(text, "Our terms").strip().startswith("For Lens.")
    assert "## How this report was made" not in text


@pytest.mark.parametrize(
    ("template", "says"),
    [
        (OWN + "{{ nobody }}\n{% endblock %}\n", "audit.md.j2:3: this template cannot be used: 'nobody' is undefined"),
        (OWN + "{{ day.__class__.__mro__ }}\n{% endblock %}\n", "audit.md.j2:3: "),
        (OWN + "{% if %}\n", "audit.md.j2:3: "),
        ("# T\n\nline\n\n![x](other.svg)\n", "a deliverable holds no image"),
        ("{{ 1 / 0 }}\n", "audit.md.j2:1: "),
        ('{% include "../../theme.yaml" %}\n', "audit.md.j2:1: "),
    ],
)
def test_a_template_is_held_in_a_sandbox(template: str, says: str, tmp_path: Path) -> None:
    theme = themed(tmp_path, "client: Lens\n", template)
    said = report(reports.one_file(tmp_path / "r"), tmp_path / "out", "--theme", str(theme), to="html")
    assert said.code == 3, said.err
    assert says in said.err
    assert not (tmp_path / "out").exists()
