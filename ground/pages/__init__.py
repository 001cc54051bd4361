"""How pages look: form rendering, icons, tables, lists and how figures are written. No domain word in it."""
