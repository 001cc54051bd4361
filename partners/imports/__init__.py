"""Files that partners reads: one module a kind of file, each a layout and the checks of one row."""
