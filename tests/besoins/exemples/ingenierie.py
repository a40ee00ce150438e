"""The workshop beside its oldest pages, which are in `tests/besoins/atelier.py`."""

from datetime import date

from besoins.actions.effectif import compter_effectifs
from besoins.actions.positionnement import ajouter_positionnement
from besoins.models import Financement
from tests.besoins.atelier import brouillon_complet


def dossier(d) -> dict:
    return {"pk": brouillon_complet(d).pk}


def effectifs(d) -> dict:
    version = brouillon_complet(d)
    compter_effectifs(version=version, effectifs={d.structure: 2}, par=d.concepteur)
    return {"pk": version.pk}


def question(d, **autres) -> dict:
    version = brouillon_complet(d)
    seconde = ajouter_positionnement(version=version, intitule="Avez-vous un ordinateur ?", par=d.concepteur)
    return {"pk": version.pk, "question": seconde.pk, **autres}


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
            "programme_financement",
            "programme_territoires",
        )
    },
    "besoins:programme_effectifs": effectifs,
    **{f"besoins:positionnement_{page}": question for page in ("update", "delete")},
    "besoins:positionnement_move": lambda d: question(d, rang=1),
    "besoins:financement_update": lambda d: {"pk": financement().pk},
}
