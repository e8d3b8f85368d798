from __future__ import annotations

from dataclasses import replace

import pytest

from studies import code
from thematica.errors import NotAllowed, NotFound
from thematica.formats.codebooks import files, shipped, yaml_file
from thematica.formats.codebooks.values import Codebook, CodeEntry
from thematica.reports.codebook_file import codebook_of
from thematica.store.project import Project
from thematica.work import codebook


def added(project: Project, book: Codebook) -> None:
    with project.act("add") as tx:
        codebook.add_codebook(tx, book)


@pytest.mark.parametrize("name", ["tpom", "cfir2", "nasss", "npt", "tdf"])
def test_a_shipped_codebook_comes_out_as_it_went_in(project: Project, name: str) -> None:
    book = shipped.load(name)
    added(project, book)
    with project.read() as session:
        out = codebook_of(session)

    def uncoloured(entry: CodeEntry) -> CodeEntry:  # codes without a colour of their own were given one
        return replace(entry, colour=None, children=tuple(map(uncoloured, entry.children)))

    def plain(book: Codebook) -> Codebook:
        return replace(book, codes=tuple(map(uncoloured, book.codes)))

    assert plain(out) == plain(book)
    assert plain(yaml_file.read(yaml_file.write(out).encode(), "out.yaml")) == plain(book)


def test_several_codebooks_leave_as_one_or_by_name(study: Project) -> None:
    added(study, shipped.load("npt"))
    with study.read() as session:
        whole, own, frame = codebook_of(session), codebook_of(session, "own"), codebook_of(session, "npt")
    assert (whole.name, whole.kind) == ("Pilot", "mixed")
    assert [entry.name for entry in own.codes] == ["People", "Double entry"]
    assert whole.codes == own.codes + frame.codes
    assert whole.codes[0].children[0].guid == code(study, "Workload")


def test_codebooks_that_clash_leave_one_by_one(study: Project) -> None:
    added(study, Codebook("Other", codes=(CodeEntry("people", brief="Again."),)))
    with study.read() as session:
        with pytest.raises(NotAllowed, match="“Own codes”, “Other”"):
            codebook_of(session)
        assert codebook_of(session, "other").codes[0].name == "people"


def test_what_is_not_there_is_not_found(project: Project) -> None:
    with project.read() as session:
        with pytest.raises(NotFound):
            codebook_of(session)
        with pytest.raises(NotFound):
            codebook_of(session, "tpom")


def test_a_reference_to_a_code_that_is_gone_leaves_a_file_that_can_be_read(project: Project) -> None:
    there, gone = CodeEntry("There", key="t.there"), CodeEntry("Gone", key="t.gone")
    refers = CodeEntry("A", key="t.a", brief="b", exclude=("Not [t.gone], but [t.there] or [There].",))
    added(project, Codebook("Own", codes=(refers, there, gone)))
    with project.act("delete") as tx:
        codebook.delete(tx, code(project, "Gone"))
    with project.read() as session:
        out = codebook_of(session)
    assert out.codes[0].exclude == ("Not (t.gone), but [t.there] or [There].",)
    for suffix, write in files.WRITERS.items():
        again = files.read(write(out), f"x{suffix}").codes
        assert [(entry.guid, entry.exclude) for entry in again] == [(entry.guid, entry.exclude) for entry in out.codes]
