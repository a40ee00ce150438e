from collections.abc import Callable

# What downstream houses show on a programme's public page: each gives, for a programme, a (template, context) pair.
# The template finds its context under the name `encart`.
ENCARTS: list[Callable[..., tuple[str, dict]]] = []


def encarts(programme) -> list[dict]:
    return [
        {"gabarit": gabarit, "contexte": contexte} for gabarit, contexte in (encart(programme) for encart in ENCARTS)
    ]
