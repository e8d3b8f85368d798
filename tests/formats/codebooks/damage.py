"""Files broken in small ways, for properties of readers that meet anything."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from hypothesis import strategies as st

from thematica.errors import BadCodebook
from thematica.formats.codebooks import yaml_file
from thematica.formats.codebooks.values import Codebook

Examine = Callable[[bytes, str], tuple[Codebook, tuple[str, ...]]]


def damaged(data: st.DataObject, whole: str, syntax: Sequence[str]) -> str:
    """A text with up to four places replaced, doubled or taken out."""
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(whole)))
        end = data.draw(st.integers(start, min(len(whole), start + 40)))
        put = data.draw(st.text(max_size=3) | st.sampled_from(syntax) | st.just(whole[start:end] * 2))
        whole = whole[:start] + put + whole[end:]
    return whole


def read_or_refused(examine: Examine, data: bytes, name: str) -> None:
    """Reads `data`, and checks what came of it: a codebook that can travel on, or sentences with their lines."""
    try:
        book, told = examine(data, name)
    except BadCodebook as refusal:
        told = refusal.problems
        assert told
    else:
        assert yaml_file.read(yaml_file.write(book).encode(), "f.yaml") == book
    for problem in told:
        located, line, sentence = problem.split(":", 2)
        assert located == name
        assert 1 <= int(line) <= len(data) + 1
        assert sentence.endswith((".", "?"))
        assert sentence.isprintable()
