"""What the reads of a program's page share."""

SHOWN = 25  # rows of each list on a program's page; the list pages have them all
