"""Reads: what a researcher sees, as frozen values. Each takes an open reading session and changes nothing."""

from sqlalchemy.orm import Session

__all__ = ["Session"]
