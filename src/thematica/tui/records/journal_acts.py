"""What is done in the journal: each function is one act, with the words the history shows for it."""

from __future__ import annotations

from thematica.store.ids import MemoId
from thematica.store.project import Project
from thematica.store.reads.memos import Linked, MemoView
from thematica.tui.desk.subjects import Subject
from thematica.work import memos
from thematica.work.memos import About

TOPICS = ("positionality", "method decision", "reading", "doubt", "team talk", "ethics")
"""Kinds of entries that are offered; any other may be written."""


def write(project: Project, subject: Subject, text: str, *, topic: str, private: bool) -> MemoId | None:
    """Writes a journal entry, where there is anything in it. Gives the entry."""
    if not text.strip():
        return None
    with project.act("write journal entry") as tx:
        return memos.write(tx, subject.about, text, purpose="journal", topic=topic, private=private)


def set_topic(project: Project, memo: MemoView, topic: str) -> None:
    """Says what kind of entry a memo is."""
    with project.act("say what kind of entry it is") as tx:
        memos.describe(tx, memo.guid, topic=topic)


def turn_private(project: Project, memo: MemoView) -> None:
    """Keeps a memo to oneself, or opens it to the team."""
    with project.act("open a memo to the team" if memo.private else "make a memo private") as tx:
        memos.describe(tx, memo.guid, private=not memo.private)


def link(project: Project, memo: MemoView, kind: str, target: str) -> None:
    """Says that a memo is about one thing more."""
    with project.act(f"link a memo to a {kind}") as tx:
        memos.link(tx, memo.guid, About(**{kind: target}))  # type: ignore[arg-type]  # by the kind it is a GUID of


def unlink(project: Project, memo: MemoView, link: Linked) -> None:
    """Takes a link away."""
    with project.act(f"unlink a memo from a {link.kind}") as tx:
        memos.unlink(tx, memo.guid, About(**{link.kind: link.target}))  # type: ignore[arg-type]  # as in link


def remove(project: Project, memo: MemoView) -> None:
    """Takes a memo away."""
    with project.act("remove memo") as tx:
        memos.remove(tx, memo.guid)
