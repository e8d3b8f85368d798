"""What an act of the history did, in plain words."""

from __future__ import annotations

from collections.abc import Iterable

from thematica.store.reads.acts import Deed

THINGS = {
    "case": ("case", "cases"),
    "codebook": ("codebook", "codebooks"),
    "coder": ("coder", "coders"),
    "copy": ("copy handed out", "copies handed out"),
    "project": ("setting of the study", "settings of the study"),
    "source": ("source", "sources"),
    "variable": ("variable", "variables"),
    "code": ("code", "codes"),
    "codebook_version": ("version of a codebook", "versions of codebooks"),
    "consent": ("consent", "consents"),
    "merge": ("copy taken in", "copies taken in"),
    "pass": ("reading of a source", "readings of sources"),
    "planned": ("planned meeting", "planned meetings"),
    "relation": ("relation of cases", "relations of cases"),
    "revision": ("text of a source", "texts of sources"),
    "round": ("round of reading", "rounds of reading"),
    "source_case": ("source about a case", "sources about cases"),
    "speaker": ("speaker", "speakers"),
    "theme": ("theme", "themes"),
    "value": ("value of a variable", "values of variables"),
    "code_link": ("link between codes", "links between codes"),
    "coding": ("coding", "codings"),
    "evidence": ("excerpt under a theme", "excerpts under themes"),
    "pinned_code": ("quick key", "quick keys"),
    "quote": ("quote", "quotes"),
    "round_source": ("source in a round", "sources in a round"),
    "theme_code": ("code in a theme", "codes in themes"),
    "collapsed_coding": ("coding that became one with another", "codings that became one with others"),
    "memo": ("memo", "memos"),
    "memo_link": ("link of a memo", "links of memos"),
}
"""Tables as a researcher calls what stands in them, one and several."""


def told(deeds: Iterable[Deed]) -> list[str]:
    """A line for each kind of thing an act was about: "2 codings new, 1 removed"."""
    return [_told(deed) for deed in deeds]


def _told(deed: Deed) -> str:
    one, several = THINGS[deed.thing]
    numbers = [(deed.made, "new"), (deed.changed, "changed"), (deed.removed, "removed")]
    parts = [f"{number:,} {how}" for number, how in numbers if number]
    first, *rest = parts
    number, how = first.split(" ")
    return ", ".join([f"{number} {one if number == '1' else several} {how}", *rest])
