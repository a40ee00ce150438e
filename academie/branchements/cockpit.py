from collections.abc import Callable

# What downstream houses show on a session's page for those who plan it: each gives, for a session, a
# (template, context) pair.
ENCARTS: list[Callable[..., tuple[str, dict]]] = []


def encarts(session) -> list[dict]:
    return [{"gabarit": gabarit, "contexte": contexte} for gabarit, contexte in (encart(session) for encart in ENCARTS)]
