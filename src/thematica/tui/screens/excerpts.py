"""Excerpts: what was coded, narrowed condition by condition, with what stands around it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.screen import Screen
from textual.theme import Theme
from textual.widgets import Static

from thematica.errors import NotAllowed
from thematica.store.project import Project
from thematica.store.reads.codes import SEPARATOR
from thematica.store.reads.excerpts import Excerpt, counts, excerpts
from thematica.store.reads.tally import Counts
from thematica.store.reads.transcripts import CodingView
from thematica.text.clock import clock
from thematica.tui.changes import Afresh, StudyChanged
from thematica.tui.colours import legible
from thematica.tui.files import free, named
from thematica.tui.jobs import Latest, in_background
from thematica.tui.keys import BESIDE, EXCERPTS, LISTING, STUDY, Key, bindings, of
from thematica.tui.plain import fitted, from_a_word, in_a_line, in_lines, last_cells, number, to_a_word
from thematica.tui.records import asking
from thematica.tui.records.asking import Condition, Known, Question
from thematica.tui.rooms import Place, Standing
from thematica.tui.screens.dialogs import Ask, PickOne
from thematica.tui.telling import told
from thematica.tui.themes.to_theme import ask_theme
from thematica.tui.widgets.bars import KeyBar, TitleBar
from thematica.tui.widgets.filter_list import Line
from thematica.tui.widgets.ledger import Ledger
from thematica.tui.widgets.listing import Listing, Row, heading

AROUND = 120  # characters on either side of an excerpt
SPEAKER = 10  # cells
NOTHING = """Nothing answers to this.

