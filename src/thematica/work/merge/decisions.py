"""The questions of a merge as a YAML file that people can answer, hand around and replay."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, get_args

from thematica.errors import BadFile, NotAllowed
from thematica.work.merge.conflicts import Answer, Choice, Conflict
from thematica.work.merge.settling import Outcome

FORMAT = "thematica-decisions/1"
MOST_BYTES = 20_000_000
_HEAD = """\
# Under “choose”, write one of the words that stand under “choices”. Where a text of your own may be the answer, write
# it under “write” instead. What has neither stays open, and a merge with open questions is not written.
"""


@dataclass(frozen=True, slots=True)
class Decisions:
    """What a file of decisions says: answers by the id of their question, and the stamp each question had then."""

    answers: Mapping[str, Answer]
    stamps: Mapping[str, str]


def as_yaml(conflicts: Iterable[Conflict], mine: str, theirs: str) -> str:
    """The questions of a merge between two files, with the answers there are."""
    import yaml

    document = {
        "format": FORMAT,
        "mine": mine,
        "theirs": theirs,
        "decisions": [_entry(conflict) for conflict in conflicts],
    }
    return _HEAD + yaml.safe_dump(document, sort_keys=False, allow_unicode=True, width=110)


def _entry(conflict: Conflict) -> dict[str, Any]:
    answer = conflict.answer
    own = answer is not None and answer.text is not None
    entry = {
        "about": conflict.name,
        "kind": conflict.kind,
        "base": conflict.base,
        "mine": conflict.mine,
        "theirs": conflict.theirs,
        "choices": list(conflict.choices),
        "choose": answer.choose if answer is not None and not own else None,
        **({"write": answer.text if answer is not None and own else None} if conflict.writable else {}),
        "reason": answer.reason if answer is not None and answer.reason else None,
        "id": conflict.id,
        "stamp": conflict.stamp,
    }
    return {key: value for key, value in entry.items() if value is not None or key in {"base", "choose", "write"}}


def read(data: bytes, name: str) -> Decisions:
    """The decisions in a file's bytes; entries without an answer are left out. Raises BadFile."""
    answers: dict[str, Answer] = {}
    stamps: dict[str, str] = {}
    for number, entry in enumerate(_entries(data, name), start=1):
        answer = _answer(entry, f"{name}, decision {number},")
        if answer is None:
            continue
        if entry["id"] in answers:
            raise _fault(f"{name}, decision {number},", "answers a question that was answered above")
        answers[entry["id"]], stamps[entry["id"]] = answer, entry["stamp"]
    return Decisions(answers, stamps)


def _entries(data: bytes, name: str) -> list[Any]:
    import yaml

    try:
        document = yaml.safe_load(data.decode("utf-8-sig")) if len(data) <= MOST_BYTES else None
    except UnicodeDecodeError:
        raise _fault(name, "is not UTF-8") from None
    except (yaml.YAMLError, RecursionError) as fault:
        mark = getattr(fault, "problem_mark", None)
        raise _fault(f"{name}:{mark.line + 1}" if mark else name, "is not YAML") from None
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise _fault(name, f"does not state “format: {FORMAT}”")
    entries = document.get("decisions")
    if not isinstance(entries, list):
        raise _fault(name, "has no list of decisions")
    return entries


def _answer(entry: Any, place: str) -> Answer | None:
    if not isinstance(entry, dict) or not all(isinstance(entry.get(key), str) for key in ("id", "stamp")):
        raise _fault(place, "has lost its id or its stamp")
    choose, text, reason = (entry.get(key) for key in ("choose", "write", "reason"))
    if choose is None and text is None:
        return None
    if choose is not None and (choose not in get_args(Choice) or text is not None):
        raise _fault(place, "chooses none of its choices, or chooses and writes at once")
    if not all(value is None or isinstance(value, str) for value in (text, reason)):
        raise _fault(place, "wants texts under “write” and “reason”; put them in quotation marks")
    return Answer(choose or "mine", text, reason or "")


def _fault(place: str, what: str) -> BadFile:
    return BadFile(f"{place} {what}.", "`thematica merge --write-decisions FILE` writes the questions anew.")


def check(decisions: Decisions, outcome: Outcome) -> None:
    """Raises NotAllowed where decisions are not for the questions of this merge, or not among their choices."""
    asked = {conflict.id: conflict for conflict in outcome.conflicts}
    for id_, answer in decisions.answers.items():
        conflict = asked.get(id_)
        if conflict is None or conflict.stamp != decisions.stamps[id_]:
            raise NotAllowed(
                "The decisions are for another merge: one of their questions is not asked here, or not in this way.",
                "`--write-decisions FILE` writes the questions of this merge.",
            )
        if not conflict.takes(answer):
            said = answer.choose if answer.text is None else "a text of one's own"
            raise NotAllowed(
                f"“{said}” is no choice for the question {conflict.id}.",
                f"Choose one of: {', '.join(conflict.choices)}.",
            )
