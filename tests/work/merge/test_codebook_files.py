"""Codebooks merged and compared as files."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from thematica.formats.codebooks import shipped, yaml_file
from thematica.formats.codebooks.values import Codebook, CodeEntry
from thematica.work.merge.codebooks import diff, merge

TPOM = shipped.load("tpom")


def test_a_shipped_codebook_comes_through_unchanged() -> None:
    for name in shipped.names():
        book = shipped.load(name)
        assert merge(book, book, book, {}).codebook == book
        assert merge(book, book, None, {}).codebook == book
        assert diff(book, book).is_empty


def test_codes_without_guids_are_known_by_key_or_place() -> None:
    base = Codebook(name="Frame", codes=(CodeEntry(name="Time", children=(CodeEntry(name="Shifts", key="t.s"),)),))
    heading = base.codes[0]
    ours = replace(base, codes=(replace(heading, brief="Hours."),))
    renamed = replace(heading, children=(replace(heading.children[0], name="Rosters"),))
    others = replace(base, codes=(renamed, CodeEntry(name="Trust")))
    done = merge(ours, others, base, {})
    assert done.outcome.conflicts == ()
    assert [path for path, _ in done.codebook.walk()] == [("Time",), ("Time", "Rosters"), ("Trust",)]
    assert done.codebook.codes[0].brief == "Hours."
    assert all(entry.guid is None for _, entry in done.codebook.walk())


def test_a_difference_is_told_by_kind() -> None:
    first, *rest = TPOM.codes
    child, *others = first.children
    changed = replace(
        TPOM,
        version="9",
        codes=(
            replace(first, children=tuple(others), name="Technology"),
            replace(child, definition="Otherwise.", include=("One line.",)),
            *rest[:-1],
            CodeEntry(name="New here"),
        ),
    )
    found = diff(TPOM, changed)
    assert found.added == ("New here",)
    assert found.removed[0] == rest[-1].name
    assert found.renamed == ((first.name, "Technology"),)
    assert found.moved == ((f"{first.name} > {child.name}", child.name),)
    assert {(each.code, each.field) for each in found.reworded} == {
        (TPOM.name, "version"),
        (child.name, "definition"),
        (child.name, "include"),
    }
    assert not diff(changed, TPOM).is_empty


def entries(depth: int = 2) -> st.SearchStrategy[tuple[CodeEntry, ...]]:
    """Codes with GUIDs out of a small pool, each once among its siblings."""
    return st.lists(
        st.builds(
            CodeEntry,
            name=st.sampled_from(["Time", "Trust", "Fear", "Hope", "Kin"]),
            definition=st.sampled_from(["", "One.", "Two.", "Three."]),
            include=st.lists(st.sampled_from(["a", "b", "c"]), max_size=2, unique=True).map(tuple),
            codable=st.booleans(),
            children=entries(depth - 1) if depth else st.just(()),
        ),
        max_size=3,
        unique_by=lambda entry: entry.name,
    ).map(tuple)


def with_guids(codes: tuple[CodeEntry, ...], numbers: list[int]) -> tuple[CodeEntry, ...]:
    """The codes with GUIDs drawn from a pool, none twice in one book."""
    return tuple(
        replace(
            entry, guid=f"{numbers.pop():08}-0000-4000-8000-000000000000", children=with_guids(entry.children, numbers)
        )
        for entry in codes
    )


BOOKS = st.tuples(entries(), st.permutations(range(60))).map(
    lambda drawn: Codebook(name="Frame", codes=with_guids(drawn[0], list(drawn[1])))
)


@given(base=BOOKS, ours=BOOKS, theirs=BOOKS)
@settings(max_examples=150, deadline=None)
def test_any_three_codebooks_come_to_one_that_can_be_read(base: Codebook, ours: Codebook, theirs: Codebook) -> None:
    done = merge(ours, theirs, base, {}, prefer="mine")
    assert done.outcome.open == ()
    text = yaml_file.write(done.codebook)
    assert yaml_file.read(text.encode(), "merged.yaml") == done.codebook
    assert merge(base, ours, base, {}).codebook == ours
    assert merge(ours, base, base, {}).codebook == ours
    assert merge(ours, ours, base, {}).codebook == ours
    one, other = merge(ours, theirs, base, {}), merge(theirs, ours, base, {})
    assert bool(one.outcome.open) == bool(other.outcome.open)
    if not one.outcome.open:
        assert diff(one.codebook, other.codebook).is_empty
        assert diff(merge(one.codebook, theirs, theirs, {}).codebook, one.codebook).is_empty
