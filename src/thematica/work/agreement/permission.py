"""Whether a study asks for figures of agreement: reflexive ones do not, until somebody says why theirs does."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import Session

from thematica.errors import NotAllowed
from thematica.store.tables import Study, table


def needs_reason(session: Session) -> bool:
    """Whether the study's approach does without agreement, so that measuring it is a deviation with a reason."""
    return bool(session.execute(sa.select(table(Study).c.approach)).scalar_one() == "reflexive")


def reason_given(session: Session) -> str | None:
    """Why a reflexive study measures agreement all the same, once that has been said (`study.allow_agreement`)."""
    reason: str | None = session.execute(sa.select(table(Study).c.agreement_reason)).scalar_one()
    return reason if needs_reason(session) else None


def check_allowed(session: Session) -> None:
    """Raises NotAllowed in a reflexive study that has given no reason."""
    if needs_reason(session) and reason_given(session) is None:
        raise NotAllowed(
            "This is a reflexive study, where a second coder is there for a richer reading and not for agreement.",
            "`thematica compare` shows coders side by side without figures; where figures are wanted all the same, "
            "say why once with --reason.",
        )
