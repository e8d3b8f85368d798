from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
import sqlalchemy as sa

from studies import PHYSIO
from thematica.store import check, search_index
from thematica.store.project import Project
from thematica.store.reads.study import history
from thematica.work import sources
from thematica.work.search import Query, search


def problems(project: Project) -> tuple[str, ...]:
    with project.read() as session:
        return check.problems(session)


def found(project: Project, text: str) -> list[str]:
    with project.read() as session:
        return [hit.source for hit in search(session, Query(text))]


def behind_its_back(project: Project, statement: str) -> None:
    with closing(sqlite3.connect(project.path, isolation_level=None)) as file:
        file.execute(statement)


DAMAGE = {
    "everything": "INSERT INTO search_index (search_index) VALUES ('delete-all')",
    "a turn": "INSERT INTO search_index (search_index, rowid, terms) "
    "SELECT 'delete', (1 << 32) + 4, 'and the patients'",
    "another turn": "INSERT INTO search_index (rowid, terms) VALUES ((1 << 32) + 99, 'more')",
    "words added": "INSERT INTO search_index (rowid, terms) VALUES ((1 << 32) + 4, 'more')",
    "a revision": "DELETE FROM search_revision WHERE id = 1",
    "a term": "DELETE FROM search_term WHERE term = 'patients'",
    "a word": "DELETE FROM search_word WHERE word = 'patients'",
}


@pytest.mark.parametrize("statement", DAMAGE.values(), ids=DAMAGE.keys())
def test_an_index_out_of_step_is_told_without_words_and_made_anew(study: Project, statement: str) -> None:
    assert problems(study) == ()
    behind_its_back(study, statement)
    [problem] = {problem for problem in problems(study) if "Nurse" in problem}
    assert "reindex" in problem
    assert "patients" not in problem
    study.reindex()
    assert problems(study) == ()
    assert found(study, "the patients") == ["Nurse"]


def test_what_is_not_indexed_is_found_all_the_same(study: Project) -> None:
    behind_its_back(study, "DELETE FROM search_revision")
    assert found(study, "the patients") == ["Nurse"]
    assert found(study, "record") == ["Physio"]


def test_a_revision_is_indexed_once(study: Project) -> None:
    with study.act("again") as tx:
        guid = tx.session.execute(sa.text("SELECT revision_guid FROM search_revision WHERE id = 1")).scalar_one()
        search_index.write(tx.session, guid, [(1, "something else")])
        tx.session.execute(sa.text("UPDATE code SET brief = 'new'"))
    assert problems(study) == ()


def test_making_the_index_anew_is_no_act(study: Project) -> None:
    with study.read() as session:
        before = history(session)
    study.reindex()
    with study.read() as session:
        assert history(session) == before


def test_what_undo_and_redo_bring_back_is_in_an_index_made_anew(project: Project) -> None:
    prepared = sources.prepare(PHYSIO.encode(), "Physio.txt", "en")
    with project.act("import") as tx:
        sources.add(tx, prepared)
    project.undo()
    project.reindex()
    assert (found(project, "record"), problems(project)) == ([], ())
    project.redo()
    assert (found(project, "record"), problems(project)) == (["Physio"], ())


def test_an_index_made_anew_holds_nothing_of_texts_that_are_gone(study: Project) -> None:
    with closing(sqlite3.connect(study.path, isolation_level=None)) as file:
        file.execute("DELETE FROM source")
        file.execute("DELETE FROM revision")
        file.execute("DELETE FROM change")
        file.execute("DELETE FROM words")
        file.execute("DELETE FROM turn")
    study.reindex()
    study.close()
    assert b"patients" not in study.path.read_bytes()
    with closing(sqlite3.connect(study.path)) as file:
        assert file.execute("SELECT count(*) FROM search_term").fetchone() == (0,)
        assert file.execute("SELECT count(*) FROM search_word").fetchone() == (0,)


def test_two_programs_see_each_others_sources(study: Project) -> None:
    with Project.open(study.path, coder="Bo Lee") as other:
        with other.act("import") as tx:
            sources.add(tx, sources.prepare(b"P9: A zebra.\n", "Zoo.txt", "en"))
        assert found(study, "zebra") == ["Zoo"]
        study.reindex()
        assert found(other, "zebra") == ["Zoo"]
