"""How long a team waits: for the merge of a copy, for agreement, for the merge of two large codebooks.

python benchmarks/team_speed.py [FOLDER]

Each is measured in a process of its own, in seconds of processor time once the program is loaded, with the most memory
that process held.
"""

from __future__ import annotations

import multiprocessing
import random
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import corpora
from thematica.formats.codebooks.values import Codebook, CodeEntry
from thematica.store.ids import CodeId, SourceId, new_guid
from thematica.store.project import Project
from thematica.text.span import Span
from thematica.work import codebook, coding, passes, sources
from thematica.work.agreement.measuring import agreement
from thematica.work.agreement.query import AgreementQuery
from thematica.work.copies import hand_out
from thematica.work.merge import codebooks
from thematica.work.merge.applying import apply
from thematica.work.merge.pairing import paired
from thematica.work.merge.settling import settle

SOURCES, WORDS, CODES, CODINGS, ENTRIES = 50, 8_000, 400, 10_000, 2_000


def build(folder: Path) -> tuple[Path, Path]:
    """A project in which Ada has coded, and the copy in which Bo has; both have read every source."""
    mine, theirs = folder / "ada.thematica", folder / "bo.thematica"
    chance = random.Random(5)
    with Project.create(mine, name="Bench", approach="codebook", coder="Ada") as project:
        placed = []
        for number in range(SOURCES):
            text = corpora.interview(WORDS, seed=number)
            prepared = sources.prepare(text.encode(), f"interview {number}.txt", "en")
            with project.act("import") as tx:
                placed.append((sources.add(tx, prepared), len(prepared.transcript.text)))
        with project.act("codes") as tx:
            codes = [codebook.new_code(tx, f"Code {number:03}") for number in range(CODES)]
        _code(project, placed, codes, chance)
        hand_out(project, theirs, for_="Bo")
    with Project.open(theirs, coder="Bo") as copy:
        _code(copy, placed, codes, chance)
    return mine, theirs


def _code(project: Project, placed: list[tuple[SourceId, int]], codes: list[CodeId], chance: random.Random) -> None:
    """Codes by one coder: what both see alike comes from one seed, every third coding is the coder's own."""
    alike = random.Random(9)
    with project.act("codings") as tx:
        for number in range(CODINGS):
            drawn = [_drawn(placed, codes, source) for source in (alike, chance)]
            source, span, code = drawn[number % 3 == 0]
            coding.apply(tx, source, span, [code])
        for source, _length in placed:
            passes.set_status(tx, source, "complete")


def _drawn(
    placed: list[tuple[SourceId, int]], codes: list[CodeId], chance: random.Random
) -> tuple[SourceId, Span, CodeId]:
    source, length = chance.choice(placed)
    start = chance.randrange(length - 400)
    return source, Span(start, start + chance.randint(20, 300)), chance.choice(codes)


def merge(mine: Path, theirs: Path) -> str:
    """The copy taken in."""
    with Project.open(mine, coder="Ada") as project, paired(project, theirs) as pairing:
        outcome = settle(pairing.three, {})
        with project.act("merge") as tx:
            apply(tx, pairing, outcome)
    return f"{len(outcome.state['coding']):,} codings after it, {len(outcome.conflicts)} questions"


def agree(path: Path) -> str:
    """Both coders on all codes, by sentence."""
    with Project.open(path, coder="Ada") as project, project.read() as session:
        found = agreement(session, AgreementQuery(("Ada", "Bo"), unit="sentence"), on="2026-01-01")
    return f"{len(found.codes)} codes"


def two_codebooks() -> str:
    """Two versions of a codebook of two thousand codes, each with every tenth code reworded, of the one they left."""
    entry = partial(CodeEntry, codable=True)
    base = Codebook(
        id="big",
        guid=new_guid(),
        name="Big",
        version="1",
        language="en",
        kind="inductive",
        codes=tuple(
            entry(key=f"k{number}", guid=new_guid(), name=f"Code {number}", definition=f"What is said about {number}.")
            for number in range(ENTRIES)
        ),
    )
    sides = [
        replace(
            base,
            codes=tuple(
                replace(code, definition=f"{code.definition} Reworded.") if number % 10 == place else code
                for number, code in enumerate(base.codes)
            ),
        )
        for place in (1, 2)
    ]
    merged = codebooks.merge(sides[0], sides[1], base, {}, None, label="b")
    return f"{len(merged.codebook.codes):,} codes, {len(merged.outcome.conflicts)} questions"


def measured(what: str, task: Callable[[], str]) -> None:
    """Prints what a task takes in a fresh process."""
    fresh = multiprocessing.get_context("spawn")
    process = fresh.Process(target=_run, args=(what, task))
    process.start()
    process.join()


def _run(what: str, task: Callable[[], str]) -> None:
    begun = time.process_time()
    told = task()
    taken = time.process_time() - begun
    memory = _most_memory()
    print(f"{what:<44}{taken:>8.2f} s{memory:>8.0f} MiB   {told}")


def _most_memory() -> float:
    """The most memory this process held, in MiB; getrusage would count what the process it came from held."""
    [line] = [line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM")]
    return int(line.split()[1]) / 1024


def main() -> None:
    """Builds the study, and measures."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(scratch)
        mine, theirs = build(folder)
        measured(f"merge of {CODINGS:,} codings over {SOURCES} sources", partial(merge, mine, theirs))
        measured(f"agreement by sentence, {2 * CODINGS:,} × {CODES}", partial(agree, mine))
        measured(f"merge of codebooks of {ENTRIES:,} codes", two_codebooks)


if __name__ == "__main__":
    main()
