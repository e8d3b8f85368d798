"""Building a study from its manifest, with the verbs every other study is made with.

A quote in the manifest is found in the text of its source, white space apart, where it must stand exactly once.
"""

from __future__ import annotations

import glob
import os
import re
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from thematica.errors import BadFile, ThematicaError
from thematica.formats.codebooks import shipped
from thematica.formats.manifests import Entry, read
from thematica.formats.transcripts import Reading
from thematica.store.ids import CodeId, CodingId, SourceId, ThemeId
from thematica.store.project import Project, Tx
from thematica.store.reads import names
from thematica.store.reads.transcripts import codings
from thematica.text.normalise import normalise
from thematica.text.span import Span
from thematica.work import cases, codebook, coding, memos, passes, sources, study, themes
from thematica.work.progress import Progress

MANIFEST = "study.yaml"


def manifest(folder: Path) -> Entry:
    """The manifest in a folder. Raises BadFile."""
    try:
        return read((folder / MANIFEST).read_bytes())
    except OSError as fault:
        raise BadFile(f"{folder / MANIFEST} cannot be read ({fault.strerror}).", "Install thematica again.") from None


def build(project: Project, folder: Path) -> Generator[Progress, None, None]:
    """Fills an empty project from the manifest and the transcripts in a folder, in a few acts.

    Raises BadFile with the manifest's entry when it names what cannot be found or done.
    """
    wanted = manifest(folder)
    making = _Making(project, folder, wanted)
    steps: list[tuple[str, Callable[[], None]]] = [
        ("the study", making.describe),
        *((f"the codebook {name}", partial(making.add_codebook, name)) for name in wanted.texts("codebooks")),
        *((each.text("name"), partial(making.add_source, each)) for each in wanted.entries("sources")),
        ("codes", making.add_codes),
        ("codings", making.add_codings),
        ("themes", making.add_themes),
        ("memos", making.write_memos),
        ("passes", making.set_passes),
    ]
    for done, (what, step) in enumerate(steps):
        yield Progress(done, len(steps), what)
        step()


def build_at(path: Path, folder: Path) -> Generator[Progress, None, None]:
    """Makes the study of a folder as a project at `path`, which must be free.

    It is built under another name and put in place whole, so that half a study is never found there. Raises as `build`
    does, and OSError where the place cannot be written.
    """
    wanted = manifest(folder)
    building = path.with_name(f".{os.getpid()}.{path.name}")
    try:
        with Project.create(
            building,
            name=wanted.text("name"),
            approach=wanted.text("approach"),
            language=wanted.text("language"),
            coder=next(iter(wanted.texts("coders"))),
        ) as project:
            yield from build(project, folder)
        building.replace(path)
    finally:
        for leftover in path.parent.glob(f"{glob.escape(building.name)}*"):
            leftover.unlink()


@contextmanager
def _said_of(entry: Entry) -> Iterator[None]:
    """Puts the entry before what a verb has to say against it."""
    try:
        yield
    except BadFile:
        raise
    except ThematicaError as fault:
        raise entry.fault(f"cannot be made: {fault.message}") from None


