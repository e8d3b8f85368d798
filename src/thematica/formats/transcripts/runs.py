"""The inside of a Word paragraph: its text with everything that carries meaning, and what in it is bold."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from xml.etree.ElementTree import Element

from thematica.formats.transcripts import anchors
from thematica.formats.transcripts.archives import child, name_of, value_of
from thematica.formats.transcripts.pages import Gathered
from thematica.formats.transcripts.transcript import Paragraph

_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\N{NON-BREAKING HYPHEN}"}
_LEFT_OUT = {
    "pPr",
    "rPr",
    "del",
    "moveFrom",
    "instrText",
    "delText",
    "delInstrText",
    "Fallback",
    "rt",
    "sdtPr",
    "sdtEndPr",
}
_OFF = {"0", "false", "off", "none"}
_PRIVATE, _PLAIN = range(0xE000, 0xF900), range(0x20, 0xD800)
_DEEPEST = 200


class Runs:
    """Reads paragraphs of one document, and remembers the notes and comments it passes and the changes it accepts."""

    def __init__(self, styles: dict[str, Element]) -> None:
        self._styles = styles
        self._is_bold: dict[str, bool] = {}
        self._is_heading: dict[str, bool] = {}
        self.footnotes: dict[str, int] = {}
        self.endnotes: dict[str, int] = {}
        self.comments: dict[str, int] = {}
        self._inserted = 0
        self._deleted = 0

    def paragraph(self, element: Element, before: Paragraph | None = None) -> tuple[Paragraph, list[Element]]:
        """A paragraph, continuing `before` when that one's end was deleted, and the text boxes anchored in it."""
        style = value_of(found, "val") if (found := child(element, "pPr", "pStyle")) is not None else ""
        gathered = Gathered(before.text, before.bold) if before is not None else Gathered()
        self._inside(element, gathered, bold=self._styled(style, self._is_bold, _says_bold), deep=0)
        outline = child(element, "pPr", "outlineLvl")
        level = value_of(outline, "val") if outline is not None else ""
        heading = level in set("012345678") or self._styled(style, self._is_heading, _says_heading)
        return gathered.paragraph(apart=heading), gathered.boxes

    def end_deleted(self, element: Element) -> bool:
        """Whether a tracked change took the paragraph's end away, so that the next paragraph goes on in it."""
        marks = child(element, "pPr", "rPr")
        return marks is not None and any(name_of(each) in {"del", "moveFrom"} for each in marks)

    def warnings(self) -> tuple[str, ...]:
        """What a person should know about changes that were not yet accepted in Word."""
        if not self._inserted and not self._deleted:
            return ()
        counts = f"insertions: {self._inserted}, deletions: {self._deleted}"
        return (f"The Word file has tracked changes; it was read as if they were accepted ({counts}).",)

    def _inside(self, element: Element, into: Gathered, *, bold: bool, deep: int) -> None:
        for each in element:
            name = name_of(each)
            if name == "r":
                self._run(each, into, bold=bold, deep=deep)
            elif name in {"commentRangeStart", "commentRangeEnd"}:
                into.add(self._anchor(value_of(each, "id"), end=name.endswith("End")))
            elif name in {"del", "moveFrom"}:
                self._deleted += 1
            elif name not in _LEFT_OUT and deep < _DEEPEST:
                self._inserted += name in {"ins", "moveTo"}
                self._inside(each, into, bold=bold, deep=deep + 1)

    def _run(self, run: Element, into: Gathered, *, bold: bool, deep: int) -> None:
        bold = self._set_bold(run, bold=bold)
        for each in run:
            name = name_of(each)
            if name == "t":
                into.add(anchors.without(each.text or ""), bold=bold)
            elif name in _SIGNS:
                into.add(_SIGNS[name], bold=bold)
            elif name in {"footnoteReference", "endnoteReference"}:
                into.add(self._note_mark(each, name.removesuffix("Reference")))
            elif name == "commentReference":
                into.add(self._anchor(value_of(each, "id"), end=None))
            elif name == "sym":
                into.add(_symbol(value_of(each, "char")), bold=bold)
            elif name not in _LEFT_OUT:
                self._drawn(each, into, deep=deep)

    def _set_bold(self, run: Element, *, bold: bool) -> bool:
        """Whether a run is bold: as it says itself, else by its style, else as its paragraph."""
        told = child(run, "rPr", "b")
        if told is not None:
            return value_of(told, "val").lower() not in _OFF
        style = child(run, "rPr", "rStyle")
        return bold or (style is not None and self._styled(value_of(style, "val"), self._is_bold, _says_bold))

    def _drawn(self, element: Element, into: Gathered, *, deep: int) -> None:
        """Text inside drawings, formulas, ruby and fallbacks; text boxes are kept for after the paragraph."""
        for each in element if deep < _DEEPEST else ():
            name = name_of(each)
            if name == "txbxContent":
                into.boxes.append(each)
            elif name == "r":
                self._run(each, into, bold=False, deep=deep + 1)
            elif name not in _LEFT_OUT:
                self._drawn(each, into, deep=deep + 1)

    def _note_mark(self, reference: Element, sort: str) -> str:
        marks = self.footnotes if sort == "footnote" else self.endnotes
        number = marks.setdefault(value_of(reference, "id"), len(marks) + 1)
        return f"[{sort} {number}]"

    def _anchor(self, identity: str, *, end: bool | None) -> str:
        """The sign for where a comment starts or ends; without a range its reference is both."""
        known = identity in self.comments
        n = self.comments.setdefault(identity, len(self.comments))
        if end is None:
            return "" if known else anchors.sign(n, end=False) + anchors.sign(n, end=True)
        return anchors.sign(n, end=end)

    def _styled(self, style: str, memory: dict[str, bool], says: Callable[[Element], bool | None]) -> bool:
        """Whether a style, or one it is based on, says something of its paragraphs or runs."""
        if style not in memory:
            memory[style] = False  # a circle of styles ends here
            element = self._styles.get(style)
            told = says(element) if element is not None else False
            based = child(element, "basedOn")
            inherited = told is None and based is not None
            memory[style] = (
                self._styled(value_of(based, "val"), memory, says) if inherited and based is not None else bool(told)
            )
        return memory[style]


def _says_bold(style: Element) -> bool | None:
    told = child(style, "rPr", "b")
    return None if told is None else value_of(told, "val").lower() not in _OFF


def _says_heading(style: Element) -> bool | None:
    named = child(style, "name")
    if named is not None and value_of(named, "val").lower().startswith(("heading", "title", "subtitle")):
        return True
    return True if child(style, "pPr", "outlineLvl") is not None else None


def _symbol(code: str) -> str:
    """A character given by its number; numbers of symbol fonts, which mean nothing elsewhere, become a plain sign."""
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    return "□" if number in _PRIVATE else chr(number) if number in _PLAIN else ""


def joined_text(elements: Iterable[Element], runs: Runs) -> str:
    """The text of paragraphs, one a line, blank ones left out."""
    texts = [runs.paragraph(each)[0].text.strip() for each in elements]
    return "\n".join(filter(None, texts))
