from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from studies import NURSE

AT = NURSE.index("They like being asked")


def codings(run: Any, path: Path, *words: object) -> Any:
    return run("excerpts", path, *words, "--json").json


def test_several_codes_are_one_act(path: Path, run: Any) -> None:
    before = len(run("history", path, "--json").json)
    run("code", path, "Nurse", AT, AT + 9, "Workload", "Double entry", "--note", "Both at once.")
    history = run("history", path, "--json").json
    assert len(history) == before + 1
    assert history[-1]["label"] == "code “Workload”, “Double entry” in Nurse"
    run("undo", path)
    assert len(codings(run, path)) == 3


def test_a_code_is_given_by_name_path_or_guid(path: Path, run: Any) -> None:
    guid = next(code["guid"] for code in run("codes", path, "--json").json if code["name"] == "Trust")
    for name in ("trust", "People > Trust", guid):
        coded = run("code", path, "Nurse", AT, AT + 9, name, "--json").json["codings"]
        assert [each["code"] for each in coded] == ["People > Trust"]
    assert len(codings(run, path)) == 4


def test_a_code_that_is_not_there_is_made_when_asked(path: Path, run: Any) -> None:
    assert run("code", path, "Nurse", AT, AT + 9, "Hope").refused
    coded = run("code", path, "Nurse", AT, AT + 9, "Hope", "People > Relief", "--new", "--json").json["codings"]
    assert [each["code"] for each in coded] == ["Hope", "People > Relief"]
    run("undo", path)
    assert "Hope" not in {code["name"] for code in run("codes", path, "--json").json}


def test_in_vivo_the_words_name_the_code_but_not_the_act(path: Path, run: Any) -> None:
    ran = run(
        "code", path, "Nurse", AT, AT + 21, "--in-vivo", "--valence", "enabler", "--note", "Said twice.", "--json"
    )
    [coded] = ran.json["codings"]
    assert (coded["code"], coded["valence"], coded["note"]) == ("They like being asked", "enabler", "Said twice.")
    run("code", path, "Nurse", AT, AT + 4, "They like being asked")
    labels = [act["label"] for act in run("history", path, "--json").json]
    assert labels[-2:] == ["code in vivo in Nurse", "code an in vivo code in Nurse"]


@pytest.mark.parametrize(
    ("start", "end"),
    [(-1, 5), (5, 2), (5, 5), (0, 10**6), (10**30, 10**30 + 1), (NURSE.index("\n"), NURSE.index("\n") + 1)],
)
def test_a_stretch_that_is_none_is_refused(
    path: Path, run: Any, state: Callable[[], object], start: int, end: int
) -> None:
    before = state()
    assert run("code", path, "Nurse", start, end, "Trust").refused
    assert state() == before


@pytest.mark.parametrize("name", ["People", "Trsut", "Nobody > Trust", ""])
def test_what_cannot_be_applied_is_refused(path: Path, run: Any, state: Callable[[], object], name: str) -> None:
    before = state()
    assert run("code", path, "Nurse", AT, AT + 9, name).refused
    assert state() == before


def test_a_name_nearly_right_is_suggested(path: Path, run: Any) -> None:
    assert "“Trust”" in run("code", path, "Nurse", AT, AT + 9, "Trsut").err
    assert "“Nurse”" in run("code", path, "Nurze", AT, AT + 9, "Trust").err


@pytest.mark.parametrize("words", [("x", "9", "Trust"), ("1", "9"), ("1", "9", "Trust", "--cdoer", "Ada")])
def test_words_that_are_off_are_a_usage_error(path: Path, run: Any, words: tuple[str, ...]) -> None:
    assert run("code", path, "Nurse", *words).status == 2


def test_codings_are_taken_off_together(path: Path, run: Any) -> None:
    guids = [coding["guid"] for excerpt in codings(run, path) for coding in excerpt["codings"]]
    assert run("uncode", path, *guids, "--json").json == {"removed": guids}
    assert codings(run, path) == []
    run("undo", path)
    assert len(codings(run, path)) == 3


def test_one_unknown_coding_leaves_all(path: Path, run: Any, state: Callable[[], object]) -> None:
    before = state()
    guid = codings(run, path)[0]["guid"]
    assert run("uncode", path, guid, "00000000-0000-4000-8000-000000000000").refused
    assert state() == before


def test_a_coder_is_made_on_first_use(path: Path, run: Any) -> None:
    run("code", path, "Nurse", AT, AT + 9, "Trust", "--coder", "  Bo   Lee ")
    assert run("info", path, "--json").json["coders"] == ["Ada Roe", "Bo Lee"]
    assert run("code", path, "Nurse", AT, AT + 9, "Trust", "--coder", " ").refused


def test_the_coder_of_the_settings_is_used(path: Path, tmp_path: Path, run: Any) -> None:
    (tmp_path / "config.yaml").write_text("coder: Cy Ng\nkeys: {}\n")
    [coded] = run("code", path, "Nurse", AT, AT + 9, "Trust", "--json").json["codings"]
    assert coded["coder"] == "Cy Ng"


@pytest.mark.parametrize("settings", ["coder: [1, 2", "- a\n- b\n", "coder: {a: b}", "coder: ''", b"coder: \xff\xfe"])
def test_settings_that_cannot_be_read_are_said_to_be(
    path: Path, tmp_path: Path, run: Any, settings: str | bytes
) -> None:
    (tmp_path / "config.yaml").write_bytes(settings if isinstance(settings, bytes) else settings.encode())
    ran = run("code", path, "Nurse", AT, AT + 9, "Trust")
    assert ran.refused
    assert "config.yaml" in ran.err


def test_excerpts_are_narrowed(built: Path, run: Any) -> None:
    def words(*options: str) -> list[str]:
        return [each["text"][:12] for each in codings(run, built, *options)]

    assert words() == ["it takes twe", "So some days", words("--source", "Physio")[0]]
    assert words("--code", "Workload") == ["it takes twe", words("--coder", "Bo Lee")[0]]
    assert words("--code", "Workload", "--code", "Usability", "--all") == ["it takes twe"]
    assert words("--code", "Workload", "--without", "Usability") == words("--coder", "Bo Lee")
    assert words("--case", "Nurse 1") == ["it takes twe", "So some days"]
    assert words("--where", "profession=nurse") == words("--case", "Nurse 1")
    assert len(words("--where", "site=North")) == 3
    assert words("--valence", "barrier") == ["it takes twe"]


@pytest.mark.parametrize("words", [("--coder", "Nobody"), ("--where", "sight=North"), ("--code", "Wrokload")])
def test_a_slip_is_not_an_empty_answer(built: Path, run: Any, words: tuple[str, ...]) -> None:
    assert run("excerpts", built, *words, "--json").refused


def test_excerpts_and_codes_read_well(built: Path, run: Any) -> None:
    shown = run("excerpts", built, "--code", "Usability").out
    assert "Nurse, turn 2, Nurse 1" in shown
    assert "⟦it takes twenty minutes that I do not have⟧" in shown
    assert "Technological factors > Usability (barrier)" in shown
    listed = run("codes", built).out.splitlines()
    assert listed[0].split() == ["code", "kind", "participants", "excerpts", "sources"]
    assert len({line.index("deductive") for line in listed if "deductive" in line}) == 1
