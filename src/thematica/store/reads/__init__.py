"""Reads: what a researcher sees, as frozen values. Each takes an open reading session and changes nothing."""
