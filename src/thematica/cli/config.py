"""Who works at the command line."""

from __future__ import annotations


def coder(asked: str | None = None) -> str | None:
    """The coder asked for, else the one in the user's settings, else None: the system then says who is logged in.

    Raises BadFile when the settings cannot be read, NotAllowed when the name asked for is empty or far too long.
    """
    from thematica.formats import user_settings
    from thematica.work import rules

    name = asked if asked is not None else user_settings.load().coder
    return None if name is None else rules.name("coder", name)
