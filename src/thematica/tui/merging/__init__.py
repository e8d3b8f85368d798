"""A merge on the screen: its questions, and the three versions of each."""
