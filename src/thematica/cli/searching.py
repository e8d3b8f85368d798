"""Searching all texts, shown as a concordance: what was found in one column, with what stands around it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from thematica.cli import output
from thematica.cli.options import AsJson, ProjectFile, Role, opened

if TYPE_CHECKING:
    from thematica.store.reads import Session
    from thematica.work.search import Hit

app = typer.Typer()


@app.command()
def search(
    project: ProjectFile,
    query: Annotated[str, typer.Argument(metavar="QUERY", help="What to look for; quote it when it has spaces.")],
    *,
    every: Annotated[bool, typer.Option("--all", help="Turns with all of the words, in any order.")] = False,
    lemma: Annotated[
        bool, typer.Option("--lemma", help="In any form of the words: skjema also finds skjemaene.")
    ] = False,
    regex: Annotated[bool, typer.Option("--regex", help="The query is a regular expression.")] = False,
    whole_word: Annotated[bool, typer.Option("--word", help="Whole words only, not parts of longer ones.")] = False,
    match_case: Annotated[bool, typer.Option("--match-case", help="Capitals must be as given.")] = False,
    source: Annotated[list[str] | None, typer.Option("--source", metavar="S", help="Only in this source.")] = None,
    role: Annotated[Role | None, typer.Option("--role", help="Only what speakers of this role say.")] = None,
    evidence: Annotated[
        bool, typer.Option("--evidence", help="Only words that count: no interviewer, nothing beside the talk.")
    ] = False,
    context: Annotated[int, typer.Option("--context", metavar="N", min=0, help="Characters before and after.")] = 40,
    limit: Annotated[int | None, typer.Option("--limit", metavar="N", min=1, help="No more hits than these.")] = None,
    as_json: AsJson = False,
) -> None:
    """Find words in all sources, and show what stands around them.

    Capitals and accents that are not typed make no difference: bade also finds både, and both finds Both.
    """
    from thematica.store.reads import names
    from thematica.work import search as work

    with opened(project) as study, study.read() as session:
        asked = work.Query(
            text=query,
            words="all" if every else "phrase",
            lemma=lemma,
            regex=regex,
            whole_word=whole_word,
            case_sensitive=match_case,
            sources=frozenset(names.source_named(session, each) for each in source or []),
            roles=frozenset({role} if role else ()),
            only_evidence=evidence,
            context=context,
        )
        hits = work.search(session, asked, limit=limit)
        about = _about_lemmas(session) if lemma else ""
    if as_json:
        output.document([_shape(hit) for hit in hits])
        return
    _show(hits)
    sources = len({hit.source_guid for hit in hits})
    output.note(f"{_number(len(hits), 'hit')} in {_number(sources, 'source')}{about}")


@app.command()
def reindex(project: ProjectFile) -> None:
    """Make the search index anew from the texts, as `check` may ask for."""
    with opened(project) as study:
        study.reindex()
    output.note("The search index was made anew.")


def _about_lemmas(session: Session) -> str:
    """With which lemmas the words were found; another version of them may find others."""
    from thematica.language import lemmas
    from thematica.store.reads.spoken import languages

    unknown = sorted(each for each in languages(session) if not lemmas.knows(each))
    without = f"; none are known for {', '.join(unknown)}" if unknown else ""
    return f" (lemmas: {lemmas.lemmatiser_name()}{without})"


def _shape(hit: Hit) -> dict[str, Any]:
    return {
        "source": hit.source,
        "guid": hit.source_guid,
        "start": hit.span.start,
        "end": hit.span.end,
        "text": hit.text,
        "before": hit.before,
        "after": hit.after,
        "turn": hit.turn,
        "speaker": hit.speaker,
        "role": hit.role,
        "evidence": hit.is_evidence,
    }


def _show(hits: tuple[Hit, ...]) -> None:
    """The hits below each other, the words found in one column whatever the width of the letters before them."""
    rows = [
        (f"{hit.source}, turn {hit.turn}", hit.speaker or "–", *map(_line, (hit.before, hit.text, hit.after)))
        for hit in hits
    ]
    place, speaker, before = (max((output.columns(row[n]) for row in rows), default=0) for n in range(3))
    for where, who, left, found, right in rows:
        told = f"{where}{_gap(where, place)}  {who}{_gap(who, speaker)}  "
        output.lines(f"{told}{_gap(left, before)}{left}⟦{found}⟧{right}")


def _gap(text: str, width: int) -> str:
    return " " * (width - output.columns(text))


def _line(text: str) -> str:
    return text.replace("\n", " ")


def _number(count: int, thing: str) -> str:
    return f"{count} {thing}{'' if count == 1 else 's'}"
