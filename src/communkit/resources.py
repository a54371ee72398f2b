"""Where the data that communkit ships is found: `templates/` and `licences/`.

In a wheel they stand in `communkit/_data`; in a checkout beside `pyproject.toml`. The checkout comes first,
since an editable install can leave an old `_data` behind.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


@cache
def data_folder(name: str) -> Path:
    """The folder of shipped data called `name` ("templates", "licences").

    Raises FileNotFoundError when neither the wheel nor a checkout holds it: the installation is broken.
    """
    checkout = _PACKAGE.parent.parent
    if (checkout / "pyproject.toml").is_file() and (checkout / name).is_dir():
        return checkout / name
    packaged = _PACKAGE / "_data" / name
    if packaged.is_dir():
        return packaged
    raise FileNotFoundError(f"communkit's own {name}/ folder is missing from this installation")