x  drops a condition     X  drops them all"""
TITLES = {"codes": "Coded", "without": "Not coded", "near": "Near, in the same turn", "overlapping": "Overlapping"}


@dataclass(frozen=True, slots=True)
class Answer:
    """What was read for a query."""

    about: Known
    question: Question
    found: tuple[Excerpt, ...]
    counts: Counts
    rows: Sequence[Row]


class ExcerptsScreen(Screen[Place]):
    """The question as a sentence, and what answers it. Gives the place of an excerpt."""

    CSS_PATH: ClassVar[Any] = ["listing.tcss", "palette.tcss"]
    AUTO_FOCUS = "Listing"
    KEYS: ClassVar[tuple[Key, ...]] = (*EXCERPTS, *of("Listing", LISTING), *BESIDE, *STUDY)
    BINDINGS: ClassVar[list[BindingType]] = bindings((*EXCERPTS, *BESIDE))
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide"), (132, "-roomy")]  # noqa: RUF012 (Textual does not declare it a ClassVar)

    def __init__(self, project: Project, standing: Standing) -> None:
        super().__init__()
        self._project = project
        self._standing = standing
        self._question = _begun(standing)
        self._about: Known | None = None
        self._answer: Answer | None = None
        self._reading = Latest(self, "excerpts", self._show)
        self._afresh = Afresh(self, self._read_anew)

    def compose(self) -> ComposeResult:
        """The sentence, the excerpts."""
        yield TitleBar()
        yield Static(classes="said", markup=False)
        yield Ledger(tall=2)
        yield KeyBar(self.KEYS)

    def on_mount(self) -> None:
        """Reads and shows."""
        self.app.theme_changed_signal.subscribe(self, self._look_changed)
        self._read()

    @property
    def is_waiting(self) -> bool:
        """Whether what is asked is not what is shown: a key would be about another excerpt than the one meant."""
        return not self._reading.has_answered

    # -- showing --------------------------------------------------------------------------------------------------

    def _read(self, *, anew: bool = False) -> None:
        work = partial(self._answers, self._about, self._question, self.background_colors[1].hex6)
        self._reading.ask(work, anew=anew)

    def _answers(self, about: Known | None, question: Question, ground: str) -> Iterator[Answer]:
        with self._project.read() as session:
            about = about or asking.known(session)
            found = excerpts(session, replace(question.query, seen_by=self._project.coder_name, context=AROUND))
        yield Answer(about, question, found, counts(found), list(_rows(found, ground)))

    @on(StudyChanged)
    def _changed(self) -> None:
        """Reads again."""
        self._afresh.soon()

    def _read_anew(self) -> None:
        self._about = None
        self._read()

    def _look_changed(self, _: Theme) -> None:
        self._read()  # the colours of codes are fitted to the ground

    def _show(self, answer: Answer) -> None:
        self._about, self._answer = answer.about, answer
        self._standing.left.question = answer.question
        figures = answer.counts
        told_ = (
            number(figures.excerpts, "excerpt"),
            number(figures.sources, "source"),
            number(figures.participants, "participant"),
        )
        self.query_one(TitleBar).show(answer.about.study, "excerpts", " · ".join(told_))
        self._say_question()
        self.query_one(Ledger).show(answer.rows, NOTHING, near=self._standing.place)

    def _say_question(self) -> None:
        said = Content.assemble(("Excerpts ", "$text-muted"), (self._question.told(self._known()), "bold"))
        self.query_one(".said", Static).update(said)

    # -- asking ---------------------------------------------------------------------------------------------------

    async def action_ask(self, field: str) -> None:
        """Asks for a code, and makes it a condition."""
        await self._pick(TITLES[field], asking.code_conditions(self._known(), field), Question.and_, asking.code_line)

    async def action_narrow(self) -> None:
        """Asks for another condition: a source, a case, a value, a coder, a valence, a level."""
        await self._pick("Only", asking.other_conditions(self._known()), Question.and_)

    async def action_leave_out(self) -> None:
        """Drops a condition; of several, asks which."""
        here = self._question.conditions
        if len(here) == 1:
            self._ask(self._question.but(here[0]))
        elif here:
            await self._pick("Drop", here, Question.but)

    async def _pick(
        self,
        title: str,
        conditions: Iterable[Condition],
        change: Callable[[Question, Condition], Question],
        line: Callable[[Condition, Known], Line] = asking.line,
    ) -> None:
        by_key = {each.key: each for each in conditions}

        def changed(key: str) -> None:
            self._ask(change(self._question, by_key[key]))

        lines = [line(each, self._known()) for each in by_key.values()]
        await self.app.push_screen(PickOne(title, lines), told(self, changed))

    def _known(self) -> Known:
        """What can be asked for; a key may be faster than the first answer."""
        if self._about is None:
            with self._project.read() as session:
                self._about = asking.known(session)
        return self._about

    def action_any_or_all(self) -> None:
        """Any of the codes, or all of them on one stretch."""
        self._ask(replace(self._question, all_codes=not self._question.all_codes))

    def action_anew(self) -> None:
        """Drops all conditions."""
        self._ask(Question())

    def _ask(self, question: Question) -> None:
        self._question = question
        self._say_question()
        self._read(anew=True)

    # -- what is done with an excerpt -----------------------------------------------------------------------------

    @property
    def _pointed(self) -> Excerpt | None:
        row = self.query_one(Listing).pointed
        found = self._answer.found if self._answer is not None else ()
        return next((each for each in found if row is not None and each.guid == row.key), None)

    @on(Listing.Chosen)
    def _chosen(self, event: Listing.Chosen) -> None:
        self._standing.left.went_to = event.row.place
        self.dismiss(event.row.place)

    def action_desk(self) -> None:
        """Back to the transcript."""
        self.dismiss()

    async def action_attach(self) -> None:
        """Puts the excerpt under a theme."""
        excerpt = self._pointed
        if excerpt is not None:
            await ask_theme(self, self._project, (excerpt.source_guid, excerpt.span))

    def action_copy(self) -> None:
        """Copies the excerpt's words."""
        excerpt = self._pointed
        if excerpt is not None:
            self.app.copy_to_clipboard(excerpt.text)
            self.notify("Copied, where the terminal allows it.", markup=False)

    async def action_save(self) -> None:
        """Asks for a file, and writes these excerpts to it as a table."""
        path = free(self._project.path.with_name(f"{self._project.path.stem}-excerpts.csv"))
        ask = Ask("Save these excerpts as a table", value=str(path), hint="A row for each coding, for a spreadsheet")
        await self.app.push_screen(ask, told(self, self._save))

    def _save(self, given: str) -> None:
        project, path = self._project, named(given)
        query = replace(self._question.query, seen_by=project.coder_name)
        if path.exists():
            raise NotAllowed(f"{path} exists already.", "Choose another name.")

        def write() -> Path:
            from thematica.reports.spreadsheets import excerpts_table

            with project.read() as session:
                excerpts_table(session, path, query)
            return path

        in_background(self, "table", write, lambda at: self.notify(f"Written to {at}.", markup=False))


