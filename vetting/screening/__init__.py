"""Screening: which parties on the lists may be a person or unit of a roster, ranked, with reasons in words.

`matching.matches` is the one entrance. It draws a pool of names alike by trigrams (`candidates`) and ranks each pair
by what a reviewer would look at (`scoring`), after names are brought to a form that can be compared (`folding`). The
engine ranks and explains; a person decides, and nothing is cleared by a score. A first version: it compares letters,
so it finds other spellings but not other scripts.
"""
