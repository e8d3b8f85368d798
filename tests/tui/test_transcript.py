"""The transcript view, driven as a coder drives it: by key and by mouse, in a small app of its own."""

import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest
from rich.cells import cell_len
from rich.style import Style
from textual.app import App, ComposeResult
from textual.containers import Horizontal
from textual.geometry import Region
from textual.pilot import Pilot
from textual.widgets import Static

from thematica.text.span import Span
from thematica.text.turns import Turn
from thematica.tui.transcript import CodingView, SpeakerView, Transcript, TranscriptView

SPOKEN = [
    ("INT", "So how did the tablet fit into the day?"),
    ("P03", "Honestly, it takes twenty minutes that I do not have. And then nobody looks at the graph."),
    ("P03", ""),
    ("INT", "And the patients?"),
    ("P03", "They like being asked. It is us who skip it. [laughs] So there."),
]
SPEAKERS = {"INT": SpeakerView("Interviewer", "interviewer"), "P03": SpeakerView("Oncologist", "participant")}


def interview(spoken: Sequence[tuple[str, str]] = SPOKEN, codings: Sequence[tuple[str, str]] = ()) -> TranscriptView:
    """A source with these turns; each sentence ends with a full stop, a question mark or a bracket."""
    text, turns, sentences = "", list[Turn](), list[Span]()
    for n, (label, body) in enumerate(spoken, start=1):
        start = len(text)
        text += f"{label}: "
        turns.append(Turn(n, start, len(text), len(text) + len(body), label, time=n * 75.0))
        at = len(text)
        for words in body.replace(". ", ".|").replace("? ", "?|").replace("] ", "]|").split("|"):
            if words.strip():
                sentences.append(Span(at, at + len(words)))
            at += len(words) + 1
        text += f"{body}\n\n"
    view = TranscriptView(text, turns, sentences, SPEAKERS, ())
    return TranscriptView(text, turns, sentences, SPEAKERS, [coded(view, *each) for each in codings])


def coded(view: TranscriptView, words: str, code: str, colour: str = "#E69F00") -> CodingView:
    """A coding of the first place where these words stand."""
    start = view.text.index(words)
    guid = f"{code} on {words}"
    return CodingView(guid, start, start + len(words), code, code.title(), colour, code[:2].title(), "Ada")


class Reader(App[None]):
    """The view beside another widget, as on the desk."""

    CSS = "Transcript { width: 1fr; } Static { width: 20; }"
    BINDINGS = [  # noqa: RUF012 - as Textual declares it
        ("j", "go('move', 1)"),
        ("k", "go('move', -1)"),
        ("v", "go('toggle_select')"),
        ("l", "grow(1)"),
        ("h", "grow(-1)"),
    ]

    def __init__(self, view: TranscriptView) -> None:
        super().__init__()
        self.view = view
        self.heard: list[tuple[object, ...]] = []

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield Transcript()
            yield Static("beside", markup=False)

    def on_mount(self) -> None:
        self.query_one(Transcript).show(self.view)
        self.query_one(Transcript).focus()

    def action_go(self, name: str, *steps: int) -> None:
        getattr(self.query_one(Transcript), name)(*steps)

    def action_grow(self, step: int) -> None:
        self.query_one(Transcript).grow("word", step)

    def on_transcript_cursor_moved(self, message: Transcript.CursorMoved) -> None:
        self.heard.append(("cursor", message.span.of(self.view.text), message.turn.n))

    def on_transcript_selection_changed(self, message: Transcript.SelectionChanged) -> None:
        self.heard.append(("selected", message.span.of(self.view.text) if message.span else None))

    def on_transcript_coding_clicked(self, message: Transcript.CodingClicked) -> None:
        self.heard.append(("clicked", message.guid))


@asynccontextmanager
async def reading(
    view: TranscriptView | None = None, size: tuple[int, int] = (94, 24)
) -> AsyncIterator[tuple[Transcript, Pilot[None]]]:
    app = Reader(view or interview())
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield app.query_one(Transcript), pilot


