"""What a report is made of: everything read once, from one state of the project."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from thematica.errors import NotFound
from thematica.reports.groups import Groups, grouped, grouping_variable, participants
from thematica.reports.labels import Labels
from thematica.reports.languages import Language, language
from thematica.reports.wording import listed
from thematica.store.ids import CodeId, CodingId, SourceId, ThemeId
from thematica.store.reads import Session, study
from thematica.store.reads.codes import CodebookView, CodeView, codebooks, codes
from thematica.store.reads.excerpts import excerpts
from thematica.store.reads.memos import MemoView, memos
from thematica.store.reads.sources import SourceView, sources
from thematica.store.reads.themes import ThemeView, people_by_theme, themes
from thematica.store.reads.transcripts import CodingView, codings
from thematica.store.reads.voices import voices
from thematica.text.span import Span


@dataclass(frozen=True, slots=True)
class Material:
    """A project as its reports see it. Discarded themes are left out; `discarded` says how many.

    `as_of` is the moment of the last act, `coded` those of the first and the last coding. `people` are the
    participants behind each theme. `counts` says whether figures behind codes and themes are printed.
    """

    info: study.Info
    as_of: str
    coded: tuple[str, str] | None
    sources: tuple[SourceView, ...]
    codebooks: tuple[CodebookView, ...]
    codes: tuple[CodeView, ...]
    themes: tuple[ThemeView, ...]
    discarded: int
    memos: tuple[MemoView, ...]
    codings: tuple[CodingView, ...]
    excerpts: Mapping[tuple[SourceId, Span], CodingId]
    labels: Labels
    participants: frozenset[str]
    people: Mapping[ThemeId, frozenset[str]]
    groups: Groups | None
    counts: bool

    @property
    def language(self) -> Language:
        """The language the researchers write in."""
        return language(self.info.language)

    def language_of(self, source: SourceId) -> Language:
        """The language of a source."""
        return language(next(each.language for each in self.sources if each.guid == source))

    def code(self, guid: CodeId) -> CodeView:
        """A code by its GUID."""
        return next(each for each in self.codes if each.guid == guid)

    def below(self, theme: ThemeView | None) -> tuple[ThemeView, ...]:
        """The subthemes right under a theme; with None, the themes at the top."""
        parent = theme.guid if theme else None
        return tuple(each for each in self.themes if each.parent == parent)


def gathered(session: Session, counts: bool | None, group: str | None, theme: ThemeId | None = None) -> Material:
    """Reads all that reports need. `counts` None: on, but off in a reflexive project.

    With a `theme`, of all themes that one alone and those under it.

    `group` names the variable that participants are grouped by and that labels may give away; None takes the first with
    few values, and leaves it out of labels. Raises NotFound when no case has the variable.
    """
    info = study.info(session)
    cases = study.cases(session)
    heard = voices(session)
    everyone = participants(heard)
    variable = _known(group, cases) if group else grouping_variable(cases)
    found = themes(session)
    standing = _standing(found) if theme is None else _branch(found, theme)
    acts = study.history(session)
    every = codings(session)
    moments = sorted(coding.created_at for coding in every)
    return Material(
        info=info,
        as_of=acts[-1].at if acts else info.created_at,
        coded=(moments[0], moments[-1]) if moments else None,
        sources=sources(session),
        codebooks=codebooks(session),
        codes=codes(session),
        themes=standing,
        discarded=len(found) - len(standing) if theme is None else 0,
        memos=memos(session),
        codings=every,
        excerpts={(each.source_guid, each.span): each.guid for each in reversed(excerpts(session))},
        labels=Labels(heard, {case.name: case.values[group] for case in cases if group in case.values}),
        participants=everyone,
        people=people_by_theme(session),
        groups=grouped(everyone, cases, variable) if variable else None,
        counts=info.approach != "reflexive" if counts is None else counts,
    )


def _known(group: str, cases: tuple[study.CaseView, ...]) -> str:
    names = tuple(dict.fromkeys(name for case in cases for name in case.values))
    if group not in names:
        hint = f"Cases have {listed(names)}." if names else "No case has any variable yet."
        raise NotFound(f"No case has a variable “{group}”.", hint)
    return group


def _standing(found: tuple[ThemeView, ...]) -> tuple[ThemeView, ...]:
    gone: set[ThemeId] = set()
    for theme in found:  # a theme comes before its subthemes
        if theme.status == "discarded" or theme.parent in gone:
            gone.add(theme.guid)
    return tuple(theme for theme in found if theme.guid not in gone)


def _branch(found: tuple[ThemeView, ...], root: ThemeId) -> tuple[ThemeView, ...]:
    """A theme, standing at the top, with those under it that are not discarded."""
    at = next(place for place, theme in enumerate(found) if theme.guid == root)
    top = replace(found[at], parent=None)
    below = [theme for theme in _standing(found) if theme.number.startswith(f"{top.number}.")]
    return (top, *below)
