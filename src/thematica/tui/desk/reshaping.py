"""What is done to a coding that is there: each function is one act.

`about` says which coding in the line of the history: its code and its source.
"""

from __future__ import annotations

from thematica.errors import NotAllowed
from thematica.store.ids import CodeId, CodingId
from thematica.store.project import Project
from thematica.store.reads.codes import CodeView
from thematica.text.span import Span
from thematica.tui.desk.acts import named
from thematica.tui.desk.code_search import NewCode
from thematica.work import codebook, coding, coding_shape


def resize(project: Project, one: CodingId, span: Span, about: str) -> None:
    """Puts a coding on another stretch."""
    with project.act(f"resize {about}") as tx:
        coding.resize(tx, one, span)


def recode(project: Project, one: CodingId, becomes: CodeView | NewCode, about: str) -> CodeId:
    """Gives a coding another code, made first where it is a new one. Gives the code."""
    name = named(becomes) if isinstance(becomes, CodeView) else f"“{becomes.name}”"
    with project.act(f"recode {about} to {name}") as tx:
        if isinstance(becomes, NewCode):
            code = codebook.new_code(tx, becomes.name, parent=becomes.parent)
        else:
            code = becomes.guid
        coding.recode(tx, one, code)
    return code


def split(project: Project, one: CodingId, at: int, about: str) -> None:
    """Cuts a coding in two."""
    with project.act(f"split {about}") as tx:
        coding_shape.split(tx, one, at)


def cut(whole: Span, selected: Span | None, sentence: Span) -> int:
    """Where a coding is to be cut: at the edge of the selection inside it, else before the sentence, else after it.

    Raises NotAllowed where no such place is inside the coding.
    """
    stretch = selected or sentence
    inside = [at for at in (stretch.start, stretch.end) if whole.start < at < whole.end]
    if not inside:
        raise NotAllowed(
            f"The coding neither begins before nor ends after this {'selection' if selected else 'sentence'}.",
            "Select the words of one half (v, then h or l), and press s again.",
        )
    return inside[0]
