"""Generated studies of three sizes: invented talk in the shape of interviews, always the same for the same seed."""

from __future__ import annotations

import io
import random
import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import docx

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


def _vocabulary() -> list[str]:
    """The words that all interviews share, as those of one language do."""
    chance = random.Random(0)
    return ["".join(chance.choices(SYLLABLES, k=chance.randint(1, 4))) for _ in range(3_000)]


VOCABULARY = _vocabulary()


def interview(words: int, seed: int = 1) -> str:
    """An invented interview of about so many words, with labels, one turn a paragraph."""
    chance = random.Random(seed)
    lines: list[str] = []
    written = 0
    while written < words:
        lines.append(f"Interviewer: {chance.choice(QUESTIONS)}")
        sentences = []
        for _ in range(chance.randint(1, 8)):
            sentence = chance.choices(VOCABULARY, k=chance.randint(4, 22))
            sentences.append(" ".join(sentence).capitalize() + chance.choice("...?!"))
            written += len(sentence)
        lines.append(f"P1: {' '.join(sentences)}")
    return "\n\n".join(lines) + "\n"


def as_docx(text: str) -> bytes:
    """The interview as Word has it, labels in bold."""
    document = docx.Document()
    for line in text.split("\n\n"):
        label, _, words = line.partition(":")
        paragraph = document.add_paragraph()
        paragraph.add_run(f"{label}:").bold = True
        paragraph.add_run(words)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def as_vtt(text: str) -> bytes:
    """The interview as captions of about ten words, each with its speaker."""
    cues, at = ["WEBVTT"], 0
    for line in text.split("\n\n"):
        label, _, said = line.partition(":")
        words = said.split()
        for first in range(0, len(words), 10):
            clock = [f"{each // 3600:02}:{each // 60 % 60:02}:{each % 60:02}.000" for each in (at, at + 4)]
            cues.append(f"{' --> '.join(clock)}\n<v {label}>{' '.join(words[first : first + 10])}</v>")
            at += 4
    return "\n\n".join(cues).encode()


def as_pdf(text: str) -> bytes:
    """The interview set in lines on pages, labels in bold; paragraphs are parted by a wider gap."""
    pages: list[list[str]] = [[]]
    height = 780
    for paragraph in text.split("\n\n"):
        for n, line in enumerate(textwrap.wrap(paragraph.strip(), 85)):
            if height < 60:
                pages.append([])
                height = 780
            label, colon, words = line.partition(":") if n == 0 else ("", "", line)
            pages[-1].append(f"BT 70 {height} Td /F2 11 Tf ({label}{colon}) Tj /F1 11 Tf ({words}) Tj ET")
            height -= 14
        height -= 8
    return _pdf_of(pages)


def _pdf_of(pages: list[list[str]]) -> bytes:
    kids = " ".join(f"{5 + 2 * n} 0 R" for n in range(len(pages)))
    fonts = [f"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica{style} >>" for style in ("", "-Bold")]
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>", *fonts]
    for n, lines in enumerate(pages):
        drawn = "\n".join(lines)
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
            f"/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> /Contents {6 + 2 * n} 0 R >>"
        )
        objects.append(f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream")
    out, places = b"%PDF-1.4\n", list[int]()
    for n, each in enumerate(objects, 1):
        places.append(len(out))
        out += f"{n} 0 obj\n{each}\nendobj\n".encode("ascii")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    return out + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{end}".encode("ascii")


MADE: dict[str, Callable[[str], bytes]] = {"txt": str.encode, "docx": as_docx, "vtt": as_vtt, "pdf": as_pdf}


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
