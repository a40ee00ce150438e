"""The workshop beside its oldest pages, which are in `tests/besoins/atelier.py`."""

from tests.besoins.atelier import brouillon_complet


def dossier(d) -> dict:
    return {"pk": brouillon_complet(d).pk}


EXEMPLES = {
    "besoins:couverture_detail": dossier,
    "besoins:couverture_update": dossier,
}
