"""Widgets that know nothing of a study, and serve several screens."""
