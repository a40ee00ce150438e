"""Links that prove who holds them. A token is signed, never stored: there is no secret to steal from the database."""

from datetime import timedelta

from django.core import signing


class JetonInvalide(Exception):
    """The token was not made here for this use, was altered, or is too old."""


def creer_jeton(usage: str, *valeurs: int | str) -> str:
    """Return a URL-safe token that carries `valeurs` (identifiers only: they are signed, not hidden) for one `usage`."""
    return signing.dumps(valeurs, salt=f"jeton.{usage}")


def lire_jeton(usage: str, jeton: str, *, validite: timedelta | None = None) -> list:
    """Return the values that `creer_jeton` put in.

    Raises:
        JetonInvalide: forged, altered, made for another use, or older than `validite`.
    """
    try:
        return signing.loads(jeton, salt=f"jeton.{usage}", max_age=validite)
    except (signing.BadSignature, ValueError, UnicodeError) as erreur:
        raise JetonInvalide from erreur