def screen_of(transcript: Transcript) -> list[str]:
    """What is painted, row by row, without what is only padding."""
    strips = transcript.render_lines(Region(0, 0, *transcript.size))
    return [strip.text.rstrip() for strip in strips]


def source_of(transcript: Transcript) -> TranscriptView:
    app = transcript.app
    assert isinstance(app, Reader)
    return app.view


def words_of(transcript: Transcript) -> str:
    return transcript.chosen.of(source_of(transcript).text)


def heard_by(transcript: Transcript) -> list[tuple[object, ...]]:
    app = transcript.app
    assert isinstance(app, Reader)
    return app.heard


def current_code(transcript: Transcript) -> str | None:
    return transcript.current_coding.code if transcript.current_coding else None


def place_of(transcript: Transcript, words: str, inside: int = 0) -> tuple[int, int]:
    """The cell of the view where these words are painted."""
    for y, row in enumerate(screen_of(transcript)):
        if words in row:
            return cell_len(row[: row.index(words)]) + inside, y
    raise AssertionError(f"{words} is not on the screen")


def style_at(transcript: Transcript, words: str) -> Style:
    x, y = place_of(transcript, words)
    strip = transcript.render_lines(Region(0, 0, *transcript.size))[y]
    return next(iter(strip.crop(x, x + 1))).style or Style.null()


async def drag(pilot: Pilot[None], transcript: Transcript, start: tuple[int, int], end: tuple[int, int]) -> None:
    await pilot.mouse_down(transcript, offset=start)
    await pilot.hover(transcript, offset=end)
    await pilot.mouse_up(transcript, offset=end)
    await pilot.pause()


async def test_a_page_is_calm_and_tells_who_speaks_when_and_what_is_coded() -> None:
    view = interview(codings=[("it takes twenty minutes that I do not have", "workload")])
    async with reading(view) as (transcript, _):
        assert screen_of(transcript)[:12] == [
            "▌1          Interviewer  So how did the tablet fit into the day?",
            "",
            " 2 ╭Wo      Oncologist   Honestly, it takes twenty minutes that I do not",
            "   ╰                     have. And then nobody looks at the graph.",
            "",
            " 3          Oncologist",
            "",
            " 4          Interviewer  And the patients?",
            "",
            " 5          Oncologist   They like being asked. It is us who skip it.",
            "                         [laughs] So there.",
            "",
        ]


async def test_a_label_that_names_nobody_is_read_with_the_words() -> None:
    text = "What helped? They called."
    view = TranscriptView(text, [Turn(1, 0, 13, len(text))], [Span(13, len(text))], {}, ())
    async with reading(view) as (transcript, _):
        assert any("What helped? They called." in row for row in screen_of(transcript))
        assert words_of(transcript) == "They called."


async def test_times_are_shown_when_there_is_room_and_margins_give_way_when_there_is_none() -> None:
    async with reading(size=(120, 24)) as (transcript, pilot):
        assert screen_of(transcript)[2].startswith(" 2 02:30 ")
        await pilot.resize_terminal(60, 24)
        await pilot.pause()
        assert screen_of(transcript)[0].startswith("▌      Int…  So how")
        assert all("02:30" not in row for row in screen_of(transcript))


async def test_coding_never_moves_a_word() -> None:
    async with reading() as (transcript, pilot):
        before = screen_of(transcript)
        columns = len(" 2          ")
        codings = [coded(source_of(transcript), "They like being asked.", f"c{n}") for n in range(9)]
        transcript.update_codings(codings)
        await pilot.pause()
        assert [row[columns:] for row in screen_of(transcript)] == [row[columns:] for row in before]
        assert "+" in screen_of(transcript)[9]


async def test_while_reading_no_codes_are_shown() -> None:
    view = interview(codings=[("They like being asked.", "patients")])
    async with reading(view) as (transcript, pilot):
        transcript.reading = True
        await pilot.pause()
        assert "Pa" not in "".join(screen_of(transcript))
        assert not style_at(transcript, "They like").underline
        transcript.reading = False
        assert style_at(transcript, "They like").underline


