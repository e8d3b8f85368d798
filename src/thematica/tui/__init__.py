"""The workbench."""

import os

# Textual lets a frame wait for up to two beats of its clock. At its own 60 a second that is what a fast coder waits for
# most; a clock that is faster costs nothing while nothing changes. It is read once, when Textual is first imported.
os.environ.setdefault("TEXTUAL_FPS", "120")
