"""Hatch's build hook: the catalogues of `communkit.words`, compiled into the wheel.

The `.mo` files are made in a temporary folder and taken from there: the source tree is not touched, and an
editable install, which reads the `.po` files, gets none. The sdist carries the `.po` files like any source.
"""

from __future__ import annotations

import shutil
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_LOCALE = "communkit/words/locale"


class CompiledCatalogues(BuildHookInterface[Any]):
    """Adds one `.mo` for each `.po` of the package."""

    PLUGIN_NAME = "custom"
    _scratch: Path | None = None

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if self.target_name != "wheel" or version == "editable":
            return
        from babel.messages.mofile import write_mo
        from babel.messages.pofile import read_po

        self._scratch = Path(tempfile.mkdtemp(prefix="communkit-build-"))
        for source in sorted(Path(self.root, "src", _LOCALE).glob("*.po")):
            with source.open("rb") as file:
                catalogue = read_po(file, locale=source.stem, abort_invalid=True)
            # Babel would stamp the hour of the build, and two builds would differ.
            catalogue.creation_date = catalogue.revision_date = datetime(1980, 1, 1, tzinfo=UTC)
            compiled = self._scratch / f"{source.stem}.mo"
            with compiled.open("wb") as file:
                write_mo(file, catalogue)
            build_data["force_include"][str(compiled)] = f"{_LOCALE}/{compiled.name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002 - hatch's signature
        if self._scratch is not None:
            shutil.rmtree(self._scratch, ignore_errors=True)
