"""Making projects: a new one as wished for, and the demo study."""

from __future__ import annotations

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
    try:
        DEMO.parent.mkdir(parents=True, exist_ok=True)
        for _ in demo.build_at(DEMO, folder("sample_transcripts")):
            pass
    except OSError as fault:
        raise StoreRefused(f"{DEMO.parent} cannot be used ({fault.strerror}).", "Start in another folder.") from None
    return DEMO
