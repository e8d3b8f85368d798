"""The study with something of everything, from the tests of the journal."""

from __future__ import annotations

from store.test_journal import template as template  # noqa: PLC0414 - handed on to the tests here
