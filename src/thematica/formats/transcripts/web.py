"""Web pages (.html), as transcription programs and word processors save them."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from thematica.formats.transcripts.blocks import untabled
from thematica.formats.transcripts.encoding import Decoded
from thematica.formats.transcripts.pages import Writing
from thematica.formats.transcripts.transcript import Document

_PARTS = frozenset([
    "p", "div", "li", "ul", "ol", "dl", "dt", "dd", "blockquote", "pre", "section", "article", "main", "aside",
    "nav", "header", "footer", "figure", "figcaption", "address", "fieldset", "form", "details", "summary",
    "hr", "body", "caption", "table", "tbody", "thead", "tfoot", "tr", "td", "th",
])  # fmt: skip
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_SILENT = frozenset([
    "script", "style", "title", "noscript", "template", "svg", "rt", "rp", "select", "textarea",
])  # fmt: skip
_LONE = re.compile(r"<(?![^<>]*>)")
_SPACE = re.compile(r"[ \t\r\n\f]+")
_HEAVY = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_HEAVY_CLASS = re.compile(r"\.([\w-]+)\s*\{[^{}]*font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)


def declared_charset(data: bytes) -> str | None:
    """The encoding a page says it has."""
    told = _CHARSET.search(data[:4096])
    return told.group(1).decode("ascii") if told else None


def read_web(decoded: Decoded) -> Document:
    """The paragraphs of a web page; scripts, styles and the title are left out."""
    reader = _Reader()
    reader.feed(_tamed(decoded.text))
    reader.close()
    paragraphs = untabled(reader.writing.finish())
    return Document(tuple(paragraphs), "html", decoded.encoding, warnings=decoded.warnings)


def _tamed(text: str) -> str:
    """A page without comments, and with every `<` that no `>` follows before the next as the sign it can only be."""
    parts: list[str] = []
    at = 0
    while (opened := text.find("<!--", at)) >= 0 and (closed := text.find("-->", opened)) >= 0:
        parts.append(text[at:opened])
        at = closed + 3
    return _LONE.sub("&lt;", "".join(parts) + text[at:])


class _Reader(HTMLParser):
    """Hears the tags of a page and writes its paragraphs; a row is read from the outermost table only."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.writing = Writing()
        self._silent = 0
        self._tables = 0
        self._in_cell = False
        self._kept_spaces = 0
        self._heading = False
        self._bold: list[tuple[str, bool]] = []
        self._heavy_classes: frozenset[str] = frozenset()
        self._in_style = False
        self._after_space = True

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take in an opening tag."""
        if tag in _SILENT:
            self._silent += 1
            self._in_style = tag == "style"
        elif tag == "br":
            self._write("\n")
        elif tag in _PARTS or tag in _HEADINGS:
            self._end_paragraph()
            self._heading = tag in _HEADINGS
            self._kept_spaces += tag == "pre"
            self._begin_in_table(tag)
        else:
            told = {name: value or "" for name, value in attrs}
            classes = set(told.get("class", "").split())
            heavy = tag in {"b", "strong"} or _HEAVY.search(told.get("style", "")) is not None
            if tag in {"b", "strong", "span", "font", "em", "i", "u", "a"}:
                self._bold.append((tag, heavy or not self._heavy_classes.isdisjoint(classes)))

    def handle_endtag(self, tag: str) -> None:
        """Take in a closing tag."""
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
            self._in_style = False
        elif tag in _PARTS or tag in _HEADINGS:
            self._end_paragraph()
            self._heading = False
            self._kept_spaces = max(0, self._kept_spaces - (tag == "pre"))
            self._end_in_table(tag)
        else:
            for n in range(len(self._bold) - 1, -1, -1):
                if self._bold[n][0] == tag:
                    del self._bold[n]
                    break

    def handle_data(self, data: str) -> None:
        """Take in text between tags."""
        if self._in_style:
            self._heavy_classes |= set(_HEAVY_CLASS.findall(data))
        elif not self._silent:
            self._write(data if self._kept_spaces else _SPACE.sub(" ", data))

    def _write(self, text: str) -> None:
        if self._silent:
            return
        if self._after_space and not self._kept_spaces:
            text = text.removeprefix(" ")
        if text:
            self.writing.add(text, bold=any(heavy for _, heavy in self._bold))
            self._after_space = text.endswith((" ", "\n"))

    def _end_paragraph(self) -> None:
        if self.writing.started:
            self.writing.end_paragraph(apart=self._heading, in_table=self._in_cell)
        self._after_space = True

    def _begin_in_table(self, tag: str) -> None:
        if tag == "table":
            self._tables += 1
            if self._tables == 1:
                self.writing.begin_table()
        elif self._tables == 1 and tag in {"td", "th", "tr"}:
            self._end_cell()
            if tag == "tr":
                self.writing.end_row()
            else:
                self._in_cell = True

    def _end_in_table(self, tag: str) -> None:
        if self._tables == 1 and tag in {"td", "th", "tr", "table"}:
            self._end_cell()
            if tag in {"tr", "table"}:
                self.writing.end_row()
        if tag == "table":
            self._tables = max(0, self._tables - 1)

    def _end_cell(self) -> None:
        if self._in_cell:
            self.writing.end_cell()
        self._in_cell = False
