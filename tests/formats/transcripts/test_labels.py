"""Who speaks: the layouts transcripts come in, and what looks like a speaker but is none."""

from collections.abc import Callable

import pytest

from thematica.formats.transcripts import Reading, read

Said = Callable[..., list[tuple[str | None, str]]]

HELLO = [("Anna", "Hello there."), ("Bo", "Hi."), ("Anna", "And so?")]

LAYOUTS = {
    "a colon": "Anna: Hello there.\nBo: Hi.\nAnna: And so?\n",
    "a colon after a space, as in French": "Anna : Hello there.\n\nBo : Hi.\n\nAnna : And so?\n",
    "a colon of full width": "Anna：Hello there.\nBo：Hi.\nAnna：And so?\n",
    "windows line ends": "Anna: Hello there.\r\n\r\nBo: Hi.\r\n\r\nAnna: And so?\r\n",
    "a time before the name": "[00:01:02] Anna: Hello there.\n[00:01:05] Bo: Hi.\n[00:01:09] Anna: And so?\n",
    "a time behind the name": "Anna (00:01:02): Hello there.\n\nBo (00:01:05): Hi.\n\nAnna (00:01:09): And so?\n",
    "a time behind the name without a colon": (
        "Anna [00:01:02] Hello there.\nBo [00:01:05] Hi.\nAnna [00:01:09] And so?\n"
    ),
    "header lines with a colon": "Anna: (01:02)\nHello there.\n\nBo: (01:05)\nHi.\n\nAnna: (01:09)\nAnd so?\n",
    "header lines with two spaces": "Anna  1:02  \nHello there.\n\nBo  1:05  \nHi.\n\nAnna  1:09  \nAnd so?\n",
    "header lines with a time in words": (
        "Anna 1 minute 2 seconds\nHello there.\nBo 1 minute 5 seconds\nHi.\nAnna 1 minute 9 seconds\nAnd so?\n"
    ),
    "a time and a name above": "[00:01:02] Anna\nHello there.\n\n[00:01:05] Bo\nHi.\n\n[00:01:09] Anna\nAnd so?\n",
    "a time line, then a colon": "[00:01:02]\nAnna: Hello there.\n\n[00:01:05]\nBo: Hi.\n\n[00:01:09]\nAnna: And so?\n",
    "a cue time, then a name": (
        "0:1:2.0 --> 0:1:4.5\nAnna\nHello there.\n\n0:1:5.0 --> 0:1:8.0\nBo\nHi.\n\n"
        "0:1:9.0 --> 0:2:0.0\nAnna\nAnd so?\n"
    ),
    "a name alone on its line": "Anna\nHello there.\n\nBo\nHi.\n\nAnna\nAnd so?\n\nBo\nNo.\n",
    "brackets": "[Anna] Hello there.\n\n[Bo] Hi.\n\n[Anna] And so?\n\n[Bo] No.\n",
    "a tab": "Anna\tHello there.\nBo\tHi.\nAnna\tAnd so?\nBo\tNo.\n",
    "a dash": "Anna – Hello there.\nBo – Hi.\nAnna – And so?\nBo – No.\n",
    "a date and a time of day": (
        "[12/03/2024, 10:01:22] Anna: Hello there.\n[12/03/2024, 10:02:22] Bo: Hi.\n"
        "[12/03/2024, 10:03:02] Anna: And so?\n"
    ),
    "numbered paragraphs": "1. Anna: Hello there.\n2. Bo: Hi.\n3. Anna: And so?\n",
    "chat with tabs": "00:01:02\tAnna:\tHello there.\n00:01:05\tBo:\tHi.\n00:01:09\tAnna:\tAnd so?\n",
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_layout_gives_its_speakers_and_only_their_words(layout: str, said: Said) -> None:
    assert said(LAYOUTS[layout], "talk.txt")[:3] == HELLO


TIMED = [name for name in LAYOUTS if "time" in name or "header" in name or "chat" in name]


@pytest.mark.parametrize("layout", [name for name in TIMED if "date" not in name])
def test_times_beside_labels_are_kept_in_seconds(layout: str) -> None:
    transcript = read(LAYOUTS[layout].encode(), "talk.txt")
    assert [turn.time for turn in transcript.turns] == [62, 65, 69]


def test_a_time_of_day_is_no_time_of_the_recording() -> None:
    transcript = read(LAYOUTS["a date and a time of day"].encode(), "talk.txt")
    assert [turn.time for turn in transcript.turns] == [None, None, None]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("I: Hvordan går det?\nB: Fint.\nI: Og så?\nB1: Jo.\nB1: Ja.\n", ["I", "B", "B1"]),
        ("Interviewer: Hi.\nP3: Hello.\n", ["Interviewer", "P3"]),
        ("[SPEAKER_00]: Hi there.\n[SPEAKER_01]: Hello.\n[SPEAKER_00]: So.\n", ["SPEAKER_00", "SPEAKER_01"]),
        ("Speaker 1: Hi.\nUnknown Speaker: Hello.\nSpeaker 1: So.\n", ["Speaker 1", "Unknown Speaker"]),
        ("Q: Where?\nA: Here.\nQ: Why?\nA: Because.\n", ["Q", "A"]),
        ("Q. Where?\nA. Here.\nQ. Why?\nA. Because.\n", ["Q", "A"]),
        ("THE COURT: Good.\nMR. HALL: Yes.\nTHE COURT: Go on.\nMR. HALL: Thanks.\n", ["THE COURT", "MR. HALL"]),
        ("Mia Bay, Psy.D: Hi.\nDr. T. van der Berg: Hm.\nMia Bay, Psy.D: So.\nDr. T. van der Berg: Ja.\n",
         ["Mia Bay, Psy.D", "Dr. T. van der Berg"]),
        ("问：为什么？\n答：因为。\n问：然后呢？\n答：没有。\n", ["问", "答"]),
        ("المحاور: كيف حالك؟\nالمشارك: بخير.\nالمحاور: ولماذا؟\nالمشارك: لأن الطقس جيد.\n", ["المحاور", "المشارك"]),
        ("nora_k: hi all\nole99: hey\nnora_k: so\n", ["nora_k", "ole99"]),
        ("An Nguyen: Hi.\nMy Le: Yes.\n" * 3, ["An Nguyen", "My Le"]),
    ],
)  # fmt: skip
def test_many_kinds_of_labels_are_speakers(text: str, speakers: list[str]) -> None:
    assert [speaker.label for speaker in read(text.encode(), "talk.txt").speakers] == speakers


