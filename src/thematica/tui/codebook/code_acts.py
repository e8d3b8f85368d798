"""What is done to codes: each function is one act, with the words the history shows for it."""

from __future__ import annotations

from collections.abc import Sequence

from thematica.formats.codebooks.values import Codebook
from thematica.store.ids import CodebookId, CodeId, CodingId
from thematica.store.project import Project
from thematica.store.reads.code_links import LinkView
from thematica.store.reads.codes import CodebookView, CodeView
from thematica.tui.desk.acts import named
from thematica.work import code_life, code_links, codebook, coding


def make(project: Project, name: str, book: CodebookId | None, parent: CodeId | None) -> CodeId:
    """Makes a code under another, or at the top of a codebook, of the project's own where none is named."""
    with project.act(f"make the code “{name}”") as tx:
        return codebook.new_code(tx, name, parent=parent, codebook=book)


def edit(project: Project, code: CodeView, fields: codebook.Fields) -> None:
    """Changes a code's fields."""
    with project.act(f"change the code {named(code)}") as tx:
        codebook.edit(tx, code.guid, fields)


def rename(project: Project, code: CodeView, name: str) -> None:
    """Gives a code another name."""
    with project.act(f"rename the code {named(code)} to “{name}”") as tx:
        codebook.edit(tx, code.guid, codebook.Fields(name=name))


def recolour(project: Project, code: CodeView, colour: str) -> None:
    """Gives a code another colour."""
    with project.act(f"colour the code {named(code)}") as tx:
        codebook.edit(tx, code.guid, codebook.Fields(colour=colour))


def turn_heading(project: Project, code: CodeView) -> None:
    """Makes a heading of a code, or a code of a heading."""
    with project.act(f"make {named(code)} {'a heading' if code.codable else 'a code'}") as tx:
        codebook.edit(tx, code.guid, codebook.Fields(codable=not code.codable))


def nest(project: Project, code: CodeView, parent: CodeId | None) -> None:
    """Puts a code beneath another, or at the top of its codebook."""
    with project.act(f"move the code {named(code)}") as tx:
        codebook.move(tx, code.guid, parent)


def shift(project: Project, code: CodeView, siblings: Sequence[CodeView], neighbour: CodeView) -> None:
    """Puts a code where a neighbour among all its siblings stands."""
    place = [sibling.guid for sibling in siblings].index(neighbour.guid) + 1
    with project.act(f"move the code {named(code)}") as tx:
        codebook.move(tx, code.guid, code.parent, place=place)


def fold(project: Project, code: CodeView, into: CodeView) -> code_life.Folded:
    """Folds a code into another."""
    with project.act(f"fold the code {named(code)} into {named(into)}") as tx:
        return code_life.fold(tx, code.guid, into=into.guid)


def split(project: Project, code: CodeView, names: Sequence[str], *, beside: bool) -> None:
    """Splits a code into new ones, below it or beside it."""
    with project.act(f"split the code {named(code)} into {len(names)}") as tx:
        code_life.split(tx, code.guid, names, beside=beside)


def resort(project: Project, one: CodingId, whole: CodeView, codes: Sequence[CodeView]) -> None:
    """Gives a coding of a split code the codes it belongs to."""
    with project.act(f"sort a coding of {named(whole)} to {', '.join(map(named, codes))}") as tx:
        code_life.resort(tx, one, [code.guid for code in codes])


def confirm(project: Project, one: CodingId) -> None:
    """Says that a coding stands under the present definition of its code."""
    with project.act("read a coding again: it stands") as tx:
        coding.confirm(tx, [one])


def retire(project: Project, code: CodeView) -> None:
    """Takes a code out of use, or brings a retired one back."""
    if code.status == "retired":
        with project.act(f"restore the code {named(code)}") as tx:
            codebook.restore(tx, code.guid)
    else:
        with project.act(f"retire the code {named(code)}") as tx:
            codebook.retire(tx, code.guid)


def delete(project: Project, code: CodeView) -> None:
    """Deletes a code that was never used."""
    with project.act(f"delete the code {named(code)}") as tx:
        codebook.delete(tx, code.guid)


def link(project: Project, code: CodeView, kind: str, to: CodeView) -> None:
    """Links a code to another."""
    with project.act(f"link the code {named(code)} to {named(to)}") as tx:
        code_links.link(tx, code.guid, to.guid, kind)


def unlink(project: Project, code: CodeView, link: LinkView) -> None:
    """Takes a link of a code away."""
    with project.act(f"take a link of {named(code)} away") as tx:
        code_links.unlink(tx, link.code, link.to, link.kind)


def new_version(project: Project, book: CodebookView, version: str, note: str) -> None:
    """Gives a codebook as it stands now a new version."""
    with project.act(f"version {version} of the codebook “{book.name}”") as tx:
        codebook.new_version(tx, book.guid, version, note)


def add_codebook(project: Project, book: Codebook) -> CodebookId:
    """Takes a codebook into the project."""
    with project.act(f"add the codebook “{book.name}”") as tx:
        return codebook.add_codebook(tx, book)
