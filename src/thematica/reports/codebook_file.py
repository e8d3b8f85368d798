"""A project's codes as a codebook that leaves it, to be read by other projects."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, get_args

from thematica.errors import BadCodebook, NotAllowed, NotFound
from thematica.formats.codebooks import files, yaml_file
from thematica.formats.codebooks.references import settled
from thematica.formats.codebooks.values import Citation, Codebook, CodeEntry, Facet, Kind, Origin, Status
from thematica.reports.files import write_whole
from thematica.reports.word import codebook_document
from thematica.store.ids import CodeId
from thematica.store.reads import Session
from thematica.store.reads.codes import CodebookView, CodeView, codebooks, codes
from thematica.store.reads.study import info


def write_codebook(session: Session, out: Path, *, now: str, wanted: str | None = None) -> tuple[str, ...]:
    """Writes what `codebook_of` gives to a file whose ending says of which kind, or as a Word document.

    Gives, in words, what a file of this kind does not hold. `now` is an ISO 8601 moment. Raises NotAllowed for another
    ending, StoreRefused, and what `codebook_of` raises.
    """
    suffix = out.suffix.lower()
    if suffix == ".docx":
        write_whole(out, codebook_document(session, now=now, codebook=wanted))
        return ()
    if suffix not in files.WRITERS:
        raise NotAllowed(
            f"A codebook is not written as “{out.suffix or out.name}”.",
            "Name a file that ends in .yaml, .qdc, .csv or .docx.",
        )
    book = codebook_of(session, wanted)
    write_whole(out, files.WRITERS[suffix](book))
    return files.left_out(book, suffix)


def codebook_of(session: Session, wanted: str | None = None) -> Codebook:
    """The codebook called `wanted` (its id, name or GUID); else the project's only one, or all its codes in one.

    References to codes that are not in it any more stand in round brackets, so that it can be read again.
    Raises NotFound when there is no such codebook or none at all, NotAllowed when several cannot be one.
    """
    books = chosen(session, wanted)
    views = codes(session)
    if len(books) == 1:
        return settled(_codebook(books[0], [view for view in views if view.codebook == books[0].guid]))
    return _joined(info(session).name, books, views)


def chosen(session: Session, wanted: str | None = None) -> tuple[CodebookView, ...]:
    """The codebook called `wanted` (its id, name or GUID), else all that have codes. Raises NotFound for none."""
    books = [book for book in codebooks(session) if book.codes]
    if wanted is not None:
        books = [book for book in books if wanted.casefold() in {book.guid, book.id.casefold(), book.name.casefold()}]
    if not books:
        missing = "no codes yet" if wanted is None else f"no codebook called “{wanted}”"
        raise NotFound(
            f"The project has {missing}.", "`thematica info PROJECT` and `thematica codes PROJECT` show more."
        )
    return tuple(books)


def _joined(name: str, books: tuple[CodebookView, ...], views: tuple[CodeView, ...]) -> Codebook:
    """All codes under one name; read back once, so that what leaves can be taken in again."""
    parts = [_codebook(book, [view for view in views if view.codebook == book.guid]) for book in books]
    whole = settled(
        Codebook(
            name=name,
            language=parts[0].language,
            kind="mixed",
            notice="\n\n".join(part.notice for part in parts if part.notice),
            sources=tuple(dict.fromkeys(source for part in parts for source in part.sources)),
            use_notes=tuple(note for part in parts for note in part.use_notes),
            facets=tuple(facet for part in parts for facet in part.facets),
            journal_prompts=tuple(prompt for part in parts for prompt in part.journal_prompts),
            unit_guidance="\n\n".join(part.unit_guidance for part in parts if part.unit_guidance),
            codes=tuple(code for part in parts for code in part.codes),
        )
    )
    try:
        yaml_file.read(yaml_file.write(whole).encode(), name)
    except BadCodebook:
        listed = ", ".join(f"“{book.name}”" for book in books)
        raise NotAllowed(
            f"The codebooks {listed} have codes of the same name or key, so one file cannot hold them all.",
            "Write them one by one, with --codebook NAME.",
        ) from None
    return whole


def _codebook(book: CodebookView, views: list[CodeView]) -> Codebook:
    about: dict[str, Any] = dict(book.about)
    return Codebook(
        name=book.name,
        guid=book.guid,
        id=book.id or None,
        version=book.version,
        language=book.language,
        kind=_known(book.kind, get_args(Kind)),
        notice=about.get("notice", ""),
        sources=tuple(Citation(**source) for source in about.get("sources", ())),
        use_notes=tuple(about.get("use_notes", ())),
        facets=tuple(Facet(**{**facet, "values": tuple(facet["values"])}) for facet in about.get("facets", ())),
        journal_prompts=tuple(about.get("journal_prompts", ())),
        unit_guidance=about.get("unit_guidance", ""),
        codes=_entries(views, None),
    )


def _entries(views: Iterable[CodeView], parent: CodeId | None) -> tuple[CodeEntry, ...]:
    return tuple(
        CodeEntry(
            name=view.name,
            guid=view.guid,
            key=view.key,
            codable=view.codable,
            origin=_known(view.kind, get_args(Origin)),
            brief=view.brief,
            definition=view.definition,
            include=view.include,
            exclude=view.exclude,
            example=view.example,
            example_invented=view.example_invented,
            colour=view.colour,
            symbol=view.symbol,
            status=_known(view.status, get_args(Status)),
            aliases=view.aliases,
            children=_entries(views, view.guid),
        )
        for view in views
        if view.parent == parent
    )


def _known(value: str, known: tuple[Any, ...]) -> Any:
    """A stored value as the type of the codebook format; the schema holds the same lists."""
    return known[known.index(value)]
