"""The codebooks of a project as last read, with all that is told of their codes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from thematica.store.ids import CodebookId, CodeId
from thematica.store.project import Project
from thematica.store.reads.code_history import CodeEvent, code_history
from thematica.store.reads.code_links import LinkView, links
from thematica.store.reads.codebook_versions import VersionView, versions
from thematica.store.reads.codes import CodebookView, CodeView, codebooks, codes
from thematica.store.reads.memos import MemoView, seen_by
from thematica.store.reads.recoding import Outdated, Waiting, outdated, waiting
from thematica.store.reads.study import Info, info

# What a link says from either of its ends.
FROM_HERE = {"specifies": "specifies", "contradicts": "contradicts", "see-also": "see also"}
FROM_THERE = {**FROM_HERE, "specifies": "specified by"}


@dataclass(frozen=True, slots=True)
class Tie:
    """A link seen from one of its codes: in words, and the code at the other end."""

    words: str
    link: LinkView
    other: CodeView


@dataclass(frozen=True, slots=True)
class KnownCodes:
    """Everything read of the codebooks at one moment."""

    info: Info
    books: tuple[CodebookView, ...]
    codes: tuple[CodeView, ...]
    links: tuple[LinkView, ...]
    memos: tuple[MemoView, ...]
    outdated: tuple[Outdated, ...]
    waiting: tuple[Waiting, ...]
    versions: tuple[VersionView, ...]
    by_guid: dict[CodeId, CodeView]

    @property
    def counts(self) -> bool:
        """Whether figures are shown: in a reflexive study they would only tempt."""
        return self.info.approach != "reflexive"

    def code(self, guid: str | None) -> CodeView | None:
        """A code by its GUID."""
        return self.by_guid.get(CodeId(guid or ""))

    def book(self, guid: str | None) -> CodebookView | None:
        """A codebook by its GUID."""
        return next((book for book in self.books if book.guid == guid), None)

    def ties(self, code: CodeId) -> Iterator[Tie]:
        """The links of a code, seen from it."""
        for link in self.links:
            if link.code == code:
                yield Tie(FROM_HERE[link.kind], link, self.by_guid[link.to])
            elif link.to == code:
                yield Tie(FROM_THERE[link.kind], link, self.by_guid[link.code])

    def siblings(self, code: CodeView) -> list[CodeView]:
        """The codes at one place with a code, itself among them, in their order."""
        return [each for each in self.codes if (each.codebook, each.parent) == (code.codebook, code.parent)]

    def branch(self, code: CodeId) -> set[CodeId]:
        """A code and all below it."""
        found = {code}
        for each in self.codes:  # parents come before children
            if each.parent in found:
                found.add(each.guid)
        return found

    def memos_about(self, code: CodeId) -> tuple[MemoView, ...]:
        """The memos on a code or linked to it."""
        return tuple(memo for memo in self.memos if code in {memo.target, *(link.target for link in memo.links)})

    def older(self, code: CodeId) -> tuple[Outdated, ...]:
        """The codings with a code that are older than its definition."""
        return tuple(each for each in self.outdated if each.coding.code == code)

    def unsorted(self, code: CodeId) -> Waiting | None:
        """The codings of a split code that wait to be sorted."""
        return next((each for each in self.waiting if each.code == code), None)

    def versions_of(self, book: CodebookId) -> tuple[VersionView, ...]:
        """The versions a codebook has had, the latest first."""
        return tuple(reversed([each for each in self.versions if each.codebook == book]))


def read(project: Project) -> KnownCodes:
    """Reads the codebooks of a project."""
    with project.read() as session:
        every = codes(session)
        return KnownCodes(
            info=info(session),
            books=codebooks(session),
            codes=every,
            links=links(session),
            memos=seen_by(session, project.coder_name),
            outdated=outdated(session, seen_by=project.coder_name),
            waiting=waiting(session, seen_by=project.coder_name),
            versions=versions(session),
            by_guid={code.guid: code for code in every},
        )


def history_of(project: Project, code: CodeId) -> tuple[CodeEvent, ...]:
    """What happened to a code, the latest first."""
    with project.read() as session:
        return code_history(session, code)[::-1]
