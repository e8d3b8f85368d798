"""Themes on the screen, and what is gathered under them."""