DIALOGUE = (
    "Interviewer: How was it?\n\nAnna: {}\n\nInterviewer: And then?\n\nAnna: Nothing more.\n\nInterviewer: I see.\n"
)


@pytest.mark.parametrize(
    "words",
    [
        "It was so: we left.",
        "Note: it was cold.",
        "We met at 10:30 and left at 11:15.",
        "See https://example.org/a:b for more.",
        "He said this: no.\n\nThe thing is: nobody came.",
        "So I asked.\n\nNote: this is in her words.",
        "I said.\n\nAnd then: nothing.",
    ],
)
def test_a_colon_within_speech_begins_no_turn(words: str, said: Said) -> None:
    assert said(DIALOGUE.format(words), "talk.txt")[1] == ("Anna", words)


@pytest.mark.parametrize(
    "text",
    [
        "The plan was simple: go.\nThen we said: no.\nIt was 10:30 when I left.\nNote: fine.\n",
        "Background: We did it.\n\nMethods: We asked them.\n\nResults: They told us.\n",
        "Aim: To see.\n\nParticipants: Twenty nurses came.\n\nWe asked them all.\n\nThey told us.\n\nSo it ended.\n",
        "Trust: to rely on.\nSafety: no harm.\nHope: to look ahead.\nFaith: to hold on.\nCalm: no stress.\n",
        "Monday: I went to the clinic.\n\nTuesday: I stayed.\n\nWednesday: The clinic again.\n",
        "Just one paragraph.\n\nAnd another one.\n",
        "http://example.org/a\nhttp://example.org/b\nhttp://example.org/c\n",
        "# pauses are signs here\n## and here # too\nva- broken words …\n",
    ],
)
def test_a_text_without_speakers_becomes_paragraphs_and_says_so(text: str) -> None:
    transcript = read(text.encode(), "note.txt")
    assert transcript.speakers == ()
    assert [turn.body.of(transcript.text) for turn in transcript.turns] == [line for line in text.split("\n") if line]
    assert not any(turn.aside for turn in transcript.turns)
    assert "No speakers were recognised" in transcript.warnings[0]


HEAD = """Interview with a nurse
Date: 3 May 2024
Location: Oslo
Interviewer: Jane Doe
Participant: P3
Duration: 45 minutes and 30 seconds

Interviewer: Shall we start?

Participant: Yes, please.
I have time.

[phone rings]

Where was I?

Interviewer: At the start.

Transcribed by J. Doe
"""


def test_the_head_a_stage_direction_and_the_footer_stand_aside(said: Said) -> None:
    assert said(HEAD, "talk.txt") == [
        ("Interviewer", "Shall we start?"),
        ("Participant", "Yes, please.\nI have time."),
        ("Participant", "Where was I?"),
        ("Interviewer", "At the start."),
    ]
    transcript = read(HEAD.encode(), "talk.txt")
    asides = [turn.body.of(transcript.text) for turn in transcript.unassigned]
    assert asides == [HEAD.partition("\n\n")[0], "[phone rings]", "Transcribed by J. Doe"]
    assert transcript.duration == 2730


def test_a_head_of_names_alone_is_none_of_the_turns(said: Said) -> None:
    text = "Interviewer: Jane\nRespondent: Nurse 3\n\nI: So, tell me.\nR: Well, it began.\nI: ok\nR: yes\n"
    assert [speaker for speaker, _ in said(text, "talk.txt")] == ["I", "R", "I", "R"]


