"""Hostile words and names in every screen and dialog: none is obeyed, none steers the terminal, none loses a sign."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from rich.console import Console
from textual._compositor import CompositorUpdate

from studies import code_words, place
from thematica.store.project import Project
from thematica.store.tables import Case, Code, Coder, Source, Study, Theme, table
from thematica.tui.commands import keys_of
from thematica.tui.keys import BESIDE, EVERYWHERE, STUDY, Key
from thematica.tui.rooms import ROOMS
from thematica.tui.screens.desk import DeskScreen
from thematica.work import cases, codebook, memos, sources, themes
from thematica.work.copies import hand_out
from workbenches import Opened, Workbench, labels

STEERS = "\x1b]0;owned\x07\x9b2J\t\u202e\u2066"
ODD = "q[red]w[/]z"  # as markup it would read qwz
EATEN = re.compile(r"qwz|qw\[/\]|q\[red\]wz")
SAID = f"""\
[laughs]: So [/] how, {ODD} [inaudible 00:12]?
P1: [laughs] yes {ODD} [/] [red]no[/red] \\[x].
P1: \x1b]0;owned\x07 and \x1b[31mred\x1b[0m, \u202eevil\u202c, tab\there\x00.
[b]P2[/b]: A family 👩\u200d👩\u200d👧 came. Café with e\u0301. 患者の声を聞く。
P3: كيف حالك اليوم؟ שלום.
P4:
P5: {"endless " * 2500}
"""
SHOWN = (
    "[laughs] yes q[red]w[/]z [/] [red]no[/red] \\[x].",
    "👩\u200d👩\u200d👧 came.",
    "患者の声を聞く。",
    "كيف حالك اليوم؟",
)
CODED = (f"yes {ODD} [/] [red]no[/red]", "A family 👩\u200d👩\u200d👧 came.", "患者の声を聞く。")
GENERAL = {key.id for key in (*EVERYWHERE, *STUDY, *BESIDE)}
WALKING = {"Moving", "Selecting"}
PAINTED = re.compile(r"\x1b\[[0-9;]*[mH]|\x1b\]8;[^\x1b]*\x1b\\")  # colours, places, links: what is painted with
STEERING = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


@pytest.fixture
def hostile(project: Project, tmp_path: Path) -> Project:
    """A study in which whatever a person can name is named in hostile words, past all that verbs make of them."""
    prepared = sources.prepare(SAID.encode(), "odd.txt", "en")
    with project.act("set up") as tx:
        source = sources.add(tx, prepared, name=ODD)
        more = codebook.Fields(brief=ODD, definition=ODD, include=(ODD,), exclude=(ODD,), example=ODD, aliases=(ODD,))
        made = codebook.new_code(tx, ODD, fields=more)
        codebook.new_code(tx, f"under {ODD}", parent=made)
        codebook.new_code(tx, "Plain")
        theme = themes.create(tx, ODD, fields=themes.Fields(concept=ODD, definition=ODD))
        themes.attach_codes(tx, theme, [made])
        case = cases.add(tx, ODD)
        cases.set_case_value(tx, case, f"{ODD} value", ODD)
        memos.write(tx, memos.About(source=source), f"{ODD} {STEERS}")
    code_words(project, ODD, CODED[0], ODD, "Plain", valence="barrier")
    code_words(project, ODD, CODED[1], ODD)
    code_words(project, ODD, CODED[2], ODD, coder=f"Bo {ODD} {STEERS}")
    with project.act("quote") as tx:
        themes.quote(tx, theme, *place(project, ODD, CODED[0]))
    copy = hand_out(project, tmp_path / "copy.thematica", for_="Bo Lee")
    for mine, of in ((True, project.path), (False, copy)):
        with Project.open(of, coder="Bo Lee") as other, other.act("reword") as tx:
            codebook.edit(tx, made, codebook.Fields(definition=f"{ODD} {mine}"))
    with project.act("as another program may write it") as tx:
        for model in (Case, Code, Source, Theme, Coder):
            name = table(model).c.name
            tx.session.execute(sa.update(table(model)).where(name.contains(ODD)).values(name=name + STEERS))
        tx.session.execute(sa.update(table(Study)).values(name=ODD + STEERS))
    (tmp_path / "odd").mkdir()
    for file in (f"[red]{'x'}.txt", "a\x1b]0;owned\x07.txt", "\u202eevil.txt"):
        (tmp_path / "odd" / file).write_text(SAID[:400], encoding="utf-8")
    return project


def look(bench: Workbench) -> str:
    """What is on the screen, after a look that nothing in it was obeyed and nothing steers."""
    app = bench.app
    update = app.screen._compositor.render_update(full=True, screen_stack=app._background_screens)
    assert isinstance(update, CompositorUpdate)
    console = Console(file=io.StringIO(), force_terminal=True, color_system="truecolor", width=app.size.width)
    given = PAINTED.sub("", update.render_segments(console))
    where = type(app.screen).__name__
    assert not STEERING.search(given), (where, STEERING.findall(given), bench.text)
    assert not EATEN.search(given), (where, bench.text)
    return given


def own_keys(bench: Workbench) -> Iterator[Key]:
    """Every key of a screen that may open or change something there."""
    for key in keys_of(bench.app.screen):
        if key.keys and key.id not in GENERAL and key.group not in WALKING:
            yield key


async def enter(bench: Workbench, room: str, asked: str) -> type[object]:
    """Into a room from the desk, with an answer where it asks for one at once."""
    if room:
        await bench.app.screen.run_action(f"room('{room}')")
        await bench.settle()
    look(bench)
    if asked:
        await bench.write(asked)
        look(bench)
        await bench.press("enter")
        await bench.settle()
    look(bench)
    return type(bench.app.screen)


async def back_to(bench: Workbench, room: type[object]) -> None:
    """Out of every dialog again, looking at each."""
    for _ in range(6):
        if type(bench.app.screen) in {room, DeskScreen}:
            return
        await bench.press("escape")
        look(bench)
    raise AssertionError(bench.text)


@pytest.mark.parametrize("room", ["", *ROOMS])
async def test_every_key_of_every_room(hostile: Project, workbench: Opened, tmp_path: Path, room: str) -> None:
    asked = {"find": "yes", "merge": str(tmp_path / "copy.thematica"), "import": "odd/"}.get(room, "")
    async with workbench(hostile.path, size=(140, 40)) as bench:
        there = await enter(bench, room, asked)
        assert ODD in bench.text, bench.text
        before = len(labels(hostile))
        for key in list(own_keys(bench)):
            if type(bench.app.screen) is not there:
                await back_to(bench, DeskScreen)
                await enter(bench, room, asked)
            await bench.press(key.each[0])
            look(bench)
            await back_to(bench, there)
            for _ in range(len(labels(hostile)) - before):
                hostile.undo()
            before = len(labels(hostile))
            bench.app.clear_notifications()


async def test_what_is_shown_whole_is_shown_as_it_is_stored(hostile: Project, workbench: Opened) -> None:
    async with workbench(hostile.path, size=(200, 50)) as bench:
        shown = look(bench)
        assert [words for words in SHOWN if words not in shown] == []
        await bench.press("E", "X")
        shown = look(bench)
        assert [words for words in CODED if words not in shown] == []


async def test_the_screens_without_a_project(hostile: Project, workbench: Opened) -> None:
    async with workbench(hostile.path) as bench:
        bench.app.action_close_project()
        await bench.settle()
        assert ODD in look(bench)
        for key in ("n", "o"):
            await bench.press(key)
            await bench.write(ODD)
            look(bench)
            await bench.press("escape")
        await bench.press("question_mark")
        look(bench)
