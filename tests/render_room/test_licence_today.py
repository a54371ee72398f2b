"""The licence that an asset has, where none is planned yet."""

from __future__ import annotations

from typing import Any

from communkit.model.row import bind
from communkit.render import assets as page
from communkit.render.markdown import render
from communkit.steps.assets.model import Assets
from communkit.steps.project import Project
from communkit.words import words_in


def told(**fields: Any) -> str:
    words = words_in("en")
    project = bind(Project.model_validate({"name": "A map"}), "project")
    document = bind(Assets.model_validate({"assets": [{"id": "app", "kind": "code", **fields}]}), "assets")
    return render("assets", page.context(project, document, words), words)


def test_the_licence_that_an_asset_has_is_told_where_none_is_planned() -> None:
    assert "Licence today: MIT.\n" in told(current_licence="MIT")
    assert "Licence today: MIT (proposed, to be confirmed).\n" in told(current_licence="MIT", proposed=["*"])


def test_with_a_planned_licence_only_a_change_is_told() -> None:
    assert "The licence goes from MIT to EUPL-1.2." in told(current_licence="MIT", planned_licence="EUPL-1.2")
    assert "Licence today" not in told(current_licence="MIT", planned_licence="MIT")
    assert "Licence today" not in told()
