"""Files on their way in: what was understood of them, and what a person wants otherwise."""
