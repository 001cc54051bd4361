"""What every app stands on: steps, guards, refusals, history, access, rows in and out. No domain word in it."""