async def test_the_cursor_goes_from_sentence_to_sentence_and_says_so() -> None:
    async with reading() as (transcript, pilot):
        await pilot.press("j", "j", "k", "j")
        assert words_of(transcript) == "And then nobody looks at the graph."
        assert heard_by(transcript)[-1] == ("cursor", "And then nobody looks at the graph.", 2)
        assert [row[:1] for row in screen_of(transcript)[2:5]] == [" ", "▌", ""]


async def test_the_cursor_goes_from_turn_to_turn_past_empty_ones_and_to_either_end() -> None:
    async with reading() as (transcript, _):
        transcript.move_turn(1)
        transcript.move_turn(1)
        assert words_of(transcript) == "And the patients?"
        transcript.move_turn(-1)
        assert words_of(transcript).startswith("Honestly")
        transcript.to_end()
        transcript.move(5)
        assert words_of(transcript) == "So there."
        transcript.to_start()
        transcript.move(-5)
        assert words_of(transcript).startswith("So how")


async def test_half_pages_lead_to_both_ends_even_through_one_endless_sentence() -> None:
    view = interview([("P03", "word " * 2000 + "end."), ("INT", "Thanks.")])
    async with reading(view) as (transcript, _):
        for _ in range(200):
            transcript.half_page(1)
        assert words_of(transcript) == "Thanks."
        assert transcript.scroll_offset.y == transcript.max_scroll_y
        for _ in range(200):
            transcript.half_page(-1)
        assert words_of(transcript).startswith("word")
        assert transcript.scroll_offset.y == 0


async def test_the_sentence_under_the_cursor_is_kept_in_sight() -> None:
    view = interview([("P03", f"Sentence {n} of many.") for n in range(200)])
    async with reading(view) as (transcript, _):
        for _ in range(100):
            transcript.move(1)
            assert any(words_of(transcript) in row for row in screen_of(transcript))
        transcript.go_to(source_of(transcript).sentences[7])
        rows = [row for row in screen_of(transcript) if "Sentence" in row]
        assert words_of(transcript) == "Sentence 7 of many."
        assert words_of(transcript) not in rows[0]


async def test_words_sentences_turns_and_characters_are_selected_by_key() -> None:
    async with reading() as (transcript, pilot):
        await pilot.press("j", "v", "l", "l", "h")
        assert words_of(transcript) == "Honestly, it takes twenty minutes that I do not have. And"
        transcript.grow("sentence", 1)
        assert words_of(transcript).endswith("graph.")
        transcript.grow("sentence", -1)
        assert words_of(transcript).endswith("have.")
        transcript.grow("character", -1)
        assert words_of(transcript).endswith("have")
        transcript.select_turn()
        assert words_of(transcript) == SPOKEN[1][1]
        await pilot.press("v")
        assert transcript.selected is None
        assert heard_by(transcript)[-1] == ("selected", None)


async def test_either_edge_of_the_selection_can_be_moved() -> None:
    async with reading() as (transcript, pilot):
        await pilot.press("j", "v")
        transcript.swap_edge()
        await pilot.press("h", "h")
        assert words_of(transcript) == "takes twenty minutes that I do not have."
        transcript.grow("character", 1)
        assert words_of(transcript).startswith("akes")
        await pilot.press("l")
        assert words_of(transcript).startswith("takes")


async def test_a_selection_grows_into_the_next_turn_and_never_shrinks_to_nothing() -> None:
    async with reading() as (transcript, pilot):
        await pilot.press("v", *"hhhhhhhhhhhhhhhhhhhhhh")
        assert words_of(transcript) == "So"
        transcript.select_turn()
        await pilot.press("l")
        assert words_of(transcript) == "So how did the tablet fit into the day?\n\nP03: Honestly"


async def test_a_click_puts_the_cursor_on_the_sentence() -> None:
    async with reading() as (transcript, pilot):
        await pilot.click(transcript, offset=place_of(transcript, "[laughs]", 3))
        await pilot.pause()
        assert words_of(transcript) == "[laughs]"
        assert transcript.selected is None
        await pilot.click(transcript, offset=(1, 2))
        assert words_of(transcript).startswith("Honestly")


