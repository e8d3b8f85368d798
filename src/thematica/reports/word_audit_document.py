"""The audit trail as a Word document: who did what and when, in the words the history has for it.

No participant's words stand in it: labels hold names of codes, sources and themes alone.
"""

from __future__ import annotations

from collections.abc import Sequence

import thematica
from thematica.reports.material import Material
from thematica.reports.word_document import edges
from thematica.reports.word_package import packed
from thematica.reports.word_styles import LANDSCAPE_CM, new_document, page
from thematica.reports.word_writing import Row, Writer, cell, line
from thematica.reports.wording import APPROACHES, counted, day, printable
from thematica.store.reads.study import HistoryLine

HEAD = ("Act", "When (UTC)", "Coder", "What was done", "Rows")
WIDTHS = (1.6, 4.0, 4.0, 14.5, 2.0)  # cm
KINDS = {"do": "", "undo": "taken back: ", "redo": "done again: "}


def assembled(material: Material, acts: Sequence[HistoryLine], *, now: str) -> bytes:
    """The whole document as the bytes of a .docx."""
    document = new_document(material.language)
    page(document.sections[0], landscape=True)
    writer = Writer(document)
    writer.paragraph(line(material.info.name, material.language), "Title")
    writer.paragraph(line(f"Audit trail · {APPROACHES[material.info.approach]}"), "Subtitle")
    made = f"{counted(len(acts), 'act', 'acts')} · Made {day(now)} with thematica {thematica.__version__}"
    writer.paragraph(line(made), "Subtitle")
    caption = line("Every act in its order; what was taken back later is marked")
    writer.table(caption, HEAD, WIDTHS, [_row(material, act) for act in acts])
    edges(document.sections[0], material, LANDSCAPE_CM, f"Audit trail · {day(now)}", confidential=False)
    name = printable(material.info.name)
    return packed(document, title=f"{name}: audit trail", author=name, language=material.language.tag, now=now)


def _row(material: Material, act: HistoryLine) -> Row:
    undone = " (taken back)" if act.undone else ""
    return Row(
        (
            cell(str(act.n)),
            cell(act.at.replace("T", " ").removesuffix("Z")),
            cell(act.coder),
            cell(f"{KINDS[act.kind]}{act.label}{undone}", material.language),
            cell(f"{act.changes:,}"),
        )
    )
