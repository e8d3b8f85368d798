"""Memos and journal: everything written down beside the codings, newest first or by what it is on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Input

from thematica.store.project import Project
from thematica.store.reads.blind import hidden_from
from thematica.store.reads.codes import journal_prompts
from thematica.store.reads.memos import Linked, MemoView, linkable, seen_by
from thematica.store.reads.study import info
from thematica.store.reads.transcripts import codings
from thematica.tui.changes import Afresh, StudyChanged
from thematica.tui.desk import acts
from thematica.tui.desk.subjects import Subject
from thematica.tui.jobs import Latest
from thematica.tui.keys import BESIDE, JOURNAL, LISTING, STUDY, Key, bindings, of
from thematica.tui.plain import in_a_line, number
from thematica.tui.records import journal_acts
from thematica.tui.records.journal_lines import PURPOSES, Wanted, end_lines, kind_of, rows
from thematica.tui.rooms import Place, Standing
from thematica.tui.screens.dialogs import Pick, PickOne, PickOrName
from thematica.tui.screens.memo import WriteMemo
from thematica.tui.telling import told
from thematica.tui.widgets.bars import KeyBar, TitleBar
from thematica.tui.widgets.filter_list import Line
from thematica.tui.widgets.ledger import Ledger
from thematica.tui.widgets.listing import Listing, Row
from thematica.work.memos import About

NO_TOPIC = "no kind in particular"
PRIVATE, TEAM = "private", "for the team"


@dataclass(frozen=True, slots=True)
class Written:
    """What has been written, as last read, and the rows of what is wanted of it."""

    study: str
    coders: tuple[str, ...]
    memos: dict[str, MemoView]
    prompts: tuple[str, ...]
    wanted: Wanted
    rows: Sequence[Row]


class JournalScreen(Screen[Place]):
    """The memos. Gives the place that one is on."""

    CSS_PATH: ClassVar[Any] = ["listing.tcss", "palette.tcss"]
    AUTO_FOCUS = "Listing"
    KEYS: ClassVar[tuple[Key, ...]] = (*JOURNAL, *of("Listing", LISTING), *BESIDE, *STUDY)
    BINDINGS: ClassVar[list[BindingType]] = bindings((*JOURNAL, *BESIDE))
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide"), (132, "-roomy")]  # noqa: RUF012 (Textual does not declare it a ClassVar)

    def __init__(self, project: Project, standing: Standing) -> None:
        super().__init__()
        self._project = project
        self._standing = standing
        self._wanted = Wanted()
        self._read = Written("", (), {}, (), self._wanted, ())
        self._new: str | None = None
        self._reading = Latest(self, "journal", self._show)
        self._afresh = Afresh(self, self._ask)

    def compose(self) -> ComposeResult:
        """What is shown of them, the memos."""
        yield TitleBar()
        yield Input(placeholder="only what holds these words", compact=True)
        yield Ledger()
        yield KeyBar(self.KEYS)

    def on_mount(self) -> None:
        """Reads and shows."""
        self._ask()

    @property
    def is_waiting(self) -> bool:
        """Whether nothing has been read yet."""
        return not self._reading.has_answered

    # -- showing --------------------------------------------------------------------------------------------------

    def _ask(self) -> None:
        words = tuple(self.query_one(Input).value.casefold().split())
        self._wanted = replace(self._wanted, words=words)
        self._reading.ask(partial(self._found, self._wanted))

    def _found(self, wanted: Wanted) -> Iterator[Written]:
        with self._project.read() as session:
            study, prompts = info(session), journal_prompts(session)
            memos = seen_by(session, self._project.coder_name)
        by_guid: dict[str, MemoView] = {memo.guid: memo for memo in memos}
        yield Written(study.name, study.coders, by_guid, prompts, wanted, list(rows(memos, wanted)))

    @on(StudyChanged)
    def _changed(self) -> None:
        """Reads again."""
        self._afresh.soon()

    def _show(self, read: Written) -> None:
        self._read = read
        whose = f" of {read.wanted.coder}" if read.wanted.coder else ""
        count = sum(1 for row in read.rows if row.key)
        self.query_one(TitleBar).show(read.study, f"{PURPOSES[read.wanted.purpose]}{whose}", number(count, "note"))
        nothing = "Nothing like that has been written." if read.memos else "Nothing has been written yet."
        self.query_one(Ledger).show(read.rows, f"{nothing} n writes an entry of the journal.")
        if self._new is not None:
            new, self._new = self._new, None
            self.query_one(Listing).go_to_next(lambda row: row.key == new)

    # -- narrowing ------------------------------------------------------------------------------------------------

    def action_purpose(self) -> None:
        """Shows only the journal, only memos, only notes of discussions, then all again."""
        self._wanted = replace(self._wanted, purpose=_next(tuple(PURPOSES), self._wanted.purpose))
        self._ask()

    def action_coder(self) -> None:
        """Shows what the next coder wrote, after the last everybody again."""
        self._wanted = replace(self._wanted, coder=_next((None, *self._read.coders), self._wanted.coder))
        self._ask()

    def action_order(self) -> None:
        """The newest first, or by what they are on."""
        self._wanted = replace(self._wanted, by_thing=not self._wanted.by_thing)
        self._ask()

    def action_words(self) -> None:
        """Asks for words."""
        self.query_one(Input).add_class("-open")
        self.query_one(Input).focus()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._ask()

    @on(Input.Submitted)
    def _typed_out(self, event: Input.Submitted) -> None:
        event.stop()
        self.query_one(Listing).focus()

    def action_desk(self) -> None:
        """Ends narrowing; else back to the transcript."""
        line = self.query_one(Input)
        if line.has_class("-open"):
            line.remove_class("-open")
            line.value = ""
            self.query_one(Listing).focus()
        else:
            self.dismiss()

    @on(Listing.Chosen)
    def _chosen(self, event: Listing.Chosen) -> None:
        if event.row.place is not None:
            self.dismiss(event.row.place)
        else:
            self.notify("This is on no words of a transcript.", markup=False)

    # -- acts -----------------------------------------------------------------------------------------------------

    def _memo(self) -> MemoView | None:
        row = self.query_one(Listing).pointed
        return self._read.memos.get(row.key) if row is not None else None

    def _own(self) -> MemoView | None:
        memo = self._memo()
        if memo is not None and memo.coder != self._project.coder_name:
            self.notify(f"{memo.coder} wrote this; only who wrote a thing changes it.", markup=False)
            return None
        return memo

    def _topics(self) -> list[Line]:
        used = {memo.topic for memo in self._read.memos.values() if memo.topic} - {*journal_acts.TOPICS}
        return [
            Line(NO_TOPIC, Content.styled(NO_TOPIC, "$text-muted")),
            *(Line(topic, Content(in_a_line(topic))) for topic in (*journal_acts.TOPICS, *sorted(used))),
        ]

    async def action_new(self) -> None:
        """Asks what kind of entry it is and who may read it, then for the entry."""
        ask = PickOrName(
            "New journal entry", "Which kind? Or type one", self._topics(), new="kind", ways=(PRIVATE, TEAM)
        )
        await self.app.push_screen(ask, told(self, self._write))

    def _write(self, pick: Pick) -> None:
        topic, private = _topic(pick), pick.way == PRIVATE

        def keep(subject: Subject, text: str) -> None:
            self._new = journal_acts.write(self._project, subject, text, topic=topic, private=private)

        title = " · ".join(part for part in ("Journal entry", topic, "private" if private else "for the team") if part)
        subject = Subject("the study", About())
        self.app.push_screen(WriteMemo([subject], keep, title=title, prompts=self._read.prompts))

    def action_edit(self) -> None:
        """Changes the words of what one has written; without any it is removed."""
        memo = self._own()
        if memo is not None:
            prompts = self._read.prompts if memo.purpose == "journal" else ()
            on_what = "the study" if memo.kind == "project" else memo.about
            keep = partial(acts.keep_memo, self._project)
            title = kind_of(memo).capitalize()
            self.app.push_screen(WriteMemo([Subject(on_what, About(), memo)], keep, title=title, prompts=prompts))

    async def action_topic(self) -> None:
        """Says what kind of entry it is."""
        memo = self._own()
        if memo is not None:
            ask = PickOrName("Kind of entry", "Which kind? Or type one", self._topics(), new="kind")

            def set_topic(pick: Pick) -> None:
                journal_acts.set_topic(self._project, memo, _topic(pick))

            await self.app.push_screen(ask, told(self, set_topic))

    def action_private(self) -> None:
        """Keeps it to oneself, or opens it to the team."""
        memo = self._own()
        if memo is not None:
            journal_acts.turn_private(self._project, memo)
            said = "for the team: it goes along in copies and merges" if memo.private else "private: only you read it"
            self.notify(f"Now {said}.", markup=False)

    def action_remove(self) -> None:
        """Takes away what one has written."""
        memo = self._own()
        if memo is not None:
            journal_acts.remove(self._project, memo)

    # -- links ----------------------------------------------------------------------------------------------------

    async def action_link(self) -> None:
        """Asks what else it is about."""
        memo = self._memo()
        if memo is not None:
            known = {memo.target, *(link.target for link in memo.links)}
            lines = end_lines(end for end in self._ends() if end.target not in known)

            def link(key: str) -> None:
                kind, _, target = key.partition(" ")
                journal_acts.link(self._project, memo, kind, target)

            await self.app.push_screen(PickOne("Also about", lines), told(self, link))

    def _ends(self) -> Iterator[Linked]:
        """What it can be linked to: the codings where one stands on the desk, then all that has a name."""
        me = self._project.coder_name
        with self._project.read() as session:
            if self._standing.place is not None:
                source, span = self._standing.place
                is_hidden = source in hidden_from(session, me)
                for each in codings(session, source):
                    if each.span.overlaps(span) and (each.coder == me or not is_hidden):
                        yield Linked("coding", f"{each.name}, by {each.coder}", each.guid, source, each.span)
            yield from linkable(session)

    async def action_unlink(self) -> None:
        """Takes a link away; of several, asks which."""
        memo = self._memo()
        links = {f"{link.kind} {link.target}": link for link in memo.links} if memo is not None else {}
        if memo is None or not links:
            self.notify("This has no links; l makes one.", markup=False)
        elif len(links) == 1:
            journal_acts.unlink(self._project, memo, *links.values())
        else:

            def unlink(key: str) -> None:
                journal_acts.unlink(self._project, memo, links[key])

            await self.app.push_screen(PickOne("No longer about", end_lines(links.values())), told(self, unlink))


def _topic(pick: Pick) -> str:
    return pick.name or ("" if pick.key in (None, NO_TOPIC) else str(pick.key))


def _next(choices: Sequence[str | None], now: str | None) -> str | None:
    at = choices.index(now) if now in choices else 0
    return choices[(at + 1) % len(choices)]
