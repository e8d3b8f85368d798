"""Compare what is read from a folder of real transcripts with what a person reads there.

python benchmarks/corpus_check.py FOLDER [PART OF A NAME]

Each known file is compared with the table below, which was written from the files themselves; any other file is
printed, to be looked at. Ends with 1 when something deviates.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from thematica.errors import BadFile
from thematica.formats.transcripts import Transcript, read

SKIPPED = {".py", ".qdc", ".qdpx", ".qda", ".sqlite3"}


@dataclass(frozen=True, slots=True)
class Expected:
    """What a person reads in a file: turns of each speaker, the first and last words of the talk, and times.

    `speakers` is `Label turns, Label turns`; `first` and `last` are how the first turn begins and the last one ends;
    `times` tells how many times there are, and the first and last in seconds; `nobody` counts turns without a speaker.
    """

    speakers: str
    first: str
    last: str
    times: tuple[int, float, float] | None = None
    nobody: int = 0


STACOVIAK = "I'm here with Jack Dorsey."
REECE = "My husband has often said"
TEACHER = "Researcher 2 1, Teacher 4 2, Multiple Students 1"
GOL = Expected("", "først å lesse av lasset", "og så vart det nok å gjere .", nobody=154)
TAHITI = Expected("L1 25, L2 27", "ok, c'est quoi le plus", "euh, une création.")
FILES = {
    "bitcointranscripts/panel-speakerN-timestamp.md": Expected(
        "Speaker 0 10, Speaker 1 9, Speaker 2 7, Speaker 3 11", "So there's one person", "Do You You", (37, 1, 1337)
    ),
    "bitcointranscripts/podcast-firstname-colon.es.md": Expected(
        "Adam 10, Stephanie 22, Pieter 48, Jonas 5, Andreas 30, Jonathan 1",
        "En este episodio vamos a adentrarnos",
        "estoy muy ansioso por eso.",
    ),
    "bitcointranscripts/podcast-name-bracket-minsec.md": Expected(
        "Stephan Livera 34, Gloria Zhao 34", "Gloria, welcome back", "This was fun.", (30, 270, 4339)
    ),
    "bitcointranscripts/talk-Q-A-paragraphs.md": Expected(
        "Q 26, A 25", "I am John Newbery.", "That was not quite as long as I expected. Thank you.", nobody=44
    ),
    "bitcointranscripts/talk-no-speakers.zh.md": Expected(
        "问 16, 答 16, darosior 2", "幻灯片", "我只是把理由说出来。", nobody=33
    ),
    "changelog/brain-science-bold-colon.md": Expected(
        "Mireille B. Reece, Psy.D 36, Adam Stacoviak 35", REECE, "Touché, touché.", (5, 478, 1454)
    ),
    "changelog/founders-talk-bold-colon.md": Expected(
        "Adam Stacoviak 21, Jack Dorsey 21", STACOVIAK, "maybe one will become dominant.", (3, 474, 2387)
    ),
    "derived-layouts/agency-legend.docx": Expected(
        "W 12, P 12", STACOVIAK, "just build whatever they want.", (14, 0, 1260)
    ),
    "derived-layouts/bold-labels.docx": Expected("Interviewer 20, P4 20", STACOVIAK, "It just happened."),
    "derived-layouts/descript.vtt": Expected("Adam 7, Jack 7", STACOVIAK, "not the streaming aspect.", (14, 3, 466.6)),
    "derived-layouts/f4.rtf": Expected("I 10, B 10", STACOVIAK, "tend to do that. #00:17:22-6#", (20, 47.2, 1042.6)),
    "derived-layouts/names-wrapped.srt": Expected(
        "Mireille B. Reece, Psy.D 8, Adam Stacoviak 8", REECE, "connect with their parent.", (16, 3, 534.7)
    ),
    "derived-layouts/otter.txt": Expected(
        "Adam Stacoviak 15, Jack Dorsey 15", STACOVIAK, "the Bitcoin stuff, and...", (30, 3, 1725)
    ),
    "derived-layouts/rev.txt": Expected(
        "Mireille B. Reece, Psy.D 10, Adam Stacoviak 10", REECE, "reshape parts of your brain.", (20, 3, 642)
    ),
    "derived-layouts/table-2col.docx": Expected(
        "Mireille B. Reece, Psy.D 10, Adam Stacoviak 10", REECE, "reshape parts of your brain."
    ),
    "derived-layouts/teams-new-layout.docx": Expected(
        "Mireille B. Reece, Psy.D 12, Adam Stacoviak 12", REECE, "Oh, really...?", (24, 3, 762)
    ),
    "derived-layouts/teams-old-layout.docx": Expected(
        "Adam Stacoviak 10, Jack Dorsey 10", STACOVIAK, "A lot of companies tend to do that.", (20, 3, 1041.4)
    ),
    "derived-layouts/teams.vtt": Expected(
        "Mireille B. Reece, Psy.D 8, Adam Stacoviak 8", REECE, "connect with their parent.", (16, 3, 537.8)
    ),
    "derived-layouts/word-web-utf8.txt": Expected("Speaker 1 8, Speaker 2 8", REECE, "connect with their parent."),
    "elephantsdream-captions/captions.ja.vtt": Expected("", "左に見えるのは…", "…あるって", (55, 15, 537.3), 55),
    "elephantsdream-captions/captions.sv.vtt": Expected(
        "", "Till vänster kan vi se", "Det är den. Det är den...", (86, 15, 537), 86
    ),
    "hkcancor-chat/FC-009b_v.cha": Expected("XXA 30, XXB 30, XXC 2", "啲 人 係噉", "體質 嘅 問題 喎 ."),
    "lia-nynorsk/gol.txt": GOL,
    "nasa-spacelog/mercury-redstone-3-ATG.txt": Expected(
        "LCC 1, P 78, CC 28, UNK 1, ICC 2, CARDFILE 5", "Lift-off", "Roger", (115, 0, 917)
    ),
    "oral-history-digital/transcript_de.csv": Expected(
        "INT 1, AB 1", "Heute ist Montag", "Text ohne Sprecherkürzel.", (5, 5, 296.06), 3
    ),
    "oral-history-digital/transcript_de.ods": Expected("INT 1, AB 1", "Heute ist Montag", "liegen.", (2, 5, 27.11)),
    "oral-history-digital/transcript_de.vtt": Expected(
        "INT 2, AB 1", "Victor, kannst Du uns", "so Aktien verteilt?", (3, 5.495, 245.311)
    ),
    "parisstories/hamacTahiti.txt": TAHITI,
    "pdpilot-user-study/P1.pdf": Expected("Dan 47, Participant 47", "Okay. So now you can stop sharing", "Thank you."),
    "pdpilot-user-study/P3.pdf": Expected("Dan 61, Participant 61", "Okay. Now I'll share my screen.", "Bye."),
    "qdap/trans4.xlsx": Expected(TEACHER, "October 7, 1892.", "What do you say? }"),
    "qmsum-meetings/ami-ES2005a.json": Expected(
        "Project Manager 42, Industrial Designer 19, User Interface 28, Marketing 16",
        "Uh , making a profit of fifty million Euros .",
        "Fashion into electronic . Okay .",
    ),
    "qualcoder/demo-a.qda/documents/gol.txt": GOL,
    "qualcoder/demo-a.qda/documents/hamacTahiti.txt": TAHITI,
    "qualcoder-examples/ID1.docx": Expected("", "I really like learning", "I'm happy to pay €200.", nobody=3),
    "qualcoder-examples/transcript.txt": Expected("id1 3, id2 2, id3 2", "hello, I like", "I am really struggling."),
    "talk-python/episode-001.txt": Expected("", "Talk Python To Me", "developers, developers.", (460, 0, 2479), 460),
    "teams-docx-unstructured/teams_chat.docx": Expected("Some Body 1, James Bond 1", "OK. Yeah.", "Umm.", (2, 0, 3.3)),
    "textreadr/trans1.docx": Expected(TEACHER, "October 7, 1892.", "What do you say? ”"),
    "textreadr/trans3.docx": Expected(TEACHER, "October 7, 1892.", "What do you say? ”"),
    "textreadr/trans7.rtf": Expected(TEACHER, "October 7, 1892.", "What do you say? ”"),
    "textreadr/trans8.odt": Expected(TEACHER, "October 7, 1892.", "What do you say? ”"),
    "uis-security-podcast/sp003.html": Expected("", "no it's Tuesday the 7th", "bye", (30, 0, 1588), 30),
    "zoom-ethereum-pm/call-175.transcript.vtt": Expected(
        "Josh Davis 2, Justin Florentine (Besu) 2, stokes 8, Parithosh Jayanthi 3, pk910 2, Justin Traglia 3, Trent 1",
        "Can I get a quick mic check, please?",
        "Dinosaurs!",
        (21, 331.76, 1219.8),
    ),
}


def deviations(transcript: Transcript, expected: Expected) -> Iterator[str]:
    """How a transcript differs from what a person reads in its file."""
    talk = [turn for turn in transcript.turns if not turn.aside]
    speakers = ", ".join(f"{speaker.label} {speaker.turns}" for speaker in transcript.speakers)
    if speakers != expected.speakers:
        yield f"speakers {speakers}; expected {expected.speakers}"
    nobody = sum(turn.speaker is None for turn in talk)
    if nobody != expected.nobody:
        yield f"turns without a speaker {nobody}; expected {expected.nobody}"
    first, last = talk[0].body.of(transcript.text), talk[-1].body.of(transcript.text)
    if not first.startswith(expected.first):
        yield f"first words {shown(first)}; expected {expected.first}"
    if not last.endswith(expected.last):
        yield f"last words {shown(last)}; expected {expected.last}"
    times = [turn.time for turn in transcript.turns if turn.time is not None]
    found = (len(times), times[0], times[-1]) if times else None
    if (found and [round(each, 1) for each in found]) != (
        expected.times and [round(each, 1) for each in expected.times]
    ):
        yield f"times {found}; expected {expected.times}"


def shown(text: str, width: int = 90) -> str:
    line = " ".join(text.split())
    return line if len(line) <= width else f"{line[: width // 2]} … {line[-width // 2 :]}"


def clock(seconds: float | None) -> str:
    return "-" if seconds is None else f"{seconds // 60:.0f}m{seconds % 60:04.1f}s"


def report(transcript: Transcript, took: float) -> None:
    turns = transcript.turns
    talk = [turn for turn in turns if not turn.aside]
    times = [turn.time for turn in turns if turn.time is not None]
    print(
        f"  {transcript.format} {transcript.encoding or ''} {len(turns)} turns, {len(turns) - len(talk)} aside, "
        f"{len(times)} times, duration {clock(transcript.duration)}, {took * 1000:.0f} ms"
    )
    if times:
        backward = sum(later < one for one, later in pairwise(times))
        print(f"  times {clock(times[0])} to {clock(times[-1])}, {backward} backward")
    for speaker in transcript.speakers:
        name = "" if speaker.name == speaker.label else f" = {speaker.name}"
        print(f"    {speaker.label!r}{name} [{speaker.role}] {speaker.turns} turns, {speaker.words} words")
    for turn in (talk[:2] + talk[-1:]) if len(talk) > 2 else talk:
        print(f"    {turn.n:4} {clock(turn.time)} {turn.speaker!r}: {shown(turn.body.of(transcript.text))}")
    for turn in transcript.unassigned[:12]:
        print(f"    {turn.n:4} aside: {shown(turn.body.of(transcript.text))}")
    for comment in transcript.comments:
        print(f"    comment {comment.span} by {comment.author}")
    for warning in transcript.warnings:
        print(f"    ! {warning}")


def main(folder: Path, part: str) -> int:
    """Check or print every file; gives how many deviate."""
    deviating = 0
    for path in sorted(folder.rglob("*")):
        if not path.is_file() or path.name == "SOURCE.md" or path.suffix in SKIPPED or part not in str(path):
            continue
        name = path.relative_to(folder).as_posix()
        data = path.read_bytes()
        begun = time.perf_counter()
        try:
            transcript = read(data, path.name)
        except BadFile as problem:
            print(f"\n{name}\n  REFUSED {problem.message} {problem.hint}")
            deviating += name in FILES
            continue
        took = time.perf_counter() - begun
        found = list(deviations(transcript, FILES[name])) if name in FILES else []
        if name in FILES and not found and not part:
            print(f"\n{name}\n  as a person reads it, {took * 1000:.0f} ms")
        else:
            print(f"\n{name}")
            report(transcript, took)
            print("".join(f"  DEVIATES {each}\n" for each in found), end="")
        deviating += bool(found)
    print(f"\n{deviating} deviate")
    return deviating


if __name__ == "__main__":
    sys.exit(min(1, main(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "")))
