"""What a YAML reader complains about, in a researcher's words."""

from __future__ import annotations

import re
from typing import Any, NoReturn

from thematica.formats.codebooks.problems import Problems, shown

_TAB_INDENT = re.compile(r" *\t[ \t]*[^\s#]")

# The two readers of PyYAML word the same complaint differently; a part of either is enough to tell it.
_SENTENCES = (
    (
        "mapping values are not allowed",
        "A text holds a colon and needs quotation marks, or the line is indented too far.",
    ),
    (
        "sequence entries are not allowed",
        "A list item (-) stands where a text was expected; begin the list on its own line.",
    ),
    ("unexpected end of stream", "A quotation mark is opened here and never closed."),
    ("document separator", "A quotation mark is opened here and never closed."),
    (
        "could not find expected ':'",
        "A line stands alone without a key and a colon, or is indented less than its text.",
    ),
    (
        "escape",
        "A backslash inside double quotation marks is followed by something unknown; use single ones.",
    ),
    (
        "while parsing a flow",
        "A bracket or brace is opened and not closed as expected; put texts that begin with one in quotation marks.",
    ),
    (
        "while parsing a block",
        "The line does not go with those above: its indentation differs, or a quotation mark was closed too early.",
    ),
    ("document start", "The line is indented differently from the lines above."),
    ("while scanning a block scalar", "After | or > a text must begin on a new line."),
)
# These show only far below the place that a person has to mend.
_TOLD_WHERE_BEGUN = ("quoted scalar", "scanning a simple key", "parsing a flow sequence", "parsing a flow mapping")
_OTHERWISE = "The file cannot be read further from here; look at indentation, quotation marks and colons."


def stop_at_fault(text: str, fault: Any, problems: Problems) -> NoReturn:
    """Raise BadCodebook for what made PyYAML stop at `fault` in `text`; when it is a tab, every such line is listed."""
    complaint = f"{getattr(fault, 'context', '')} {getattr(fault, 'problem', '')}"
    mark = getattr(fault, "problem_mark", None)
    if any(part in complaint for part in _TOLD_WHERE_BEGUN) and fault.context_mark is not None:
        mark = fault.context_mark
    if mark is None:
        problems.stop(1, _OTHERWISE)
    lines = text.split("\n")
    at = min(mark.line, len(lines) - 1)
    if _TAB_INDENT.match(lines[at]):
        for number, line in enumerate(lines, start=1):
            if _TAB_INDENT.match(line):
                problems.add(number, "The line is indented with a tab; indent with spaces.")
        problems.stop_if_any()
    problems.stop(at + 1, _sentence(complaint, lines[at][mark.column :]))


def _sentence(complaint: str, rest: str) -> str:
    if "cannot start any token" in complaint:
        if rest.startswith("\t"):
            return "A tab stands where a text should begin; use spaces."
        return f"A text may not begin with {shown(rest[:1])} unless it stands in quotation marks."
    return next((sentence for part, sentence in _SENTENCES if part in complaint), _OTHERWISE)
