"""Small files in the layouts transcripts come in, each beside what a person reads in it.

`NAME.turns` holds a line for each turn, `Speaker seconds: words` (` / ` for a line break, `-` for nobody), or `* words`
for what stands beside the talk. A first line `speakers:` tells names and roles as well, where they can be known.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from docx.document import Document

from thematica.formats.transcripts import Transcript, read

FILES = Path(__file__).parents[2] / "data" / "layouts"
NAMES = sorted(path.name.removesuffix(".turns") for path in FILES.glob("*.turns"))


def turns_of(transcript: Transcript) -> list[str]:
    """The turns of a transcript, as the files beside the samples tell them."""
    lines = []
    for turn in transcript.turns:
        words = turn.body.of(transcript.text).replace("\n", " / ")
        time = "" if turn.time is None else f" {turn.time:g}"
        lines.append(f"* {words}" if turn.aside else f"{turn.speaker or '-'}{time}: {words}")
    return lines


def speakers_of(transcript: Transcript) -> str:
    """The speakers of a transcript with their names and roles, in one line."""
    names = [
        (each.label, "" if each.name == each.label else f"={each.name}", each.role) for each in transcript.speakers
    ]
    return "speakers: " + " ".join(f"{label}{name}={role}" for label, name, role in names)


@pytest.mark.parametrize("name", NAMES)
def test_a_layout_is_read_as_a_person_reads_it(name: str) -> None:
    expected = (FILES / f"{name}.turns").read_text().splitlines()
    transcript = read((FILES / name).read_bytes(), name)
    if expected[0].startswith("speakers: "):
        assert speakers_of(transcript) == expected.pop(0)
    assert turns_of(transcript) == expected


@pytest.mark.parametrize("name", [name for name in NAMES if name.endswith(".txt")])
def test_no_word_of_a_text_is_lost(name: str) -> None:
    text = unicodedata.normalize("NFC", (FILES / name).read_bytes().decode())
    kept = Counter(re.findall(r"[^\W\d_]+", read(text.encode(), name).text))
    assert not Counter(re.findall(r"[^\W\d_]+", re.sub(r"</?i>|&amp;", "", text))) - kept


ROWS = [
    ("1", "00:00:01", "Moderator", "Welcome. Who starts?"),
    ("2", "00:00:05", "P1", "Me. I said: never.\nAnd again."),
    ("3", "00:00:12", "Moderator", "Why?"),
    ("4", "00:00:15", "P2", "Because."),
]
TIMED = [
    "* Transcript FG2",
    "Moderator 1: Welcome. Who starts?",
    "P1 5: Me. I said: never. / And again.",
    "Moderator 12: Why?",
    "P2 15: Because.",
    "* End of transcript",
]
UNTIMED = [line if line[0] == "*" else line.split(" ")[0] + ":" + line.partition(":")[2] for line in TIMED]
TABLES: dict[str, tuple[list[list[str]], list[str]]] = {
    "number, time, speaker, words under a head": (
        [["No.", "Time", "Speaker", "Text"], *map(list, ROWS)],
        TIMED,
    ),
    "number, time, speaker, words": ([list(row) for row in ROWS], TIMED),
    "time, speaker, words": ([list(row[1:]) for row in ROWS], TIMED),
    "number, speaker, words": ([[n, who, words] for n, _, who, words in ROWS], UNTIMED),
    "speaker with a colon, words": ([[f"{who}:", words] for _, _, who, words in ROWS], UNTIMED),
    "number, label and words": ([[n, f"{who}: {words}"] for n, _, who, words in ROWS], UNTIMED),
    "time, label and words": ([[time, f"{who}: {words}"] for _, time, who, words in ROWS], TIMED),
    "speaker, words, notes": (
        [["Speaker", "Transcript", "Notes"], *([who, words, f"look at {n}"] for n, _, who, words in ROWS)],
        UNTIMED,
    ),
}


@pytest.mark.parametrize("layout", TABLES)
def test_a_word_table_is_read_by_its_columns(layout: str, word: Callable[[Callable[[Document], None]], bytes]) -> None:
    rows, expected = TABLES[layout]

    def fill(document: Document) -> None:
        document.add_paragraph("Transcript FG2")
        table = document.add_table(rows=0, cols=len(rows[0]))
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
        document.add_paragraph("End of transcript")

    transcript = read(word(fill), "talk.docx")
    assert turns_of(transcript) == expected
    assert [each for each in transcript.warnings if "left out" in each] == (
        ["Columns that were left out: Notes."] if "notes" in layout else []
    )
