from collections.abc import Callable, Iterable

# Facts which show that two accounts are two people: `(gardee, fermee) -> sentences`. None: they may be made one.
EMPECHEMENTS: list[Callable[..., Iterable[str]]] = []
