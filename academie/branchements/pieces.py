from collections.abc import Callable

# Files made as the message that carries them leaves: "convocation:42" calls `FABRIQUES["convocation"]("42")`.
FABRIQUES: dict[str, Callable[[str], bytes]] = {}


def fabriquer(source: str) -> bytes:
    genre, _deux_points, cle = source.partition(":")
    return FABRIQUES[genre](cle)
