"""Where the files are that come with thematica."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import thematica
from thematica.errors import NotFound


def folder(name: Literal["codebooks", "sample_transcripts"]) -> Path:
    """The folder of that name: inside the package when installed, at the root of a checkout otherwise.

    Raises NotFound when the installation lacks it.
    """
    package = Path(thematica.__file__).parent
    for place in (package / name, package.parents[1] / name):
        if place.is_dir():
            return place
    raise NotFound(
        f"This installation of thematica lacks its folder {name}.", "Install thematica again, with all its files."
    )
