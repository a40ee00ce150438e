from collections.abc import Callable

# Chapters of the demonstration in the order of the story, each `(name, function)`. The houses register them in the
# order of INSTALLED_APPS, so every chapter finds what the houses before it have told.
CHAPITRES: list[tuple[str, Callable[[], object]]] = []