class _Making:
    """A study in the making; what has been looked up once is kept."""

    def __init__(self, project: Project, folder: Path, wanted: Entry) -> None:
        self._project = project
        self._folder = folder
        self._wanted = wanted
        self._lead, *_ = wanted.texts("coders")
        self._sources: dict[str, tuple[SourceId, str]] = {}
        self._codes: dict[str, CodeId] = {}

    def describe(self) -> None:
        with self._project.act("describe the study", coder=self._lead) as tx:
            study.describe(tx, question=self._wanted.maybe("question"), about=self._wanted.maybe("about"))
            for each in self._wanted.entries("variables"):
                with _said_of(each):
                    name, type_ = each.text("name"), each.maybe("type") or "text"
                    cases.add_variable(tx, name, applies_to=each.text("applies_to"), type_=type_)
            for each in self._wanted.entries("cases"):
                with _said_of(each):
                    guid = cases.add(tx, each.text("name"), type_=each.maybe("type") or "participant")
                    for variable, value in each.under("values").items():
                        cases.set_case_value(tx, guid, variable, str(value))

    def add_codebook(self, name: str) -> None:
        book = shipped.load(name)
        with self._project.act(f"add the codebook “{book.name}”", coder=self._lead) as tx:
            codebook.add_codebook(tx, book)

    def add_source(self, entry: Entry) -> None:
        file, name = entry.text("file"), entry.text("name")
        speakers = {label: Entry(f"{entry.place}{label}, ", said) for label, said in entry.under("speakers").items()}
        reading = Reading(roles={label: each.text("role") for label, each in speakers.items()})
        language = entry.maybe("language") or self._wanted.text("language")
        with _said_of(entry):
            try:
                data = (self._folder / file).read_bytes()
            except OSError as fault:
                raise entry.fault(f"names {file}, which cannot be read ({fault.strerror})") from None
            prepared = sources.prepare(data, file, language, reading)
            with self._project.act(f"import {name}", coder=self._lead) as tx:
                guid = sources.add(tx, prepared, name=name, kind=entry.maybe("kind") or "interview")
                for label, each in speakers.items():
                    case = names.case_named(tx.session, each.text("case")) if each.maybe("case") else None
                    sources.set_speaker(tx, guid, label, name=each.maybe("name"), case=case)
                for variable, value in entry.under("values").items():
                    cases.set_source_value(tx, guid, variable, str(value))
        self._sources[name] = guid, prepared.transcript.text

    def add_codes(self) -> None:
        with self._project.act("make the study's own codes", coder=self._lead) as tx:
            for each in self._wanted.entries("codes"):
                fields = codebook.Fields(
                    brief=each.maybe("brief"),
                    definition=each.maybe("definition"),
                    include=each.texts("include"),
                    exclude=each.texts("exclude"),
                    example=each.maybe("example"),
                    colour=each.maybe("colour"),
                    codable=each.fields.get("codable") is not False,
                )
                with _said_of(each):
                    parent = self._code(tx, each.text("parent")) if each.maybe("parent") else None
                    kind = each.maybe("kind") or "inductive"
                    codebook.new_code(tx, each.text("name"), parent=parent, kind=kind, fields=fields)

    def add_codings(self) -> None:
        for (coder, source), entries in _by(self._wanted.entries("codings"), "coder", "source").items():
            with self._project.act(f"code {source}", coder=coder) as tx:
                for each in entries:
                    with _said_of(each):
                        coding.apply(
                            tx,
                            *self._place(each),
                            [self._code(tx, name) for name in each.texts("codes")],
                            valence=each.maybe("valence") or "none",
                            level=each.maybe("level") or "none",
                            note=each.maybe("note") or "",
                        )

    def add_themes(self) -> None:
        for each in self._wanted.entries("themes"):
            with self._project.act(f"make the theme “{each.text('name')}”", coder=self._lead) as tx:
                self._add_theme(tx, each, None)

    def _add_theme(self, tx: Tx, entry: Entry, parent: ThemeId | None) -> None:
        fields = themes.Fields(
            concept=entry.maybe("concept"),
            definition=entry.maybe("definition"),
            account=entry.maybe("account"),
            status=entry.maybe("status"),
        )
        with _said_of(entry):
            guid = themes.create(tx, entry.text("name"), parent=parent, fields=fields)
            themes.attach_codes(tx, guid, [self._code(tx, name) for name in entry.texts("codes")])
        for each in entry.entries("evidence"):
            with _said_of(each):
                themes.attach_excerpt(tx, guid, *self._place(each), stance=each.maybe("stance") or "supporting")
        for each in entry.entries("quotes"):
            with _said_of(each):
                themes.quote(tx, guid, *self._place(each), translation=each.maybe("translation") or "")
        for each in entry.entries("subthemes"):
            self._add_theme(tx, each, guid)

    def write_memos(self) -> None:
        for (coder,), entries in _by(self._wanted.entries("memos"), "coder").items():
            with self._project.act("write memos", coder=coder) as tx:
                for each in entries:
                    with _said_of(each):
                        memos.write(tx, self._about(tx, each), each.text("text"))

    def _about(self, tx: Tx, entry: Entry) -> memos.About:
        kind = entry.text("on")
        if kind not in {"project", "source", "excerpt", "coding", "code", "theme", "case"}:
            raise entry.fault("is on nothing a memo can be on")
        source, span = self._place(entry) if kind == "excerpt" else (None, None)
        if kind == "source":
            source, _ = self._source(entry)
        return memos.About(
            source=source,
            span=span,
            coding=self._coding(tx, entry) if kind == "coding" else None,
            code=self._code(tx, entry.text("code")) if kind == "code" else None,
            theme=names.theme_named(tx.session, entry.text("theme")) if kind == "theme" else None,
            case=names.case_named(tx.session, entry.text("case")) if kind == "case" else None,
        )

    def set_passes(self) -> None:
        for (coder,), entries in _by(self._wanted.entries("passes"), "coder").items():
            with self._project.act("say what has been read", coder=coder) as tx:
                for each in entries:
                    with _said_of(each):
                        passes.set_status(tx, self._source(each)[0], each.text("status"))

    # -- looking things up ----------------------------------------------------------------------------------------

    def _source(self, entry: Entry) -> tuple[SourceId, str]:
        name = entry.text("source")
        if name not in self._sources:
            raise entry.fault(f"names “{name}”, which is no source of it")
        return self._sources[name]

    def _place(self, entry: Entry) -> tuple[SourceId, Span]:
        source, text = self._source(entry)
        quote = r"\s+".join(map(re.escape, normalise(entry.text("quote")).text.split()))
        found = [Span(*match.span()) for match in re.finditer(quote, text)]
        if len(found) != 1:
            raise entry.fault(f"has a quote that stands {len(found)} times in “{entry.text('source')}”, not once")
        return source, found[0]

    def _code(self, tx: Tx, name: str) -> CodeId:
        if name not in self._codes:
            self._codes[name] = names.code_named(tx.session, name)
        return self._codes[name]

    def _coding(self, tx: Tx, entry: Entry) -> CodingId:
        source, span = self._place(entry)
        code, coder = self._code(tx, entry.text("code")), entry.text("coder")
        for each in codings(tx.session, source):
            if (each.span, each.code, each.coder) == (span, code, coder):
                return each.guid
        raise entry.fault(f"is on a coding that {coder} did not make")


def _by(entries: Iterable[Entry], *keys: str) -> dict[tuple[str, ...], list[Entry]]:
    """The entries that share these texts, in the order of the manifest."""
    grouped: dict[tuple[str, ...], list[Entry]] = {}
    for each in entries:
        grouped.setdefault(tuple(each.text(key) for key in keys), []).append(each)
    return grouped
