"""What lies on the bench after any acts is what somebody who opens the project now would read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store.test_journal import GESTURE, copy_of, gesture
from store.test_journal import template as template  # noqa: PLC0414 - a fixture
from thematica.store.project import Project
from thematica.text.span import Span
from thematica.tui.desk.bench import Bench
from thematica.work import coding


def lying_on(bench: Bench) -> dict[str, Any]:
    return {
        "study": (bench.info.name, bench.info.approach, bench.info.blind),
        "round": bench.round,
        "hidden": bench.hidden,
        "sources": [replace(source, codings=0) for source in bench.sources],  # no pane shows how many there are
        "codes": bench.codes,
        "memos": bench.memos,
        "recent": set(bench.recent),
        "codings": bench.codings,
    }


def read_afresh(project: Project, bench: Bench) -> dict[str, Any]:
    fresh = Bench(project)
    fresh.read_study()
    if bench.transcript is not None:
        fresh.open(bench.transcript.source)
    return lying_on(fresh)


@given(gestures=st.lists(GESTURE, min_size=1, max_size=10), undone=st.integers(0, 5))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_bench_follows_every_act_and_its_undo(
    template: Path, gestures: list[tuple[Callable[..., object], list[int]]], undone: int
) -> None:
    with copy_of(template) as project:
        bench = Bench(project)
        bench.read_study()
        with project.act("code", coder="Bo Lee") as tx:  # something to hide from whoever codes blind
            coding.apply(tx, bench.sources[0].guid, Span(75, 95), [bench.applicable[0].guid])
        bench.read_study()
        bench.open(bench.sources[0].guid)
        news: list[Any] = []
        project.on_change(lambda changed: news.append(changed.rows))

        def follow() -> None:
            while news:
                rows = news.pop(0)
                bench.follow(rows)
                if bench.open_source is None:
                    bench.close()
                elif any(row.table in {"revision", "source"} for row in rows):
                    bench.open(bench.open_source.guid)
                else:
                    bench.read_codings(rows)

        done = 0
        for verb, numbers in gestures:
            gesture(project, verb, numbers)
            done += bool(news)
            follow()
            assert lying_on(bench) == read_afresh(project, bench)
        for again in (project.undo, project.redo):
            for _ in range(min(done, undone)):
                again()
                follow()
                assert lying_on(bench) == read_afresh(project, bench)
