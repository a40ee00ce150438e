"""The workshop beside its oldest pages, which are in `tests/besoins/atelier.py`."""

from datetime import date

from besoins.models import Financement
from tests.besoins.atelier import brouillon_complet


def dossier(d) -> dict:
    return {"pk": brouillon_complet(d).pk}


def question(d, **autres) -> dict:
    version = brouillon_complet(d)
    return {"pk": version.pk, "question": version.positionnements.first().pk, **autres}


def financement() -> Financement:
    return Financement.objects.create(
        nom="FSE+ Médiation", fonds="fse", mention="Cofinancé par l'Union européenne", debut=date(2026, 1, 1)
    )


EXEMPLES = {
    **{
        f"besoins:{page}": dossier
        for page in (
            "couverture_detail",
            "couverture_update",
            "positionnement_create",
            "programme_effectifs",
            "programme_financement",
            "programme_territoires",
        )
    },
    **{f"besoins:positionnement_{page}": question for page in ("update", "delete")},
    "besoins:positionnement_move": lambda d: question(d, rang=2),
    "besoins:financement_update": lambda d: {"pk": financement().pk},
}
