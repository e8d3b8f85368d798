"""Making projects: a new one as wished for, and the demo study."""

from __future__ import annotations

import os
from pathlib import Path

from thematica.errors import StoreRefused
from thematica.store.project import Project
from thematica.tui.screens.new_project import Wish
from thematica.work import codebook, rules

DEMO = Path("thematica-demo") / "demo.thematica"


def make(wish: Wish) -> Path:
    """Makes a project with its codebooks, whole or not at all. Gives its path."""
    from thematica.formats.codebooks import shipped

    books = [shipped.load(name) for name in wish.codebooks]
    name = rules.name("project", wish.name)
    coder = rules.name("coder", wish.coder) if wish.coder else None
    with Project.create(wish.path, name=name, approach=wish.approach, language=wish.language, coder=coder) as project:
        try:
            for book in books:
                with project.act(f"add the codebook “{book.name}”") as tx:
                    codebook.add_codebook(tx, book)
        except BaseException:
            wish.path.unlink()
            raise
    return wish.path


def make_demo() -> Path:
    """Builds the demo study below the current folder, unless it is there already. Gives its path."""
    from thematica.formats.shipped_data import folder
    from thematica.work import demo

    if DEMO.exists():
        return DEMO
    shipped = folder("sample_transcripts")
    wanted = demo.manifest(shipped)
    building = DEMO.with_name(f".{os.getpid()}.{DEMO.name}")
    try:
        DEMO.parent.mkdir(parents=True, exist_ok=True)
        with Project.create(
            building,
            name=wanted.text("name"),
            approach=wanted.text("approach"),
            language=wanted.text("language"),
            coder=next(iter(wanted.texts("coders"))),
        ) as project:
            for _ in demo.build(project, shipped):
                pass
        building.replace(DEMO)
    except OSError as fault:
        raise StoreRefused(f"{DEMO.parent} cannot be used ({fault.strerror}).", "Start in another folder.") from None
    finally:
        for leftover in DEMO.parent.glob(f"{building.name}*"):
            leftover.unlink()
    return DEMO
