"""`communkit assets --scan` and `--map`: what the repository adds to the table, and how each cell of it stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from communkit.cli.app import App
from communkit.errors import InvalidDocuments
from communkit.marked import N_, NN_, Message

if TYPE_CHECKING:
    from communkit.audit.reconciliation import HeatMap
    from communkit.audit.scan import Proposal
    from communkit.documents import Edit
    from communkit.model.loading import Dossier


def _opened(app: App) -> Dossier:
    """The dossier here. Raises InvalidDocuments, its problems told, where the table or the project cannot be read."""
    from communkit.cli.dossier import open_dossier
    from communkit.cli.refusal import show_problems

    dossier = open_dossier(app)
    if any(one.target.startswith(("project", "assets")) for one in dossier.problems):
        show_problems(app, dossier)
        raise InvalidDocuments(Message(N_("The documents above cannot be read: mend them first.")))
    return dossier


def scan(app: App, *, dry_run: bool) -> int:
    """Write down, as proposals, what the repository shows and the table does not say; how many there are."""
    from communkit.audit import scan as scanning
    from communkit.audit.reconciliation import grounds_of_dossier
    from communkit.cli.diff import diff
    from communkit.cli.dossier import from_here
    from communkit.documents import edited, fingerprint, write
    from communkit.report.escape import visible

    dossier = _opened(app)
    memory = dossier.folder / scanning.MEMORY
    before = memory.read_bytes() if memory.is_file() else None
    known = before.decode("utf-8", "replace").splitlines() if before is not None else []
    found = scanning.scan(dossier, grounds_of_dossier(dossier), app.as_of, known)
    named = from_here(dossier.folder)
    if not found:
        says = N_("The repository shows nothing that the table does not say or that was not proposed before.")
        app.result(app.say(says))
        return 0
    one, many = NN_("{count} proposal from the repository:", "{count} proposals from the repository:")
    app.talk(Message(one, plural=many, count=len(found)))
    for proposal in found:
        app.talk(Message("  " + visible(_line(app, proposal)), literal=True))
    changed = []
    for step in ("project", "assets"):
        edits = [_said(app, one) for one in scanning.edits_of(found, step)]
        loaded = dossier.documents.get(step)
        if edits and loaded is not None:
            changed.append((loaded.step.file_name, loaded.source.document, edited(loaded.source.document, *edits).text))
    for file, document, text in changed:  # all that is to be written is known before the first is
        if dry_run:
            app.result(diff(named(file), document.text, text))
        else:
            write(dossier.folder / file, text, document.fingerprint)
    if not dry_run:
        keys = "\n".join([*known, *(proposal.key for proposal in found)]) + "\n"
        write(memory, keys, None if before is None else fingerprint(before))
        says = N_("Nothing of this is claimed yet. What is refused is not proposed again: {file} remembers it.")
        app.talk(Message(says, {"file": named(scanning.MEMORY)}))
    return len(found)


def _said(app: App, edit: Edit) -> Edit:
    """An edit in which every message is said in the team's language."""
    from dataclasses import replace

    from communkit.cli.init import said
    from communkit.documents import AppendRow

    return replace(edit, row=said(edit.row, app.words.say)) if isinstance(edit, AppendRow) else edit


def _line(app: App, proposal: Proposal) -> str:
    said = app.say(proposal.says)
    return f"{said} ({', '.join(proposal.seen)})" if proposal.seen else said


_MARKS = {"contradicted": "✗", "unanswered": "?", "claimed": "○", "verified": "●", "not-applicable": "–"}
_STYLES = {"contradicted": "1;31", "unanswered": "2", "claimed": "33", "verified": "32", "not-applicable": "2"}


def heat(app: App) -> str:
    """The IP table as a map: six kinds, five columns, the state of each cell as a mark, and what the marks mean."""
    from communkit.audit.reconciliation import grounds_of_dossier, heat_map, held_against

    dossier = _opened(app)
    found = heat_map(dossier, held_against(dossier, grounds_of_dossier(dossier), app.as_of))
    if found is None:
        return app.say(N_("There is no IP table yet: communkit assets begins it."))
    return "\n".join(_map(app, found))


def _map(app: App, found: HeatMap) -> Sequence[str]:
    from communkit.audit.reconciliation import COLUMNS, STATES
    from communkit.report.screen import cells, painted, wrapped

    titles = [app.say(COLUMNS[column]) for column in COLUMNS]
    kinds = {kind: app.say(kind.label) for kind in found.rows}
    first = max(cells(one) for one in kinds.values())
    lines: list[str] = []
    if first + sum(cells(one) + 2 for one in titles) <= app.width:
        widths = [cells(one) for one in titles]
        lines.append(" " * first + "".join(f"  {one}" for one in titles))
    else:  # a narrow screen: the columns by number, named below
        widths = [1] * len(titles)
        lines.append(" " * first + "".join(f"  {number}" for number in range(1, len(titles) + 1)))
    for kind, row in found.rows.items():
        line = kinds[kind] + " " * (first - cells(kinds[kind]))
        for width, state in zip(widths, row.values(), strict=True):
            line += "  " + painted(_MARKS[state], _STYLES[state], app.colored) + " " * (width - 1)
        lines.append(line.rstrip())
    lines.append("")
    if widths[0] == 1:
        lines += wrapped(" · ".join(f"{number} {one}" for number, one in enumerate(titles, 1)), app.width)
    legend = [f"{_MARKS[state]} {app.say(words)} ({found.count(state)})" for state, words in STATES.items()]
    return [*lines, *wrapped(" · ".join(legend), app.width)]