async def test_a_double_click_selects_the_word_and_a_triple_the_turn() -> None:
    async with reading() as (transcript, pilot):
        await pilot.double_click(transcript, offset=place_of(transcript, "minutes", 2))
        assert words_of(transcript) == "minutes"
        await pilot.triple_click(transcript, offset=place_of(transcript, "twenty", 2))
        assert words_of(transcript) == SPOKEN[1][1]


async def test_a_drag_selects_characters_over_wrapped_rows_and_turns() -> None:
    async with reading() as (transcript, pilot):
        await drag(pilot, transcript, place_of(transcript, "minutes"), place_of(transcript, "patients", 7))
        assert words_of(transcript) == (
            "minutes that I do not have. And then nobody looks at the graph.\n\nP03: \n\nINT: And the patients"
        )
        assert pilot.app.screen.get_selected_text() == words_of(transcript)
        assert ("cursor", "Honestly, it takes twenty minutes that I do not have.", 2) in heard_by(transcript)


async def test_a_drag_from_the_margin_begins_with_the_row() -> None:
    async with reading() as (transcript, pilot):
        _, y = place_of(transcript, "have. And")
        for x in (0, 5, 12, 20):
            await drag(pilot, transcript, (x, y), place_of(transcript, "And then", 2))
            assert words_of(transcript) == "have. And"


async def test_a_drag_that_leaves_the_view_takes_no_more_than_it_passed() -> None:
    async with reading() as (transcript, pilot):
        await pilot.mouse_down(transcript, offset=place_of(transcript, "Honestly"))
        await pilot.hover(transcript, offset=place_of(transcript, "takes", 4))
        await pilot.hover(Static)
        await pilot.mouse_up(Static)
        await pilot.pause()
        assert words_of(transcript) == "Honestly, it takes"


async def test_a_selection_made_by_mouse_is_reshaped_by_key_and_survives_a_change_of_width() -> None:
    async with reading() as (transcript, pilot):
        await pilot.double_click(transcript, offset=place_of(transcript, "minutes"))
        await pilot.press("l", "l")
        await pilot.resize_terminal(61, 18)
        await pilot.pause()
        assert words_of(transcript) == "minutes that I"
        assert style_at(transcript, "minutes").bgcolor != style_at(transcript, "Honestly").bgcolor


async def test_a_click_with_shift_extends_the_selection_either_way() -> None:
    async with reading() as (transcript, pilot):
        await pilot.double_click(transcript, offset=place_of(transcript, "minutes"))
        await pilot.click(transcript, offset=place_of(transcript, "have", 3), shift=True)
        assert words_of(transcript) == "minutes that I do not have"
        await pilot.click(transcript, offset=place_of(transcript, "takes"), shift=True)
        assert words_of(transcript) == "takes twenty minutes that I do not have"


async def test_a_click_on_a_lane_chooses_its_coding() -> None:
    codings = [("it takes twenty minutes that I do not have", "workload"), ("nobody looks at the graph", "feedback")]
    async with reading(interview(codings=codings)) as (transcript, pilot):
        x, y = place_of(transcript, "╺Fe", 1)
        await pilot.click(transcript, offset=(x, y))
        await pilot.pause()
        assert heard_by(transcript)[-1] == ("clicked", "feedback on nobody looks at the graph")
        assert current_code(transcript) == "feedback"
        assert words_of(transcript).startswith("And then nobody")


async def test_codings_under_the_cursor_are_gone_through_one_by_one() -> None:
    codings = [(SPOKEN[1][1], "context"), ("twenty minutes", "workload"), ("nobody looks", "feedback")]
    async with reading(interview(codings=codings)) as (transcript, _):
        assert transcript.codings_at_cursor() == ()
        assert transcript.current_coding is None
        transcript.move(1)
        assert [coding.code for coding in transcript.codings_at_cursor()] == ["context", "workload"]
        assert current_code(transcript) == "workload"
        transcript.cycle_coding()
        assert current_code(transcript) == "context"
        transcript.move(1)
        assert current_code(transcript) == "feedback"
        transcript.focus_code("context")
        assert current_code(transcript) == "context"


