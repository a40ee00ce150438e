from collections.abc import Callable

# What downstream houses show on a programme's public page: each gives, for a programme, a (template, context) pair.
ENCARTS: list[Callable[..., tuple[str, dict]]] = []


def encarts(programme) -> list[tuple[str, dict]]:
    return [encart(programme) for encart in ENCARTS]
