"""WebVTT and SRT, as the meeting programs, the recognisers and people write them."""

from collections.abc import Callable
from itertools import pairwise

import pytest

from thematica.formats.transcripts import read

Said = Callable[..., list[tuple[str | None, str]]]


def cues(*words: str, head: str = "WEBVTT\n\n", name: str = "") -> str:
    return head + "\n".join(
        f"{name}{'' if not name else chr(10)}00:00:{2 * n:02}.000 --> 00:00:{2 * n + 1:02}.900\n{each}\n"
        for n, each in enumerate(words)
    )


TEAMS = cues(
    "<v Anna Lie>Hello there,</v>", "<v Anna Lie>how are\nyou?</v>", "<v Bo>Fine.</v>", "<v Anna Lie>Good.</v>",
    name="d5dd04e3-9b42-5a6a-b81f-a6c264a25c16/10-0",
)  # fmt: skip


def test_voice_tags_name_speakers_and_their_cues_are_joined(said: Said) -> None:
    assert said(TEAMS, "talk.vtt") == [
        ("Anna Lie", "Hello there, how are you?"),
        ("Bo", "Fine."),
        ("Anna Lie", "Good."),
    ]
    transcript = read(TEAMS.encode(), "talk.vtt")
    assert [turn.time for turn in transcript.turns] == [0, 4, 6]
    assert transcript.duration == 7.9
    assert transcript.text.startswith("Anna Lie: Hello there,")


@pytest.mark.parametrize("name", ["talk.txt", "talk.srt", "talk"])
def test_subtitles_are_known_by_content(name: str) -> None:
    transcript = read(TEAMS.encode(), name)
    assert (transcript.format, len(transcript.turns)) == ("vtt", 3)


@pytest.mark.parametrize("name", ["talk.srt", "talk.txt"])
@pytest.mark.parametrize("numbered", [True, False])
def test_srt_with_or_without_numbers_and_with_windows_line_ends(name: str, numbered: bool, said: Said) -> None:
    text = "".join(
        (f"{n}\n" if numbered else "") + f"00:00:{n:02},000 --> 00:00:{n:02},900\n{words}\n\n"
        for n, words in enumerate(("Anna: Hello there,", "how are you?", "Bo: Fine.", "12", "Anna: Good."), 1)
    )
    assert said("\ufeff" + text.replace("\n", "\r\n"), name) == [
        ("Anna", "Hello there, how are you?"),
        ("Bo", "Fine. 12"),
        ("Anna", "Good."),
    ]


def test_open_tags_and_names_given_only_at_a_change(said: Said) -> None:
    text = cues(
        "<v INT> Why was that?", "<v AB> Well, it is hard to say.", "It was long ago.", "Yes.", "<v INT> I see."
    )
    assert said(text, "talk.vtt") == [
        ("INT", "Why was that?"),
        ("AB", "Well, it is hard to say. It was long ago. Yes."),
        ("INT", "I see."),
    ]


def test_a_cue_without_a_name_is_nobodys_where_every_other_is_named(said: Said) -> None:
    text = cues(
        "<v Anna>One,</v>", "<v Anna>two,</v>", "<v Anna>three.</v>", "Music.", "<v Bo>Hi.</v>", "<v Bo>Ho.</v>"
    )
    assert (None, "Music.") in said(text, "talk.vtt")


def test_names_before_a_colon_also_of_one_time_speakers_and_with_brackets(said: Said) -> None:
    text = cues("Anna: So: what now?", "Bo (Besu): Nothing.", "ole99: ok", "Anna: Fine.", "Anna: Bye.")
    assert said(text, "talk.vtt") == [
        ("Anna", "So: what now?"),
        ("Bo (Besu)", "Nothing."),
        ("ole99", "ok"),
        ("Anna", "Fine. Bye."),
    ]


def test_captions_without_speakers_join_unfinished_sentences_only(said: Said) -> None:
    text = cues("It was a long", "winter.", "Then came spring.", "- Really?\n- Yes.")
    assert said(text, "talk.vtt") == [
        (None, "It was a long winter."),
        (None, "Then came spring."),
        (None, "- Really?"),
        (None, "- Yes."),
    ]


def test_notes_styles_and_numbers_are_not_said(said: Said) -> None:
    head = (
        "WEBVTT - a title\nKind: captions\n\nNOTE\nmade by a program\nover two lines\n\nSTYLE\n::cue { color: red }\n\n"
    )
    text = cues("One.", "Two.", head=head, name="7") + "\nNOTE the end\n"
    assert said(text, "talk.vtt") == [(None, "One."), (None, "Two.")]


def test_marks_of_subtitles_go_and_marks_of_transcribers_stay(said: Said) -> None:
    text = cues("<i>No</i> <c.loud>way</c> &amp; <00:00:01.000>so <n(heute Lipno)> &lt;3", "{\\an8}Up <[?]>.")
    assert said(text, "talk.vtt") == [(None, "No way & so <n(heute Lipno)> <3 Up <[?]>.")]


def test_rolling_captions_are_not_said_twice(said: Said) -> None:
    lines = ["so this is", "how it goes", "with captions", "that roll up", "all the time"]
    rolled = [lines[0], *(f"{before}\n{line}" for before, line in pairwise(lines))]
    assert said(cues(*rolled), "talk.vtt") == [(None, " ".join(lines))]


def test_times_that_run_backward_are_said() -> None:
    text = "WEBVTT\n\n00:00:05.000 --> 00:00:06.000\nLate.\n\n00:00:01.000 --> 00:00:02.000\nEarly.\n"
    transcript = read(text.encode(), "talk.vtt")
    assert [turn.time for turn in transcript.turns] == [5, 1]
    assert "Cues that start before the one above them: 1." in transcript.warnings


def test_two_voices_in_one_cue(said: Said) -> None:
    assert said(cues("<v Anna>Hi.</v> <v Bo>Ho.</v>"), "talk.vtt") == [("Anna", "Hi."), ("Bo", "Ho.")]


def test_a_name_on_the_first_line_of_each_cue(said: Said) -> None:
    text = cues("Anna\nHello.", "Bo\nHi.", "Anna\nSo?", "Bo\nNo.")
    assert said(text, "talk.vtt") == [("Anna", "Hello."), ("Bo", "Hi."), ("Anna", "So?"), ("Bo", "No.")]


def test_names_in_the_identifiers_of_cues(said: Said) -> None:
    text = "WEBVTT\n\n" + "\n".join(
        f'{n} "{who}" (302)\n00:00:{n:02}.000 --> 00:00:{n:02}.900\n{words}\n'
        for n, (who, words) in enumerate([("Anna Lie", "Hello,"), ("Anna Lie", "you."), ("Bo", "Hi.")], 1)
    )
    assert said(text, "talk.vtt") == [("Anna Lie", "Hello, you."), ("Bo", "Hi.")]


def test_a_voice_that_is_no_speaker_is_nobodys(said: Said) -> None:
    assert said(TEAMS, "talk.vtt", not_speakers=frozenset({"bo"}))[1] == (None, "Fine.")
