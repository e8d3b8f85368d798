"""The desk: the transcript with sources and codes beside it, and every gesture of coding."""
