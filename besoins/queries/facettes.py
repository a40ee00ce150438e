"""What the answers of a survey may be filtered by: the profiles that they have."""

from collections import Counter

from django.db.models import Count

from academie.models import Territoire
from besoins.models import Enquete
from besoins.queries.filtres import CLES_DE_PROFIL, LISTES, TERRITOIRES, Filtre
from besoins.queries.resultats import Lecture

DEPARTEMENTS_MONTRES = 12


def facettes(enquete: Enquete, filtre: Filtre, lecture: Lecture) -> dict[str, list[tuple[str, str, int]]]:
    """By key of the profile, (value, words, answers), in two queries. Départements: those of the régions chosen."""
    if enquete.regime == Enquete.Regime.ANONYME:
        return {}
    groupes = enquete.reponses.soumises().order_by().values_list(*CLES_DE_PROFIL).annotate(n=Count("*"))
    comptes: dict[str, Counter] = {cle: Counter() for cle in CLES_DE_PROFIL}
    for *profil, n in groupes:
        for cle, valeur in zip(CLES_DE_PROFIL, profil, strict=True):
            if valeur:
                comptes[cle][valeur] += n
    lieux = Territoire.objects.in_bulk([*comptes["region"], *comptes["departement"]])
    regions = set(filtre.parametres.get("region", ()))
    if len(comptes["departement"]) > DEPARTEMENTS_MONTRES:
        codes = {pk: lieu.code for pk, lieu in lieux.items()}
        comptes["departement"] = Counter(
            {pk: n for pk, n in comptes["departement"].items() if codes.get(lieux[pk].region_id) in regions}
        )
    choix = {cle: [(lieux[pk].code, lieux[pk].nom, n) for pk, n in comptes[cle].items()] for cle in TERRITOIRES}
    for cle, (_nom, genres) in LISTES.items():
        libelles = dict(genres.choices)
        choix[cle] = [(code, str(libelles.get(code, code)), n) for code, n in comptes[cle].items()]
    montrables = {cle: [c for c in liste if c[2] >= lecture.minimum_croise] for cle, liste in choix.items()}
    return {cle: sorted(liste, key=lambda c: c[1]) for cle, liste in montrables.items() if liste}
