"""Verbs of objectives, graded: what a person who has reached the objective can be seen doing."""
