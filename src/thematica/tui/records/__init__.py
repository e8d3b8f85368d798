"""What was found, coded, written and done, in rows: the rooms in which one looks things up."""
