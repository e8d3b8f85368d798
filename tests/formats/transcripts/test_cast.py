"""Names and roles of speakers, and how much they say."""

from collections.abc import Mapping

import pytest

from thematica.formats.transcripts import Reading, Speaker, read


def cast(text: str, **options: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    return {
        speaker.label: (speaker.name, speaker.role)
        for speaker in read(
            text.encode(), "talk.txt", Reading(aliases=options.get("aliases", {}), roles=options.get("roles", {}))
        ).speakers
    }


def test_turns_and_words_are_counted_without_labels() -> None:
    text = "Interviewer: How are you?\nAnna Lie: I'm well-rested, thanks.\n\nAnd you?\nInterviewer: Fine.\n"
    assert read(text.encode(), "talk.txt").speakers == (
        Speaker("Interviewer", "Interviewer", "interviewer", 2, 4),
        Speaker("Anna Lie", "Anna Lie", "participant", 1, 5),
    )


@pytest.mark.parametrize(
    ("labels", "roles"),
    [
        (("I", "B"), ("interviewer", "participant")),
        (("Q", "A"), ("interviewer", "participant")),
        (("R", "P"), ("unknown", "unknown")),
        (("Intervjuer", "Sykepleier"), ("interviewer", "participant")),
        (("Forsker", "Pårørende"), ("interviewer", "participant")),
        (("Moderator", "Anna"), ("moderator", "participant")),
        (("Dan", "Participant"), ("interviewer", "participant")),
        (("Interviewer 2", "P3"), ("interviewer", "participant")),
        (("Anna", "Bo"), ("unknown", "unknown")),
        (("S00", "S01"), ("unknown", "unknown")),
        (("Interviewer", "Unknown Speaker"), ("interviewer", "unknown")),
    ],
)
def test_roles_are_guessed_from_labels(labels: tuple[str, str], roles: tuple[str, str]) -> None:
    text = "".join(f"{label}: Well, this is what I say.\n" for label in labels * 3)
    assert tuple(role for _, role in cast(text).values()) == roles


def test_an_interpreter_is_known_beside_the_two_others() -> None:
    text = "".join(f"{label}: Well.\n" for label in ("Interviewer", "Tolk", "Pasient") * 2)
    assert [role for _, role in cast(text).values()] == ["interviewer", "interpreter", "participant"]


def test_between_two_the_one_who_asks_and_says_less_is_the_interviewer() -> None:
    text = "Anna: And how was that?\nBo: It was a long winter, and I did not see many people then.\n" * 5
    assert [role for _, role in cast(text).values()] == ["interviewer", "participant"]
    assert "‘Anna’ was taken for the interviewer" in read(text.encode(), "talk.txt").warnings[0]


def test_a_legend_gives_names_and_roles() -> None:
    text = "W: = Interviewer Wendy\nT: = Tom\n\nW: Hello there, Tom.\nT: Hi.\nW: And?\nT: Nothing.\n"
    assert cast(text) == {"W": ("Wendy", "interviewer"), "T": ("Tom", "participant")}


def test_names_with_initials_in_the_head_are_a_legend() -> None:
    text = "PARTICIPANTS:\nAnna Lie (W), Bo Dahl (P)\n\nW: Hi there.\nP: Hello.\nW: So.\nP: Yes.\n"
    assert {label: name for label, (name, _) in cast(text).items()} == {"W": "Anna Lie", "P": "Bo Dahl"}


def test_roles_in_the_head_reach_initials() -> None:
    text = "Interviewer: Jane Doe (JD)\nInterviewee: Patient 7 (P7)\n\nJD: So, tell me.\nP7: Well.\nJD: And?\nP7: No.\n"
    assert cast(text) == {"JD": ("Jane Doe", "interviewer"), "P7": ("Patient 7", "participant")}


def test_a_full_name_with_its_short_form_is_one_person() -> None:
    text = "Aaron van Wirdum (AvW): Hello.\nSjors Provoost (SP): Hi.\nAvW: So?\nSP: Well.\nAvW: Ok.\nSP: Yes.\n"
    assert {name for name, _ in cast(text).values()} == {"Aaron van Wirdum", "Sjors Provoost"}


def test_spellings_of_a_label_are_one_name() -> None:
    text = "Interviewer: a.\nP 3: b.\nINTERVIEWER: c.\nP 3: d.\nInterviewer: e.\nP 3 (f): g.\n"
    assert [name for name, _ in cast(text).values()] == ["Interviewer", "P 3", "Interviewer", "P 3"]


def test_a_slip_of_the_pen_is_said_and_joined() -> None:
    text = "Participant: so.\nInterviewer: why?\n" * 6 + "Particpant: because.\nInterviewer: I see.\n"
    transcript = read(text.encode(), "talk.txt")
    assert transcript.speakers[-1].name == "Participant"
    assert transcript.speakers[-1].label == "Particpant"
    assert any("Particpant" in warning for warning in transcript.warnings)


@pytest.mark.parametrize("pair", [("Speaker 1", "Speaker 2"), ("Teacher A", "Teacher B"), ("Marianne", "Mariann B")])
def test_people_with_like_names_stay_apart(pair: tuple[str, str]) -> None:
    text = f"{pair[0]}: so.\nOla: why?\n" * 6 + f"{pair[1]}: because.\nOla: I see.\n"
    assert {name for name, _ in cast(text).values()} >= set(pair)


def test_a_person_can_correct_names_and_roles() -> None:
    text = "W: Hello?\nB: Hi.\nW: And?\nB: No.\n"
    assert cast(text, aliases={"w": "Wendy"}, roles={"wendy": "moderator", "B": "interpreter"}) == {
        "W": ("Wendy", "moderator"),
        "B": ("B", "interpreter"),
    }
