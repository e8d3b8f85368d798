"""The user's own settings: `config.yaml` in the folder the system keeps such files in.

    coder: Ada Roe

`THEMATICA_CONFIG` may name another file.
"""

from __future__ import annotations

import os
from pathlib import Path

from thematica.errors import BadFile


def path() -> Path:
    """Where the user's settings are, or would be."""
    named = os.environ.get("THEMATICA_CONFIG")
    if named:
        return Path(named)
    from platformdirs import user_config_path

    return user_config_path("thematica", appauthor=False) / "config.yaml"


def coder(asked: str | None = None) -> str | None:
    """The coder asked for, else the one in the user's settings, else None: the system then says who is logged in.

    Raises BadFile when the settings cannot be read, NotAllowed when the name asked for is empty or far too long.
    """
    from thematica.work import rules

    name = asked if asked is not None else _setting("coder")
    return None if name is None else rules.name("coder", name)


def _setting(key: str) -> str | None:
    file = path()
    try:
        text = file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as fault:
        why = fault.strerror if isinstance(fault, OSError) else "it is not UTF-8"
        raise BadFile(f"Your settings in {file} cannot be read ({why}).", "Mend the file, or remove it.") from None
    import yaml

    try:
        settings = yaml.safe_load(text)
    except yaml.YAMLError as fault:
        mark = getattr(fault, "problem_mark", None)
        where = f"{file}:{mark.line + 1}" if mark else str(file)
        raise BadFile(f"Your settings are not YAML ({where}).", "Write lines such as “coder: Ada Roe”.") from None
    if settings is None:
        return None
    value = settings.get(key) if isinstance(settings, dict) else ""
    if value is None or (isinstance(value, str) and value.strip()):
        return value
    raise BadFile(f"Your settings in {file} hold no usable “{key}”.", f"Write a line such as “{key}: Ada Roe”.")
