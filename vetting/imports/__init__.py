"""Files that bring lists and rosters: their layouts, read into plain rows. Services write them."""
