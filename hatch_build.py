"""Hatch's build hook: what a wheel holds beside the sources.

The catalogues of `communkit.words` are compiled, the data of `licences/` are taken along, and with them the texts of
licences, packed from the packages that ship them (`[build-system]` in pyproject.toml). All of it is made in a temporary
folder: the source tree is not touched, texts that a checkout packed for itself stay there, and an editable install,
which reads the checkout, gets none. The sdist carries the sources of all this, and no text.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_LOCALE = "communkit/words/locale"
_LICENCES = "communkit/_data/licences"


class WhatIsMade(BuildHookInterface[Any]):
    """Adds one `.mo` for each `.po` of the package, the data on licences, and the packed texts."""

    PLUGIN_NAME = "custom"
    _scratch: Path | None = None

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if self.target_name != "wheel" or version == "editable":
            return
        self._scratch = Path(tempfile.mkdtemp(prefix="communkit-build-"))
        self._catalogues(self._scratch, build_data["force_include"])
        self._licences(self._scratch / "texts", build_data["force_include"])

    def _licences(self, texts: Path, include: dict[str, str]) -> None:
        """The files of `licences/` but for `licences/texts/`, which is packed anew."""
        data = Path(self.root, "licences")
        for path in sorted(data.rglob("*")):
            inner = path.relative_to(data)
            if path.is_file() and inner.parts[0] != "texts":
                include[str(path)] = f"{_LICENCES}/{inner.as_posix()}"
        # In a process of its own: this one may hold another communkit already. What stands in PYTHONPATH stays: pip
        # leads to the build requirements by it.
        places = os.pathsep.join(filter(None, (str(Path(self.root, "src")), os.environ.get("PYTHONPATH"))))
        packing = [sys.executable, "-m", "communkit.licences.pack", str(texts)]
        subprocess.run(packing, env={**os.environ, "PYTHONPATH": places}, check=True)  # noqa: S603 - our own code
        for path in sorted(texts.iterdir()):
            include[str(path)] = f"{_LICENCES}/texts/{path.name}"

    def _catalogues(self, scratch: Path, include: dict[str, str]) -> None:
        """The `.po` files, compiled."""
        from babel.messages.mofile import write_mo
        from babel.messages.pofile import read_po

        for source in sorted(Path(self.root, "src", _LOCALE).glob("*.po")):
            with source.open("rb") as file:
                catalogue = read_po(file, locale=source.stem, abort_invalid=True)
            # Babel would stamp the hour of the build, and two builds would differ.
            catalogue.creation_date = catalogue.revision_date = datetime(1980, 1, 1, tzinfo=UTC)
            compiled = scratch / f"{source.stem}.mo"
            with compiled.open("wb") as file:
                write_mo(file, catalogue)
            include[str(compiled)] = f"{_LOCALE}/{compiled.name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002 - hatch's signature
        if self._scratch is not None:
            shutil.rmtree(self._scratch, ignore_errors=True)
