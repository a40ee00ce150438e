"""The life of a resource: what its kind still asks, who reviews it, what may be done now, what happened."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from academie import francais
from academie.autorisations.table import TABLE
from academie.models import Affectation, Utilisateur
from academie.recherche import chercher
from besoins.models import MouvementRessource, Ressource
from besoins.queries.publication import Geste
from besoins.textes.differences import mots_differents

Etat = Ressource.Etat
CHAMPS = tuple(
    dict.fromkeys(
        [
            *(champ for champ in Ressource.COMMUNS if champ != "competences"),
            *(champ for corps in Ressource.CORPS.values() for champ in corps),
            *Ressource.PROVENANCE,
            "fichier_nom",
        ]
    )
)


@dataclass(frozen=True)
class Manque:
    libelle: str
    url: str


def demandes(genre: str) -> list[str]:
    """The fields that a resource of this kind must fill before somebody reviews it."""
    ou = ["territoire"] if genre in Ressource.SITUES else []
    corps = [champ for champ in Ressource.CORPS[genre] if champ not in Ressource.FACULTATIFS[genre]]
    return ["theme", *ou, *corps, "source"]


def manques(ressource: Ressource) -> list[Manque]:
    """What its kind must tell before somebody reviews it, field by field."""
    url = reverse("besoins:ressource_update", args=[ressource.pk])
    absents = [
        Manque(_libelle(champ), f"{url}#id_{champ}")
        for champ in demandes(ressource.genre)
        if not str(getattr(ressource, champ) or "").strip()
    ]
    if ressource.genre == Ressource.Genre.ETUDE and not (ressource.texte or ressource.fichier or ressource.adresse):
        absents.append(Manque(_("le texte complet, un fichier joint ou l'adresse de l'étude"), f"{url}#id_texte"))
    return absents


def relecteurs(ressource: Ressource) -> QuerySet:
    """Those who may review today, its authors left out."""
    affectations = Affectation.objects.du_jour().filter(role__in=TABLE["ressource.relire"])
    return (
        Utilisateur.objects.filter(is_active=True, pk__in=affectations.values("utilisateur"))
        .exclude(pk__in=ressource.redacteurs.values("pk"))
        .order_by("pk")
    )


# State → (permission, URL name, verb, button, acts at once, closed to its authors)
_GESTES = {
    Etat.BROUILLON: [
        ("ressource.rediger", "ressource_submit", gettext_lazy("Soumettre à la relecture"), "btn-primary", False, False),
        ("ressource.rediger", "ressource_update", gettext_lazy("Modifier"), "btn-outline-primary", False, False),
        ("ressource.rediger", "ressource_piece", gettext_lazy("Joindre un fichier"), "btn-outline-primary", False, False),
        ("ressource.rediger", "ressource_delete", gettext_lazy("Supprimer"), "btn-outline-danger", False, False),
    ],
    Etat.EN_RELECTURE: [("ressource.relire", "ressource_review", gettext_lazy("Relire"), "btn-primary", False, True)],
    Etat.PUBLIEE: [
        ("ressource.rediger", "ressource_corriger", gettext_lazy("Corriger"), "btn-primary", True, False),
        ("ressource.relire", "ressource_retire", gettext_lazy("Retirer"), "btn-outline-danger", False, False),
    ],
}  # fmt: skip
_PHRASES = {
    ("", Etat.BROUILLON): gettext_lazy("%(qui)s a commencé la version %(version)s."),
    (Etat.BROUILLON, Etat.EN_RELECTURE): gettext_lazy("%(qui)s a soumis la version %(version)s à la relecture."),
    (Etat.EN_RELECTURE, Etat.BROUILLON): gettext_lazy("%(qui)s a relu la version %(version)s et l'a renvoyée."),
    (Etat.EN_RELECTURE, Etat.PUBLIEE): gettext_lazy("%(qui)s a relu et publié la version %(version)s."),
    (Etat.PUBLIEE, Etat.PUBLIEE): gettext_lazy("%(qui)s a relu et publié la correction : version %(version)s."),
    (Etat.PUBLIEE, Etat.RETIREE): gettext_lazy("%(qui)s a retiré cette ressource."),
}


def dossiers_trouves(ressources: QuerySet, *, q: str = "", etat: str = "", genre: str = "") -> QuerySet:
    """The workshop's list: withdrawn ones only when asked for, corrections that joined their resource never."""
    ressources = ressources.exclude(etat=Etat.INTEGREE)
    ressources = ressources.filter(etat=etat) if etat else ressources.exclude(etat=Etat.RETIREE)
    if genre:
        ressources = ressources.filter(genre=genre)
    return chercher(ressources, q).select_related("territoire", "redige_par").order_by("-cree_le", "pk")


def dossier(ressource: Ressource, utilisateur: Utilisateur) -> dict:
    """What the page of those who write shows to this person."""
    redacteur = ressource.redacteurs.filter(pk=utilisateur.pk).exists()
    a_corriger = ressource.corrections.filter(etat__in=Ressource.EN_CHANTIER).first()
    return {
        "gestes": [
            Geste(str(libelle), reverse(f"besoins:{nom}", args=[ressource.pk]), style, immediat)
            for permission, nom, libelle, style, immediat, ferme in _GESTES.get(ressource.etat, [])
            if not (ferme and redacteur) and utilisateur.has_perm(permission, ressource)
        ],
        "manques": manques(ressource) if ressource.etat == Etat.BROUILLON else [],
        "historique": historique(ressource),
        "correction": a_corriger,
        "changements": changements(ressource) if ressource.corrige and ressource.etat != Etat.INTEGREE else [],
        "redacteur": redacteur,
    }


def changements(correction: Ressource) -> list[tuple[str, list[tuple[str, str]]]]:
    """What a correction changes of what is published: each field, and its pieces kept, taken off or added."""
    avant, apres = ({champ: dire(r, champ) for champ in CHAMPS} for r in (correction.corrige, correction))
    return [
        (_libelle(champ).capitalize(), mots_differents(avant[champ], apres[champ]))
        for champ in CHAMPS
        if avant[champ] != apres[champ]
    ]


def dire(ressource: Ressource, champ: str) -> str:
    if champ == "reproductible":
        return str(ressource.get_reproductible_display())
    return str(getattr(ressource, champ) or "")


def historique(ressource: Ressource) -> list[str]:
    """What happened to a resource and to its corrections, latest first, in sentences."""
    entiere = ressource.corrige_id or ressource.pk
    mouvements = MouvementRessource.objects.filter(ressource=entiere) | MouvementRessource.objects.filter(
        ressource__corrige=entiere
    )
    return [_phrase(mouvement) for mouvement in mouvements.select_related("par").order_by("-le", "-pk")]


def _phrase(mouvement: MouvementRessource) -> str:
    quoi = _PHRASES[mouvement.de, mouvement.vers] % {"qui": mouvement.par, "version": mouvement.version}
    phrase = f"{francais.date_longue(mouvement.le).capitalize()}, {quoi}"
    if mouvement.remplace:
        champs = francais.enumeration([_libelle(champ) for champ in mouvement.remplace])
        phrase += " " + _("Ce qui a changé : %(champs)s.") % {"champs": champs}
    return f"{phrase} « {mouvement.motif} »" if mouvement.motif else phrase


def _libelle(champ: str) -> str:
    return str(Ressource._meta.get_field(champ).verbose_name)
