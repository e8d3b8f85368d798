"""Words placed on pages, put together again into lines and paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from thematica.formats.transcripts.sentences import ends_sentence

_NUMBER = re.compile(r"\d{1,5}")
_A_COUNT = 3
_NEARLY_ALL = 0.8


@dataclass(frozen=True, slots=True)
class Fragment:
    """Words as the file places them: `x` from the left to `right`, `y` from the bottom, in points."""

    page: int
    x: float
    y: float
    right: float
    size: float
    bold: bool
    text: str


@dataclass(frozen=True, slots=True)
class PageLine:
    """One line on a page; it begins with `bold` bold code points, and is `numbered` by a number beside it."""

    page: int
    x: float
    y: float
    size: float
    right: float
    text: str
    bold: int
    numbered: bool = False


def margin_numbers(fragments: Sequence[Fragment]) -> set[Fragment]:
    """The numbers that count paragraphs or lines beside the text: left of it, and rising by one."""
    digits = [each for each in fragments if _NUMBER.fullmatch(each.text.strip())]
    others = [each.x for each in fragments if not _NUMBER.fullmatch(each.text.strip())]
    if len(digits) < _A_COUNT or not others:
        return set()
    left = sorted(others)[len(others) // 20]
    beside = sorted((each for each in digits if each.x < left - 3), key=lambda each: (each.page, -each.y))
    rising = sum(int(later.text) - int(one.text) in {0, 1, 5} for one, later in pairwise(beside))
    return set(beside) if len(beside) >= _A_COUNT and rising > _NEARLY_ALL * (len(beside) - 1) else set()


def lines_of(fragments: Sequence[Fragment], numbers: set[Fragment]) -> Iterator[PageLine]:
    """The fragments line by line, from the top of each page to its bottom."""
    heights: dict[int, list[float]] = {}
    for each in numbers:
        heights.setdefault(each.page, []).append(each.y)
    for page, on_page in groupby(fragments, key=lambda each: each.page):
        open_line: list[Fragment] = []
        for each in sorted(on_page, key=lambda each: (-each.y, each.x)):
            if open_line and abs(open_line[0].y - each.y) > 0.4 * max(open_line[0].size, each.size):
                yield _line(open_line, heights.get(page, []))
                open_line = []
            open_line.append(each)
        if open_line:
            yield _line(open_line, heights.get(page, []))


def _line(fragments: list[Fragment], numbers: Sequence[float]) -> PageLine:
    """One line: pieces set apart by a wide gap are parted by a tab, others by the space the gap shows."""
    fragments = sorted(fragments, key=lambda each: each.x)
    text, bold, right = "", 0, 0.0
    for n, each in enumerate(fragments):
        words = each.text if n else each.text.lstrip()
        if n and each.x - right > 2.5 * each.size and not text.endswith((":", "：")):
            text = text.rstrip() + "\t"
            words = words.lstrip()
        elif n and each.x - right > 0.15 * each.size and not text.endswith(" ") and not words.startswith(" "):
            text += " "
        if each.bold and bold == len(text.rstrip()):
            bold = len(text) + len(words.rstrip())
        text += words
        right = max(right, each.right)
    first = fragments[0]
    numbered = any(abs(first.y - y) < 0.6 * first.size for y in numbers)
    text = re.sub(r" {2,}", " ", text) if not bold else text
    return PageLine(first.page, first.x, first.y, first.size, right, text.rstrip(), bold, numbered)


def without_running_heads(lines: Sequence[PageLine], pages: int) -> list[PageLine]:
    """The lines without those that stand at the same height, but for numbers, at the top or bottom of most pages."""
    if pages == 1:
        return list(lines)
    edges: set[PageLine] = set()
    for _, on_page in groupby(lines, key=lambda line: line.page):
        listed = list(on_page)
        edges.update([*listed[:2], *listed[-2:]])
    seen = Counter((round(line.y / 4), re.sub(r"\d+", "#", line.text)) for line in edges)
    often = max(2, 0.6 * pages)
    return [
        line for line in lines if line not in edges or seen[round(line.y / 4), re.sub(r"\d+", "#", line.text)] < often
    ]


@dataclass(frozen=True, slots=True)
class _Setting:
    """How a document is set: the usual distance of lines, the margins, whether all lines but the first are indented."""

    leading: float
    left: float
    right: float
    hanging: bool
    counted: bool


def _setting(lines: Sequence[PageLine]) -> _Setting:
    gaps = Counter(round(one.y - other.y) for one, other in pairwise(lines) if one.page == other.page)
    usual = [gap for gap, times in gaps.items() if gap > 0 and times >= 0.15 * gaps.total()]
    leading = min(usual, default=lines[0].size)  # not the most frequent, which in short turns is that of paragraphs
    left = sorted(line.x for line in lines)[len(lines) // 10]
    right = sorted(line.right for line in lines)[-max(1, len(lines) // 10)]
    indented = sum(line.x > left + 0.8 * line.size for line in lines)
    return _Setting(leading, left, right, indented > 0.5 * len(lines), _paragraphs_counted(lines, leading))


def _paragraphs_counted(lines: Sequence[PageLine], leading: float) -> bool:
    """Whether the numbers beside the text count paragraphs, not lines: then none stands amid a sentence."""
    amid = sum(
        line.numbered and before.y - line.y < 1.35 * leading and not ends_sentence(before.text)
        for before, line in pairwise(lines)
        if before.page == line.page
    )
    numbered = sum(line.numbered for line in lines)
    return numbered >= _A_COUNT and amid < 0.2 * numbered


def paragraphs_of(lines: Sequence[PageLine]) -> Iterator[list[PageLine]]:
    """The lines paragraph by paragraph."""
    if not lines:
        return
    setting = _setting(lines)
    open_paragraph = [lines[0]]
    for before, line in pairwise(lines):
        if line.numbered if setting.counted else _begins(before, line, setting):
            yield open_paragraph
            open_paragraph = []
        open_paragraph.append(line)
    yield open_paragraph


def _begins(before: PageLine, line: PageLine, setting: _Setting) -> bool:
    """Whether a line begins a paragraph, seen from the one above it."""
    ended = ends_sentence(before.text)
    room = setting.right - before.right
    if before.page != line.page:
        return ended and (room > 0.1 * (setting.right - setting.left) or line.bold > 0)
    if before.y - line.y > 1.35 * setting.leading or abs(before.size - line.size) > 1:
        return True
    inner, outer = line.x > setting.left + 0.8 * line.size, before.x > setting.left + 0.8 * line.size
    if inner != outer and line.x < setting.left + 8 * line.size:
        return outer if setting.hanging else inner
    return ended and room > 0.15 * (setting.right - setting.left)
