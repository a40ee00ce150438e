"""Published results: what anyone may read of a survey, small groups hidden."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from academie.francais import date_sans_jour
from academie.regles import regle
from besoins.models import Enquete
from besoins.queries.enquete import enquetes_avec_chiffres
from besoins.queries.representativite import Comparaison, representativite
from besoins.queries.resultats import Lecture, Resultats, lecture, resultats
from besoins.statistiques.masquage import masquer

EN_VITRINE = 3


@dataclass(frozen=True)
class ResultatsPublics:
    """`regions`: (name, asked, answered; None when hidden). `resultats` is None when they may not be read yet."""

    lecture: Lecture
    minimum: int
    resultats: Resultats | None
    regions: list[tuple[str, int, int | None]]
    corrections: list[str]


def enquetes_publiees():
    """Surveys whose results anyone may read, the last opened first."""
    publiees = Enquete.objects.des_besoins().filter(resultats_publies=True).exclude(etat=Enquete.Etat.BROUILLON)
    return publiees.order_by("-ouverte_le", "-pk")


def resultats_publics(enquete: Enquete) -> ResultatsPublics:
    minimum = regle("resultats.effectif_minimum")
    lue = lecture(enquete)
    lus = resultats(enquete, textes=0, minimum=minimum) if lue.permise else None
    regions = next(comparaison for comparaison in representativite(enquete) if comparaison.cle == "region")
    corrections = [
        _("%(jour)s : « %(avant)s » est devenu « %(apres)s ».")
        % {"jour": date_sans_jour(correction.le), "avant": correction.avant, "apres": correction.apres}
        for correction in enquete.corrections.all()
    ]
    return ResultatsPublics(lue, minimum, lus, _masquees(regions, minimum), corrections)


def vitrine() -> tuple[str, dict]:
    """The last published results, for the home page of visitors."""
    return "besoins/resultats/vitrine.html", {
        "enquetes": list(enquetes_avec_chiffres(enquetes_publiees())[:EN_VITRINE])
    }


def _masquees(regions: Comparaison, minimum: int) -> list[tuple[str, int, int | None]]:
    caches = masquer([groupe.repondues for groupe in regions.groupes], minimum)
    return [
        (groupe.libelle, groupe.population, None if place in caches else groupe.repondues)
        for place, groupe in enumerate(regions.groupes)
    ]
