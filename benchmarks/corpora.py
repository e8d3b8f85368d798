"""Generated studies of three sizes: invented talk in the shape of interviews, always the same for the same seed."""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

from thematica.store.project import Project
from thematica.text.span import Span
from thematica.work import codebook, coding, sources, themes

SYLLABLES = ("ra", "le", "mi", "to", "ven", "sha", "ko", "pri", "an", "del", "ou", "st", "ne", "gar", "ly", "be")
QUESTIONS = ("And then?", "How did that go?", "What happened after the visit?", "Could you say more?")


@dataclass(frozen=True, slots=True)
class Size:
    """One source of so many words with so many codings."""

    name: str
    words: int
    codings: int


SIZES = (Size("small", 2_000, 200), Size("medium", 20_000, 2_000), Size("large", 200_000, 5_000))


def interview(words: int, seed: int = 1) -> str:
    """An invented interview of about so many words, with labels, one turn a paragraph."""
    chance = random.Random(seed)
    vocabulary = ["".join(chance.choices(SYLLABLES, k=chance.randint(1, 4))) for _ in range(3_000)]
    lines: list[str] = []
    written = 0
    while written < words:
        lines.append(f"Interviewer: {chance.choice(QUESTIONS)}")
        sentences = []
        for _ in range(chance.randint(1, 8)):
            sentence = chance.choices(vocabulary, k=chance.randint(4, 22))
            sentences.append(" ".join(sentence).capitalize() + chance.choice("...?!"))
            written += len(sentence)
        lines.append(f"P1: {' '.join(sentences)}")
    return "\n\n".join(lines) + "\n"


def build(path: Path, size: Size, *, codes: int = 40) -> Project:
    """A project with one interview of this size, its codings log-normal in length, and four themes."""
    chance = random.Random(size.words)
    project = Project.create(path, name=f"Bench {size.name}", approach="codebook", coder="Bench")
    prepared = sources.prepare(interview(size.words).encode(), "interview.txt", "en")
    length = len(prepared.transcript.text)
    with project.act("import") as tx:
        source = sources.add(tx, prepared)
    with project.act("codes") as tx:
        made = [codebook.new_code(tx, f"Code {n:03}") for n in range(codes)]
    with project.act("codings") as tx:
        for _ in range(size.codings):
            start = chance.randrange(length - 2_000)
            span = Span(start, start + max(20, min(1_900, int(chance.lognormvariate(5, 0.8)))))
            coding.apply(tx, source, span, [chance.choice(made)])
    with project.act("themes") as tx:
        for n in range(4):
            theme = themes.create(tx, f"Theme {n}", fields=themes.Fields(concept="An idea that holds."))
            themes.attach_codes(tx, theme, made[n * 10 : n * 10 + 10])
    return project