async def test_the_next_and_previous_coding_are_reached_each_once() -> None:
    codings = [(SPOKEN[1][1], "a"), ("twenty minutes", "b"), ("They like", "a"), ("us who skip it", "b")]
    async with reading(interview(codings=codings)) as (transcript, _):
        there = [transcript.next_coding(1) for _ in codings]
        assert [coding and (coding.guid.split(" on ")[1], coding.code) for coding in there] == codings
        assert transcript.next_coding(1) is None
        assert words_of(transcript) == "It is us who skip it."
        back = [transcript.next_coding(-1) for _ in codings[1:]]
        assert back == there[-2::-1]
        transcript.to_start()
        assert [transcript.next_coding(1, "b") for _ in range(3)] == [there[1], there[3], None]


async def test_the_current_coding_and_the_code_one_looks_at_are_tinted() -> None:
    codings = [("it takes twenty minutes", "workload"), ("It is us who skip it.", "workload")]
    async with reading(interview(codings=codings)) as (transcript, _):
        plain = style_at(transcript, "And the patients").bgcolor
        assert style_at(transcript, "takes").bgcolor == plain
        transcript.move(1)
        assert style_at(transcript, "takes").bgcolor not in (plain, style_at(transcript, "Honestly").bgcolor)
        assert style_at(transcript, "it takes").bold
        assert style_at(transcript, "It is us").bgcolor == plain
        transcript.focus_code("workload")
        assert style_at(transcript, "It is us").bgcolor != plain


async def test_hits_of_a_search_are_marked_and_the_one_looked_at_most() -> None:
    async with reading() as (transcript, _):
        text = source_of(transcript).text
        hits = [Span(at, at + 3) for at in range(len(text)) if text.startswith("the", at)]
        transcript.show_hits(hits, hits[1])
        colours = [style_at(transcript, words).bgcolor for words in ("the tablet", "the day", "fit into")]
        assert len(set(colours)) == 3


async def test_without_colour_selection_and_current_hit_are_reversed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with reading() as (transcript, pilot):
        transcript.toggle_select()
        await pilot.pause()
        assert style_at(transcript, "So how").reverse
        transcript.clear_selection()
        await pilot.pause()
        assert not style_at(transcript, "So how").reverse
        transcript.show_hits([Span(5, 7)], Span(5, 7))
        assert style_at(transcript, "So how").reverse


async def test_the_terminal_cursor_follows() -> None:
    async with reading() as (transcript, pilot):
        transcript.move(1)
        assert pilot.app.cursor_position == place_of(transcript, "Honestly")
        transcript.toggle_select()
        transcript.grow("word", -1)
        await pilot.pause()
        assert pilot.app.cursor_position == place_of(transcript, "have", 4)


HOSTILE = [
    ("P1", "[laughs] yes [/] [red]no[/red] \\[x]."),
    ("P1", "\x1b]0;owned\x07 and \x1b[31mred\x1b[0m and \u202eevil\u202c."),
    ("[b]P2[/b]", "A family 👩‍👩‍👧 came. Café with e\u0301. 患者の声を聞く。"),
    ("P3", "كيف حالك اليوم؟ שלום."),
    ("P4", "tab\there\x00."),
    ("P5", ""),
    ("P6", "endless " * 2500),
]


async def test_a_hostile_source_is_painted_as_it_stands_and_steers_nothing() -> None:
    view = interview(HOSTILE)
    async with reading(view, size=(80, 40)) as (transcript, pilot):
        shown = "\n".join(screen_of(transcript))
        for words in (
            "[laughs] yes [/] [red]no[/red] \\[x].",
            "👩‍👩‍👧 came.",
            "Café",
            "患者の声を",
            "كيف حالك اليوم؟",
            "[b]P2[/…",
        ):
            assert words in shown
        assert "\ufffd]0;owned\ufffd and \ufffd[31mred" in shown
        assert not set(shown) & set("\x1b\x07\x00\t\u202e\u202c")
        transcript.to_end()
        await pilot.pause()
        assert screen_of(transcript)[-2].endswith("endless")


