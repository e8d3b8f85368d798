"""Six screens as they were last looked at and found good, in three looks.

`REDRAW=1 pytest tests/tui/test_snapshots.py` writes the files in `snapshots/` again; then look at what changed.
"""

from __future__ import annotations

import itertools
import os
import re
import uuid
from pathlib import Path

import pytest

from studies import NURSE, PHYSIO, code, code_words
from thematica.store.project import Project
from thematica.tui.looks import LOOKS
from thematica.work import codebook, themes
from workbenches import Opened

SNAPSHOTS = Path(__file__).parent / "snapshots"
SIZE = (100, 34)
FETCHED = re.compile(r"@font-face \{.*?\}", re.DOTALL)  # a picture fetches nothing from anywhere


@pytest.fixture(autouse=True)
def _ids_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    """Gives out ids as they come, for what else is alike is shown in the order of its ids."""
    numbers = itertools.count(1)
    monkeypatch.setattr(uuid, "uuid4", lambda: uuid.UUID(int=next(numbers)))


@pytest.fixture
def gathered(study: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """The study with a code defined, a second coder and a theme; and files to take in, named without a folder."""
    code_words(study, "Nurse", "And then nobody looks at the graph.", "Double entry", coder="Bo Lee")
    code_words(study, "Nurse", "It is us who run out of time.", "Workload", valence="barrier", coder="Bo Lee")
    workload, trust = code(study, "Workload"), code(study, "Trust")
    with study.act("define") as tx:
        fields = codebook.Fields(brief="Time.", definition="Work that asking adds.", include=("Doing it twice.",))
        codebook.edit(tx, workload, fields)
        theme = themes.create(tx, "Asked in borrowed time", fields=themes.Fields(concept="Asking is paid for in time."))
        themes.attach_codes(tx, theme, [workload])
        themes.attach_codes(tx, themes.create(tx, "Being seen"), [trust])
    for name, words in (("Nurse.txt", NURSE), ("Midwife.txt", PHYSIO.replace("P2", "Midwife"))):
        (tmp_path / "talks").mkdir(exist_ok=True)
        (tmp_path / "talks" / name).write_text(words, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return study


KEYS: dict[str, tuple[str, ...]] = {
    "desk": ("n",),
    "palette": ("c", "w", "o"),
    "themes": ("t",),
    "excerpts": ("E",),
    "codebook": ("b",),
    "import": ("I", *"talks/", "enter"),
}
"""How each screen is reached from the desk; escape leads back."""
READ = {"import": "FIRST TURN", "excerpts": "Physio"}
"""What a screen shows once it has read what it shows."""


@pytest.mark.parametrize("look", ["dark", "light", "no-color"])
async def test_screens_look_as_they_did(
    gathered: Project, workbench: Opened, look: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    if look == "no-color":
        monkeypatch.setenv("NO_COLOR", "1")
    async with workbench(gathered.path, size=SIZE) as bench:
        bench.app.theme = look if look in {each.name for each in LOOKS} else "dark"
        for screen, keys in KEYS.items():
            await bench.press(*keys)
            bench.app.clear_notifications()
            await bench.until(lambda: READ.get(screen, "") in bench.text)  # noqa: B023 (called before the next)
            await bench.settle()
            drawn = FETCHED.sub("", bench.app.export_screenshot(title="thematica", simplify=True))
            lines = "".join(f"{line.rstrip()}\n" for line in bench.text.splitlines())
            (tmp_path / f"{screen}-{look}.svg").write_text(drawn, encoding="utf-8")
            same(SNAPSHOTS / f"{screen}.txt", lines, shown=lines)
            same(SNAPSHOTS / f"{screen}-{look}.svg", drawn, shown=f"see it in {tmp_path}")
            await bench.press("escape")


def same(golden: Path, drawn: str, *, shown: str) -> None:
    """Compares with what was found good, or makes it so."""
    if os.environ.get("REDRAW"):
        golden.write_text(drawn, encoding="utf-8")
    elif golden.suffix == ".txt":
        assert drawn == golden.read_text(encoding="utf-8")
    else:
        assert drawn == golden.read_text(encoding="utf-8"), f"{golden.name} is drawn otherwise; {shown}"
