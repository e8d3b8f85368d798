"""Rows: every text, whatever its script, is wrapped without losing or doubling a character."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len, get_character_cell_size, split_graphemes

from thematica.text.turns import Turn
from thematica.tui.transcript import rows as wrapping
from thematica.tui.transcript.rows import Rows, graphemes

PIECES = [
    "a",
    "word",
    "don’t",
    "– ",
    " ",
    "  ",
    "\n",
    "患者",
    "の",
    "。",
    "👩‍👩‍👧",
    "e\u0301",
    "لماذا",
    "🇳🇴",
    "\ufffd",
    "x" * 30,
]
bodies = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)
widths = st.integers(1, 25)
Transcribed = tuple[str, list[Turn]]


@st.composite
def transcripts(draw: st.DrawFn) -> Transcribed:
    """A text with its turns: labels, bodies (some empty), and what lies between them."""
    text, turns = draw(st.sampled_from(["", "\n"])), list[Turn]()
    for n, body in enumerate(draw(st.lists(bodies, min_size=1, max_size=5)), start=1):
        start = len(text)
        text += draw(st.sampled_from(["P1: ", "", "I: "]))
        turns.append(Turn(n, start, len(text), len(text) + len(body)))
        text += body + draw(st.sampled_from(["\n\n", "\n", ""]))
    return text, turns


def wrapped(body: str, width: int) -> list[str]:
    """The rows of one turn as they are shown, without the gap after it."""
    rows = Rows(body, [Turn(1, 0, 0, len(body))], width)
    return [body[row.start : row.end] for row in map(rows.__getitem__, range(len(rows) - 1))]


def test_a_turn_is_wrapped_at_spaces_and_followed_by_an_empty_row() -> None:
    text = "I: And you? \n\nP1: It takes twenty minutes that I do not have."
    turns = [Turn(1, 0, 3, 12), Turn(2, 14, 18, len(text))]
    rows = Rows(text, turns, 16)
    shown = [
        (row.turn, text[row.start : row.end], row.opens, row.gap) for row in map(rows.__getitem__, range(len(rows)))
    ]
    assert shown == [
        (0, "And you?", True, False),
        (0, "", False, True),
        (1, "It takes twenty", True, False),
        (1, "minutes that I", False, False),
        (1, "do not have.", False, False),
        (1, "", False, True),
    ]


def test_a_line_end_begins_a_new_row_and_an_empty_line_stays_empty() -> None:
    assert wrapped("First.\n\nSecond.\n", 20) == ["First.", "", "Second.", ""]


def test_a_word_longer_than_the_row_is_cut() -> None:
    assert wrapped("see abcdefghijkl now", 5) == ["see", "abcde", "fghij", "kl", "now"]


def test_a_turn_without_words_has_one_row() -> None:
    assert wrapped("", 10) == [""]


def test_wide_characters_count_two_cells_and_break_anywhere_but_before_closing_marks() -> None:
    assert wrapped("患者の声を聞。", 6) == ["患者の", "声を", "聞。"]


def test_composed_graphemes_are_never_cut() -> None:
    assert wrapped("👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧", 4) == ["👩‍👩‍👧👩‍👩‍👧", "👩‍👩‍👧"]


def test_labels_belong_to_the_first_row_of_their_turn() -> None:
    text = "Nurse: Yes.\n\nNurse: No."
    rows = Rows(text, [Turn(1, 0, 7, 11), Turn(2, 13, 20, 23)], 40)
    assert [rows.at(position) for position in (0, 6, 7, 10, 11, 12, 13, 19, 22)] == [0, 0, 0, 0, 1, 1, 2, 2, 2]


@given(transcripts(), widths)
def test_each_position_of_the_text_is_in_exactly_one_row(transcript: Transcribed, width: int) -> None:
    text, turns = transcript
    rows = Rows(text, turns, width)
    tiles = [rows.tile(index) for index in range(len(rows))]
    assert tiles[0][0] == 0
    assert tiles[-1][1] == len(text)
    assert all(one[1] == other[0] for one, other in pairwise(tiles))
    for position in range(len(text)):
        start, end = tiles[rows.at(position)]
        assert start <= position < end


@given(transcripts(), widths)
def test_all_that_was_said_is_shown_in_order(transcript: Transcribed, width: int) -> None:
    text, turns = transcript
    rows = Rows(text, turns, width)
    for number, turn in enumerate(turns):
        mine = [row for row in map(rows.__getitem__, range(len(rows))) if row.turn == number]
        assert [row.opens for row in mine] == [True] + [False] * (len(mine) - 1)
        assert [row.gap for row in mine] == [False] * (len(mine) - 1) + [True]
        shown = "".join(text[row.start : row.end] for row in mine)
        assert "".join(shown.split(" ")) == turn.body.of(text).replace(" ", "").replace("\n", "")


@given(bodies, widths)
def test_a_row_is_never_wider_than_the_page_unless_one_grapheme_is(body: str, width: int) -> None:
    for shown in wrapped(body, width):
        assert cell_len(shown) <= width or len([cells for _, _, cells in split_graphemes(shown)[0] if cells]) == 1


@given(transcripts(), widths, widths)
def test_cells_lead_back_to_the_same_character_at_any_width(
    transcript: Transcribed, width: int, other_width: int
) -> None:
    text, turns = transcript
    rows, others = Rows(text, turns, width), Rows(text, turns, other_width)
    for number, turn in enumerate(turns):
        for start, end, cells in graphemes(text, turn.body_start, turn.end):
            if cells:
                cell = rows.cell_of(number, start)
                assert cell == others.cell_of(number, start)
                assert {rows.position_of(number, cell + inside) for inside in range(cells)} == {start}
                assert rows.end_of(number, cell + cells) == end or not _next_is_seen(text, end, turn)
        assert rows.position_of(number, rows.cell_of(number, turn.end) + 1) == turn.end


def _next_is_seen(text: str, position: int, turn: Turn) -> bool:
    following = graphemes(text, position, turn.end)
    return not following or following[0][2] > 0


@given(st.text(alphabet="ab –’", max_size=80), widths)
def test_plain_lines_are_wrapped_alike_on_the_short_and_the_long_road(line: str, width: int) -> None:
    assert list(wrapping._plain_breaks(line, 0, len(line), width)) == list(
        wrapping._wide_breaks(line, 0, len(line), width)
    )


def test_each_character_taken_for_one_cell_is_one() -> None:
    plain = {one for one in map(chr, range(0x110000)) if wrapping._OTHER.match(one) is None}
    assert {get_character_cell_size(one) for one in plain} == {1}
    assert set("aZ’“–…éяب\ufffd") <= plain
    assert plain.isdisjoint("患\u0301\u200d\n👩")


@pytest.mark.parametrize("index", [4, 100])
def test_there_is_no_row_past_the_last(index: int) -> None:
    with pytest.raises(IndexError):
        Rows("Yes.", [Turn(1, 0, 0, 4)], 10)[index]