async def test_painted_and_hit_rows_are_the_same_and_each_cell_leads_to_its_character() -> None:
    view = interview(HOSTILE, codings=[("[laughs]", "laughter"), ("came", "患者")])
    async with reading(view, size=(80, 40)) as (transcript, pilot):
        painted = screen_of(transcript)
        hit = [transcript.render_line(y).text.rstrip() for y in range(transcript.size.height)]
        assert hit == painted
        for words in ("came", "with", "者の", "] ye", "حالك"):
            x, y = place_of(transcript, words)
            await drag(pilot, transcript, (x, y), (x + 3, y))
            assert words_of(transcript) == words


async def test_wide_graphemes_are_selected_whole_whichever_half_is_hit() -> None:
    view = interview([("P1", "聞く患者の声。")])
    async with reading(view) as (transcript, pilot):
        x, y = place_of(transcript, "患者")
        for left in (0, 1):
            for right in (2, 3):
                await drag(pilot, transcript, (x + left, y), (x + right, y))
                assert words_of(transcript) == "患者"


async def test_a_source_without_text_is_an_empty_page() -> None:
    async with reading(TranscriptView("", (), (), {}, ())) as (transcript, pilot):
        await pilot.press("j", "k", "v", "l")
        for gesture in (transcript.to_end, transcript.select_turn, transcript.swap_edge, transcript.cycle_coding):
            gesture()
        transcript.half_page(1)
        transcript.move_turn(1)
        await pilot.click(transcript, offset=(5, 5))
        assert transcript.next_coding(1) is None
        assert transcript.chosen == Span(0, 0)
        assert not any(screen_of(transcript))


async def test_another_source_starts_afresh() -> None:
    async with reading() as (transcript, pilot):
        transcript.move(3)
        transcript.toggle_select()
        assert isinstance(pilot.app, Reader)
        pilot.app.view = interview([("P9", "Another voice.")])
        transcript.show(pilot.app.view)
        await pilot.pause()
        assert transcript.selected is None
        assert words_of(transcript) == "Another voice."
        assert heard_by(transcript)[-1] == ("cursor", "Another voice.", 1)


@pytest.mark.parametrize("width", [1, 12, 20, 45])
async def test_a_page_may_be_too_narrow_but_never_fails(width: int) -> None:
    async with reading(interview(HOSTILE[:5]), size=(width + 20, 12)) as (transcript, _):
        assert len(screen_of(transcript)) == 12
        transcript.to_end()
        transcript.select_turn()
        assert words_of(transcript)


def frames(transcript: Transcript) -> float:
    """The processor seconds of a frame, the least of several on different pages."""
    spent, seen = [], set()
    for page in range(15):
        transcript.scroll_to(y=page * 7, animate=False, immediate=True)
        transcript.refresh()
        started = time.process_time()
        painted = transcript.render_lines(Region(0, 0, *transcript.size))
        spent.append(time.process_time() - started)
        seen.add(tuple(strip.text for strip in painted))
    assert len(seen) > 1
    return min(spent)


async def test_a_frame_of_a_hundredfold_source_costs_about_the_same() -> None:
    said = "It takes twenty minutes that I do not have at all. And then nobody looks at it but us."
    taken = []
    for turns, many in ((110, 50), (11_000, 5_000)):
        view = interview([("P03", said)] * turns)
        step = len(view.text) // many
        spans = [Span(at, at + 400) for at in range(0, len(view.text) - 400, step)]
        codings = [
            CodingView(str(n), span.start, span.end, str(n % 40), "Code", "#E69F00", "Co", "Ada")
            for n, span in enumerate(spans)
        ]
        async with reading(replace(view, codings=codings)) as (transcript, _):
            taken.append(frames(transcript))
    assert taken[1] < 2 * taken[0]
