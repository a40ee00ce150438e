"""Who has answered, group by group, beside who was asked. Only the states of the invitations are read: an anonymous
answer stays unread."""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from academie.francais import enumeration, nombre, pourcentage
from academie.models import Structure, Territoire
from besoins.models import Enquete, Invitation
from besoins.queries.envoi import population
from besoins.statistiques.representativite import SEUIL, residu

NOMMEES_AU_PLUS = 6


@dataclass(frozen=True)
class Groupe:
    """`ecart` is in points: its share of the answers minus its share of the population."""

    cle: object
    libelle: str
    population: int
    repondues: int
    part_population: float
    part_repondues: float
    residu: float | None

    @property
    def ecart(self) -> float:
        return 100 * (self.part_repondues - self.part_population)

    @property
    def sous_represente(self) -> bool:
        """Fewer answers than chance explains."""
        return self.residu is not None and self.residu <= -SEUIL

    @property
    def sur_represente(self) -> bool:
        return self.residu is not None and self.residu >= SEUIL

    @property
    def muet(self) -> bool:
        return not self.repondues


@dataclass(frozen=True)
class Comparaison:
    """The groups of one key, from the most populated."""

    cle: str
    libelle: str
    groupes: list[Groupe]
    population: int
    repondues: int

    @property
    def phrases(self) -> list[str]:
        """What to look at, in words; nothing before the first answer."""
        if not self.repondues:
            return []
        manquants = [g for g in self.groupes if g.sous_represente and not g.muet]
        muets = [g for g in self.groupes if g.muet]
        phrases = [_phrase_sous_representes(manquants)] if manquants else []
        return phrases + ([_phrase_muets(muets)] if muets else [])


def representativite(enquete: Enquete) -> list[Comparaison]:
    """By région, level, nature and role: one query for each key, and one for the names of the régions."""
    regions = dict(Territoire.objects.regions().values_list("pk", "nom"))
    cles = [
        ("region", _("Région"), regions),
        ("niveau", _("Niveau de territoire"), dict(Territoire.Genre.choices)),
        ("nature", _("Nature de la structure"), dict(Structure.Genre.choices)),
        ("role", _("Qui répond"), dict(Invitation.Role.choices)),
    ]
    return [_comparer(enquete, cle, libelle, libelles) for cle, libelle, libelles in cles]


def _comparer(enquete: Enquete, cle: str, libelle: str, libelles: dict) -> Comparaison:
    comptes = list(
        population(enquete)
        .order_by()
        .values_list(cle)
        .annotate(n=Count("pk"), k=Count("pk", filter=Q(etat=Invitation.Etat.REPONDUE)))
        .order_by("-n", cle)
    )
    total, repondues = sum(n for _cle, n, _k in comptes), sum(k for _cle, _n, k in comptes)
    groupes = [
        Groupe(
            valeur,
            str(libelles.get(valeur, _("non précisé"))),
            n,
            k,
            n / total,
            k / repondues if repondues else 0,
            residu(k, n, repondues, total),
        )
        for valeur, n, k in comptes
    ]
    return Comparaison(cle, libelle, groupes, total, repondues)


def _phrase_sous_representes(groupes: list[Groupe]) -> str:
    return _("Moins de réponses que le hasard ne l'explique : %(groupes)s.") % {
        "groupes": _enumerer(
            _("%(groupe)s (%(k)s des réponses pour %(n)s de la population)")
            % {
                "groupe": groupe.libelle,
                "k": pourcentage(groupe.part_repondues),
                "n": pourcentage(groupe.part_population),
            }
            for groupe in groupes
        )
    }


def _phrase_muets(groupes: list[Groupe]) -> str:
    return _("Aucune réponse : %(groupes)s.") % {
        "groupes": _enumerer(
            _("%(groupe)s (%(n)s)") % {"groupe": groupe.libelle, "n": _interroges(groupe.population)}
            for groupe in groupes
        )
    }


def _interroges(n: int) -> str:
    return ngettext("%(n)s interrogée", "%(n)s interrogées", n) % {"n": nombre(n)}


def _enumerer(noms) -> str:
    noms = list(noms)
    reste = len(noms) - NOMMEES_AU_PLUS
    if reste > 0:
        noms = [*noms[:NOMMEES_AU_PLUS], ngettext("%(n)s autre", "%(n)s autres", reste) % {"n": nombre(reste)}]
    return enumeration(noms)