def test_one_turn_runs_over_many_paragraphs_with_their_breaks(said: Said) -> None:
    text = "Anna: One.\n\nTwo.\n\n\nThree.\nBo: Four.\nAnna: Five.\nBo: Six.\n"
    assert said(text, "talk.txt")[0] == ("Anna", "One.\n\nTwo.\n\n\nThree.")


def test_an_empty_turn_is_a_turn() -> None:
    transcript = read(b"Anna: Hi.\nBo:\nAnna: Hello?\nBo: Yes.\n", "talk.txt")
    empty = transcript.turns[1]
    assert (empty.speaker, empty.body_start, empty.end) == ("Bo", empty.end, empty.end)


def test_a_person_who_speaks_once_among_known_ones_is_a_speaker() -> None:
    text = "Anna: Hi.\nBo: Hello.\nAnna: So.\nBo: Well.\nCarla: May I?\nAnna: Yes.\n"
    assert [speaker.label for speaker in read(text.encode(), "talk.txt").speakers] == ["Anna", "Bo", "Carla"]


def test_a_time_at_the_end_of_a_turn_belongs_to_it() -> None:
    text = "I: Hello there. #00:00:05-1#\n\nB: Hi. #00:00:09-3#\n\nI: So? #00:01:01-0#\n"
    assert [turn.time for turn in read(text.encode(), "talk.txt").turns] == [5.1, 9.3, 61.0]


def test_four_numbers_are_days_or_frames_as_the_file_shows() -> None:
    days = "[00:00:00:02]\nP: Go.\n\n[00:01:00:48]\nC: Yes.\n\n[01:00:00:00]\nP: Far.\n"
    frames = "[00:00:02:05] P: Go.\n[00:00:48:20] C: Yes.\n[00:01:00:00] P: Far.\n"
    assert [turn.time for turn in read(days.encode(), "talk.txt").turns] == [2, 3648, 86_400]
    assert [turn.time for turn in read(frames.encode(), "talk.txt").turns] == [2.2, 48.8, 60]


def test_questions_after_a_talk_leave_the_talk_without_a_speaker() -> None:
    talk = "\n\n".join(["I have worked here for years, and we have come to know the place rather well by now."] * 12)
    text = f"A talk\n\n{talk}\n\nQ: Why?\n\nA: Because.\n\nQ: Really?\n\nA: Yes.\n"
    transcript = read(text.encode(), "talk.txt")
    assert [turn.speaker for turn in transcript.turns] == [None] * 13 + ["Q", "A", "Q", "A"]
    assert [turn.aside for turn in transcript.turns] == [True] + [False] * 16
    assert transcript.warnings == ("Paragraphs of the talk without a speaker: 12.",)


def test_the_pattern_of_a_person_decides_alone(said: Said) -> None:
    text = "A> hello: there\nB> hi\nstill B\nA> ok\n"
    assert said(text, "talk.txt", pattern=r"(?P<speaker>\w)> ") == [
        ("A", "hello: there"),
        ("B", "hi\nstill B"),
        ("A", "ok"),
    ]


def test_a_label_that_is_no_speaker_goes_on_with_the_turn(said: Said) -> None:
    text = "Anna: hi.\nBrilliant: is that.\nBo: ho.\nBrilliant: again.\nAnna: yes.\nBo: no.\n"
    assert said(text, "talk.txt", not_speakers=frozenset({"brilliant"})) == [
        ("Anna", "hi.\nBrilliant: is that."),
        ("Bo", "ho.\nBrilliant: again."),
        ("Anna", "yes."),
        ("Bo", "no."),
    ]


def test_options_of_reading_do_not_leak_into_the_next_file() -> None:
    assert Reading().aliases == {}
    assert Reading().not_speakers == frozenset()


def test_facts_about_people_in_the_head_are_no_turns(said: Said) -> None:
    text = (
        "Date: 3 May\nChild: male, five years\nParent: mother\n\nInterviewer: Hello.\nParent: Hi.\nInterviewer: So?\n"
    )
    assert [speaker for speaker, _ in said(text, "talk.txt")] == ["Interviewer", "Parent", "Interviewer"]


def test_a_head_without_a_blank_line_does_not_swallow_talk_without_full_stops(said: Said) -> None:
    text = "Date: 3 May\nInterviewer: so you went there\nBo: we did go there\nInterviewer: and so\nBo: nothing\n"
    assert said(text, "talk.txt")[0] == ("Interviewer", "so you went there")


@pytest.mark.parametrize(
    "first", ["P3: There are two things: time and money.", "P3:\nSo I asked: why?", "[0:01] Al: Hi."]
)
def test_who_speaks_first_and_once_is_a_speaker(first: str, said: Said) -> None:
    clock = "[0:09] " if first.startswith("[") else ""
    rest = "".join(f"\n\n{clock}{who}: {words}" for who, words in [("P1", "No."), ("I", "Why?"), ("P1", "So.")] * 2)
    assert [speaker for speaker, _ in said(first + rest, "talk.txt")][:3] == ["Al" if clock else "P3", "P1", "I"]