def _begun(standing: Standing) -> Question:
    """What is asked at first: what was asked last while one stands where it led, else for the code in hand."""
    left = standing.left.question
    if left is not None and (standing.code is None or standing.is_where_it_led):
        return left
    return Question((Condition("codes", standing.code),) if standing.code is not None else ())


def _rows(found: Sequence[Excerpt], ground: str) -> Iterator[Row]:
    for _, group in groupby(found, key=lambda each: each.source_guid):
        of_source = list(group)
        yield heading(of_source[0].source, len(of_source))
        for each in of_source:
            lines = partial(_lines, each, ground)
            yield Row(each.guid, lines, partial(_more, each, ground), (each.source_guid, each.span))


def _lines(excerpt: Excerpt, ground: str, width: int) -> Sequence[Content]:
    """Turn, speaker and words; below them time, coder and codes."""
    lead = f"{excerpt.turn or '–':>8} {fitted(in_a_line(excerpt.speaker or '–'), SPEAKER)}  "
    time = clock(excerpt.time) if excerpt.time is not None else ""
    below = f"{time:>8} {fitted(in_a_line(excerpt.coder), SPEAKER)}  "
    said = in_a_line(excerpt.before.rpartition("\n")[2])
    kept = last_cells(said, max(width - len(lead), 0) // 6).lstrip()
    before = kept if kept == said.lstrip() else from_a_word(kept)
    words = Content.assemble(
        (lead, "$text-muted"),
        (before, "$text-muted"),
        (in_a_line(excerpt.text[:width]), "bold" if excerpt.is_evidence else "italic"),
        (in_a_line(excerpt.after[:width].partition("\n")[0]), "$text-muted"),
    )
    codes = Content("  ").join(_coding(each, ground, each.valence) for each in excerpt.codings)
    return words, Content.assemble((below, "$text-muted"), codes)


def _coding(coding: CodingView, ground: str, *marks: str) -> Content:
    how = "".join(f" {mark}" for mark in marks if mark != "none")
    return Content.assemble(("■ ", legible(coding.colour, ground)), in_a_line(coding.name), (how, "italic"))


def _more(excerpt: Excerpt, ground: str) -> Content:
    time = clock(excerpt.time) if excerpt.time is not None else None
    speakers = ", ".join(excerpt.speakers)
    parts = (excerpt.source, f"turn {excerpt.turn}" if excerpt.turn else None, time, speakers, excerpt.case)
    lines = [Content.styled(in_a_line(" · ".join(dict.fromkeys(part for part in parts if part))), "$text-muted")]
    if not excerpt.is_evidence:
        lines.append(Content.styled("Said by nobody who counts as evidence.", "$text-muted italic"))
    lines.append(
        Content.assemble(
            (in_lines(from_a_word(excerpt.before)), "$text-muted"),
            (in_lines(excerpt.text), "bold"),
            (in_lines(to_a_word(excerpt.after)), "$text-muted"),
        )
    )
    lines.append(Content(""))
    for each in excerpt.codings:
        above = each.path.rpartition(SEPARATOR)[0]
        where = in_a_line("".join(f"  {part}" for part in (above, each.coder) if part))
        lines.append(Content.assemble(_coding(each, ground, each.valence, each.level), (where, "$text-muted")))
        if each.note:
            lines.append(Content(f"  {in_lines(each.note)}"))
    return Content("\n").join(lines)
