"""How many keys the commonest gestures take: pressed, counted, and the same as in the user guide."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from studies import code_words
from thematica.store.project import Project
from thematica.tui.keys import readable
from workbenches import Opened, at, coded, labels

GUIDE = Path(__file__).parents[2] / "docs" / "guide.md"
SKIP = "So some days I just skip it."
LOOKS = "And then nobody looks at the graph."
CODED = "They like being asked."


@dataclass(frozen=True)
class Gesture:
    """What one wants, the keys for it, and the line it leaves in the history. Words one writes oneself are `…`."""

    wanted: str
    keys: tuple[str, ...]
    leaves: str
    on: str = SKIP

    @property
    def row(self) -> str:
        """Its line in the guide."""
        pressed = " ".join("…" if key == "…" else f"`{readable(key)}`" for key in self.keys)
        return f"| {self.wanted} | {pressed} | {self.strokes} |"

    @property
    def strokes(self) -> int:
        return sum(key != "…" for key in self.keys)


GESTURES = (
    Gesture("an existing code on the sentence", ("c", "t", "enter"), "code “Trust” in Nurse"),
    Gesture("the same code again", ("full_stop",), "code “Trust” in Nurse"),
    Gesture("a code on a quick key", ("1",), "code “"),
    Gesture("the words as the code's name", ("i",), "code in vivo in Nurse"),
    Gesture("two codes at once", ("c", "t", "tab", "d", "enter"), "code “Trust”, “Double entry” in Nurse"),
    Gesture("a code on the whole turn", ("V", "c", "t", "enter"), "code “Trust” in Nurse"),
    Gesture(
        "a code on the sentence without its last word", ("v", "h", "h", "c", "t", "enter"), "code “Trust” in Nurse"
    ),
    Gesture("a new code", ("c", "…", "enter"), "code “…” in Nurse"),
    Gesture("it helps, it hinders", ("plus",), "set valence to ", CODED),
    Gesture("take a coding off", ("x",), "remove 1 coding", CODED),
    Gesture("a memo", ("m", "…", "escape"), "write memo", CODED),
    Gesture("take the last act back", ("u",), ""),
    Gesture("a coding one word shorter", ("z", "h", "enter"), "resize “Trust” in Nurse", CODED),
    Gesture("another code instead", ("R", "d", "enter"), "recode “Trust” in Nurse to “Double entry”", CODED),
    Gesture("a coding cut in two at the sentence", ("s",), "split “Double entry” in Nurse", LOOKS),
    Gesture("a word corrected", ("e", "…", "enter"), "correct the text of Nurse"),
)
"""The first twelve are the commonest."""


async def test_each_gesture_takes_as_many_keys_as_the_guide_says(study: Project, workbench: Opened) -> None:
    code_words(study, "Nurse", f"that I do not have. {LOOKS}", "Double entry")
    async with workbench(study.path) as bench:
        for gesture in GESTURES:
            before = coded(study)
            if not gesture.leaves:
                await bench.press("c", "t", "enter")
            await at(bench, gesture.on)
            for key in gesture.keys:
                await (bench.write("Alas") if key == "…" else bench.press(key))
            if gesture.leaves:
                assert labels(study)[-1].startswith(gesture.leaves.replace("…", "Alas")), gesture.wanted
                await bench.press("u")
            assert coded(study) == before, gesture.wanted


def test_the_guide_has_the_table() -> None:
    guide = GUIDE.read_text()
    assert [gesture.row for gesture in GESTURES if gesture.row not in guide] == []
