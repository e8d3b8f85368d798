"""Questions written to a file, answered there, and replayed."""

from __future__ import annotations

from dataclasses import replace

import pytest
import yaml

from thematica.errors import BadFile, NotAllowed
from thematica.formats.codebooks.values import Codebook, CodeEntry
from thematica.work.merge import decisions
from thematica.work.merge.codebooks import merge
from thematica.work.merge.settling import Outcome

TIME = CodeEntry(name="Time", guid="00000001-0000-4000-8000-000000000000", definition="Too little.")
BASE = Codebook(name="Frame", codes=(TIME,))
OURS = replace(BASE, codes=(replace(TIME, definition="Too little of it: “always”.\nAnd no pause."),))
OTHERS = replace(BASE, codes=(replace(TIME, definition="- Too much\n# of it", name="Hours"),))
THIRD = replace(BASE, codes=(replace(TIME, definition="Something else."),))


def outcome(theirs: Codebook = OTHERS) -> Outcome:
    return merge(OURS, theirs, BASE, {}).outcome


def file(**changes: object) -> bytes:
    """A file of decisions in which every entry is changed in some fields."""
    document = yaml.safe_load(decisions.as_yaml(outcome().conflicts, "a.yaml", "b.yaml"))
    for entry in document["decisions"]:
        entry.update(changes)
    return yaml.safe_dump(document, allow_unicode=True).encode()


def test_what_is_written_can_be_read_and_leaves_all_open() -> None:
    text = decisions.as_yaml(outcome().conflicts, "a.yaml", "b.yaml")
    [entry] = yaml.safe_load(text)["decisions"]
    assert (entry["choose"], entry["choices"]) == (None, ["mine", "theirs"])
    assert (entry["mine"], entry["theirs"]) == (OURS.codes[0].definition, OTHERS.codes[0].definition)
    assert decisions.read(text.encode(), "d.yaml").answers == {}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"choose": "theirs"}, OTHERS.codes[0].definition),
        ({"choose": "mine", "reason": "we talked"}, OURS.codes[0].definition),
        ({"choose": None, "write": "Enough: of it."}, "Enough: of it."),
    ],
)
def test_answers_are_replayed(changes: dict[str, object], expected: str) -> None:
    given = decisions.read(file(**changes), "d.yaml")
    done = merge(OURS, OTHERS, BASE, given.answers)
    decisions.check(given, done.outcome)
    assert done.outcome.open == ()
    assert (done.codebook.codes[0].name, done.codebook.codes[0].definition) == ("Hours", expected)
    [conflict] = done.outcome.conflicts
    assert conflict.answer is not None
    assert conflict.answer.reason == changes.get("reason", "")
    again = decisions.read(decisions.as_yaml(done.outcome.conflicts, "a", "b").encode(), "d.yaml")
    assert again.answers == given.answers


def test_decisions_for_another_merge_are_refused() -> None:
    given = decisions.read(file(choose="theirs"), "d.yaml")
    for other in (THIRD, BASE):
        with pytest.raises(NotAllowed, match="another merge"):
            decisions.check(given, merge(OURS, other, BASE, given.answers).outcome)


def test_what_is_no_choice_is_refused() -> None:
    given = decisions.read(file(choose="both"), "d.yaml")
    with pytest.raises(NotAllowed, match="no choice"):
        decisions.check(given, merge(OURS, OTHERS, BASE, given.answers).outcome)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe",
        b"- a list",
        b"format: thematica-decisions/9\ndecisions: []",
        b"format: thematica-decisions/1\ndecisions: {}",
        b"format: thematica-decisions/1\ndecisions: [1]",
        b"[" * 5000,
        b"a: [",
        file(choose="whatever"),
        file(choose="mine", write="both at once"),
        file(choose=None, write=3),
        file(choose="mine", reason=["no"]),
        file(id=None),
        file(choose="mine") + file(choose="mine").split(b"decisions:")[1].split(b"format:")[0],
    ],
)
def test_a_file_that_holds_no_decisions_is_refused(data: bytes) -> None:
    with pytest.raises(BadFile):
        decisions.read(data, "d.yaml")
