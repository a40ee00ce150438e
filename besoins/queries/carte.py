"""The régions by the share of their answers that chose one option."""

from dataclasses import dataclass

from django.db.models import Count
from django.utils.translation import gettext as _

from academie.models import Territoire
from besoins.models import Enquete, Option
from besoins.queries.filtres import Filtre, cle_de_question
from besoins.queries.resultat import LigneResultat
from besoins.queries.resultats import Lecture
from besoins.statistiques.carte import Carte, cartographier
from besoins.statistiques.masquage import masquer
from besoins.statistiques.proportion import Proportion


@dataclass(frozen=True)
class CarteLue:
    """A map and its table, for the question `question`."""

    question: int
    carte: Carte
    lignes: list[LigneResultat]


def carte_demandee(enquete: Enquete, filtre: Filtre, lecture: Lecture, adresse: str) -> CarteLue | None:
    """The map of the option that the address names "q3.2"; None, and a remark, when there is no such option."""
    if not adresse:
        return None
    option = None if enquete.regime == Enquete.Regime.ANONYME else _option(enquete, adresse)
    if option is None:
        filtre.remarques.append(_("L'adresse demande une carte qui n'existe pas ici. Elle est ignorée."))
        return None
    parts = _parts(enquete, filtre, option, lecture.minimum_croise)
    noms = dict(Territoire.objects.regions().filter(code__in=list(parts)).values_list("code", "nom"))
    titre = _("Par région, part de « %(option)s ».") % {"option": option.libelle}
    lignes = [
        LigneResultat(noms[code], part, masquee=part is None)
        for code, part in sorted(parts.items(), key=lambda paire: noms[paire[0]])
    ]
    return CarteLue(option.question_id, cartographier(titre, parts), lignes)


def _option(enquete: Enquete, adresse: str) -> Option | None:
    cle, _point, ordre = adresse.rpartition(".")
    if not ordre.isdecimal() or len(ordre) > 4:
        return None
    options = Option.objects.filter(question__section__enquete=enquete, ordre=ordre).select_related("question")
    return next((option for option in options if cle_de_question(option.question) == cle), None)


def _parts(enquete: Enquete, filtre: Filtre, option: Option, minimum: int) -> dict[str, Proportion | None]:
    """By code of région; None when hidden."""
    valeurs = filtre.valeurs(enquete, [option.question_id]).filter(reponse__region__isnull=False)
    par_region = valeurs.values_list("reponse__region__code")
    totaux = dict(par_region.annotate(n=Count("reponse", distinct=True)))
    choisis = dict(par_region.filter(option=option).annotate(n=Count("*")))
    codes = list(totaux)
    caches = masquer([totaux[code] for code in codes], minimum) if minimum else set()
    caches |= masquer([choisis.get(code, 0) for code in codes], minimum) if minimum else set()
    return {
        code: None if place in caches else Proportion(choisis.get(code, 0), totaux[code])
        for place, code in enumerate(codes)
    }
