"""Canonical JSON (RFC 8785) of what the register holds: objects with ASCII keys, lists, texts, integers, booleans, null."""

import json

ENTIER_MAXIMUM = 2**53 - 1
Valeur = None | bool | int | str | list["Valeur"] | dict[str, "Valeur"]


def canonique(valeur: Valeur) -> str:
    """The one text of `valeur`: sorted keys, no space, nothing escaped that need not be.

    Raises:
        ValueError: a float, an integer that other languages would round, a key that is not ASCII, a broken text.
    """
    _verifier(valeur)
    return json.dumps(valeur, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def _verifier(valeur: Valeur) -> None:
    match valeur:
        case None | bool():
            pass
        case int():
            if abs(valeur) > ENTIER_MAXIMUM:
                raise ValueError(f"entier trop grand : {valeur}")
        case str():
            valeur.encode()  # a lone surrogate is no text
        case list():
            for element in valeur:
                _verifier(element)
        case dict():
            for cle, element in valeur.items():
                if not (isinstance(cle, str) and cle.isascii()):
                    raise ValueError(f"clé refusée : {cle!r}")
                _verifier(element)
        case _:
            raise ValueError(f"ni texte, ni entier, ni liste : {valeur!r}")
