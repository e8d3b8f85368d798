from __future__ import annotations

import io
import json
import sys
from collections.abc import Generator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thematica.cli import output
from thematica.work.progress import Progress


class Terminal(io.StringIO):
    """A stream that says somebody is looking."""

    def isatty(self) -> bool:
        return True


def counting(steps: int) -> Generator[Progress, None, str]:
    for done in range(steps):
        yield Progress(done, steps, f"step\n{done}")
    return "result"


def test_columns_are_aligned_whatever_the_script(capsys: pytest.CaptureFixture[str]) -> None:
    output.table(("name", "n"), [("看護師", 5), ("e\u0301te\u0301", 120), ("nurse", 7)], "nothing")
    assert capsys.readouterr().out.splitlines() == [
        "name      n",
        "看護師    5",
        "e\u0301te\u0301     120",
        "nurse     7",
    ]


def test_an_empty_table_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    output.table(("name",), [], "There is nothing.")
    assert capsys.readouterr().out == "There is nothing.\n"


@given(st.text())
def test_json_gives_every_text_back_without_a_sign_a_terminal_obeys(text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        stream = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="")
        patch.setattr(sys, "stdout", stream)
        output.document({"text": text})
        written = stream.buffer.getvalue().decode()
    assert json.loads(written) == {"text": text}
    assert not [sign for sign in written if sign != "\n" and not (" " <= sign <= "~" or sign > "\x9f")]


def test_a_lone_surrogate_survives_json(capsys: pytest.CaptureFixture[str]) -> None:
    output.document("\udc80")
    assert json.loads(capsys.readouterr().out) == "\udc80"


def test_no_bar_where_nobody_looks(capsys: pytest.CaptureFixture[str]) -> None:
    assert output.watch(counting(3)) == "result"
    assert capsys.readouterr() == ("", "")


def test_a_bar_comes_only_when_it_lasts_and_goes_when_it_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    assert output.watch(counting(3)) == "result"
    assert screen.getvalue() == ""
    monkeypatch.setattr(output, "_PATIENCE", -1.0)
    assert output.watch(counting(3)) == "result"
    assert "1/3 step 1" in screen.getvalue()
    assert screen.getvalue().endswith("\r\x1b[K")
