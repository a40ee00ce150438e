"""The life of a version: who reviews it, what may be done now, what happened."""

from dataclasses import dataclass
from enum import Enum, auto

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from academie import francais
from academie.autorisations.table import TABLE
from academie.models import Affectation, Utilisateur
from besoins.models import Besoin, VersionProgramme
from besoins.queries.catalogue import fiche
from besoins.queries.commentaire import nombre_d_ouverts
from besoins.queries.couverture import couverture
from besoins.queries.differences import venue_d_ailleurs
from besoins.queries.exigences import manques, points
from besoins.queries.programme import bilan_des_minutes

Etat = VersionProgramme.Etat


@dataclass(frozen=True)
class Geste:
    """A deed that the state and the role allow: a page to open, or a button that acts at once."""

    libelle: str
    url: str
    style: str = "btn-outline-primary"
    immediat: bool = False


class Pour(Enum):
    """To whom a deed is open, among those whose role allows it."""

    TOUS = auto()
    REDACTEURS = auto()
    LES_AUTRES = auto()


# State → (permission, URL name, verb, button, acts at once, for whom)
_APERCU = ("programme.voir", "programme_apercu", gettext_lazy("Voir l'aperçu"), "btn-outline-primary", False, Pour.TOUS)
_REPRENDRE = (
    "programme.rediger",
    "programme_reprendre",
    gettext_lazy("Reprendre la rédaction"),
    "btn-outline-primary",
    True,
    Pour.REDACTEURS,
)
_NOUVELLE = (
    "programme.rediger",
    "programme_nouvelle_version",
    gettext_lazy("Préparer une nouvelle version"),
    "btn-primary",
    True,
    Pour.TOUS,
)
_DUPLIQUER = (
    "programme.rediger",
    "programme_dupliquer",
    gettext_lazy("Dupliquer"),
    "btn-outline-primary",
    False,
    Pour.TOUS,
)
_GESTES = {
    Etat.BROUILLON: [
        ("programme.rediger", "programme_submit", gettext_lazy("Soumettre à la relecture"), "btn-primary", False, Pour.TOUS),
        _APERCU,
        _DUPLIQUER,
        ("programme.rediger", "programme_supprimer", gettext_lazy("Supprimer le brouillon"), "btn-outline-danger", False, Pour.TOUS),
    ],
    Etat.EN_RELECTURE: [
        ("programme.relire", "programme_review", gettext_lazy("Relire"), "btn-primary", False, Pour.LES_AUTRES),
        _APERCU,
        _REPRENDRE,
        _DUPLIQUER,
    ],
    Etat.RELUE: [
        ("programme.publier", "programme_publish", gettext_lazy("Publier au catalogue"), "btn-primary", False, Pour.TOUS),
        ("programme.relire", "programme_review", gettext_lazy("Relire encore"), "btn-outline-primary", False, Pour.LES_AUTRES),
        _REPRENDRE,
        _DUPLIQUER,
    ],
    Etat.PUBLIEE: [
        _NOUVELLE,
        _DUPLIQUER,
        ("programme.publier", "programme_retire", gettext_lazy("Retirer du catalogue"), "btn-outline-danger", False, Pour.TOUS),
    ],
    Etat.RETIREE: [_NOUVELLE, _DUPLIQUER],
}  # fmt: skip

REPRISE = "reprise"
_PHRASES = {
    ("", Etat.BROUILLON): gettext_lazy("%(qui)s a commencé la version %(numero)s."),
    (Etat.BROUILLON, Etat.EN_RELECTURE): gettext_lazy("%(qui)s a soumis la version %(numero)s à la relecture."),
    (Etat.EN_RELECTURE, Etat.RELUE): gettext_lazy("%(qui)s a relu et approuvé la version %(numero)s."),
    (Etat.EN_RELECTURE, Etat.BROUILLON): gettext_lazy("%(qui)s a renvoyé la version %(numero)s à la rédaction."),
    (Etat.RELUE, Etat.BROUILLON): gettext_lazy("%(qui)s a renvoyé la version %(numero)s à la rédaction."),
    # Sent back with an opinion, taken back without one.
    REPRISE: gettext_lazy("%(qui)s a repris la rédaction de la version %(numero)s."),
    (Etat.RELUE, Etat.PUBLIEE): gettext_lazy("%(qui)s a publié la version %(numero)s au catalogue."),
    (Etat.PUBLIEE, Etat.RETIREE): gettext_lazy("%(qui)s a retiré la version %(numero)s du catalogue."),
}


def gestes(version: VersionProgramme, utilisateur: Utilisateur) -> list[Geste]:
    """What this person may do with this version now, the main deed first."""
    ouverts = {Pour.TOUS, Pour.REDACTEURS if est_redacteur(version, utilisateur) else Pour.LES_AUTRES}
    return [
        Geste(libelle, reverse(f"besoins:{nom}", args=[version.pk]), style, immediat)
        for permission, nom, libelle, style, immediat, pour in _GESTES[version.etat]
        if permission in utilisateur.permissions and pour in ouverts
    ]


def est_redacteur(version: VersionProgramme, utilisateur: Utilisateur) -> bool:
    return version.redacteurs.filter(pk=utilisateur.pk).exists()


def peut_ecrire(version: VersionProgramme, utilisateur: Utilisateur) -> bool:
    return version.etat == Etat.BROUILLON and "programme.rediger" in utilisateur.permissions


def relecteurs(version: VersionProgramme) -> QuerySet:
    """Those who may review today, its authors left out."""
    affectations = Affectation.objects.du_jour().filter(role__in=TABLE["programme.relire"])
    return (
        Utilisateur.objects.filter(is_active=True, pk__in=affectations.values("utilisateur"))
        .exclude(pk__in=version.redacteurs.values("pk"))
        .order_by("pk")
    )


def travail_des_autres(version: VersionProgramme) -> bool:
    """Whether deleting it would lose what others wrote: a review, a comment."""
    return version.soumise_le is not None or version.commentaires.exists()


def pertes(version: VersionProgramme) -> list[str]:
    """What deleting a draft would lose, in phrases."""
    comptes = (
        (version.objectifs.count(), ngettext_lazy("%(n)d objectif", "%(n)d objectifs", "n")),
        (version.modules.count(), ngettext_lazy("%(n)d module", "%(n)d modules", "n")),
        (version.positionnements.count(), ngettext_lazy("%(n)d question", "%(n)d questions", "n")),
        (version.commentaires.count(), ngettext_lazy("%(n)d fil de commentaires", "%(n)d fils de commentaires", "n")),
        (
            version.mouvements.filter(vers=Etat.BROUILLON).exclude(de="").exclude(motif="").count(),
            ngettext_lazy("%(n)d avis de relecture", "%(n)d avis de relecture", "n"),
        ),
    )
    return [str(phrase % {"n": nombre}) for nombre, phrase in comptes if nombre]


def historique(version: VersionProgramme) -> list[str]:
    """What happened to every version of the programme, latest first, in sentences."""
    mouvements = (
        version.mouvements.model.objects.filter(version__programme=version.programme_id)
        .select_related("par", "version")
        .order_by("-le", "-pk")
    )
    return [_phrase(mouvement) for mouvement in mouvements]


def atelier(version: VersionProgramme, utilisateur: Utilisateur) -> dict:
    """What the workshop's page shows of a version to this person. `version` comes from `avec_contenu`."""
    return {
        "fiche": fiche(version),
        "bilan": bilan_des_minutes(version),
        "couverture": couverture(version),
        "indicateurs": points(version),
        "manques": manques(version),
        "origine": version.copiee_de if venue_d_ailleurs(version) else None,
        "besoins_perdus": [besoin for besoin in version.besoins.all() if besoin.etat not in Besoin.SERVIS],
        "gestes": gestes(version, utilisateur),
        "peut_ecrire": peut_ecrire(version, utilisateur),
        "redacteurs": francais.enumeration(str(personne) for personne in version.redacteurs.order_by("pk")),
        "versions": list(version.programme.versions.select_related("redige_par").order_by("-numero")),
        "historique": historique(version),
        "ouverts": nombre_d_ouverts(version),
    }


def _phrase(mouvement) -> str:
    reprise = mouvement.de and mouvement.vers == Etat.BROUILLON and not mouvement.motif
    fait = _PHRASES[REPRISE if reprise else (mouvement.de, mouvement.vers)] % {
        "qui": mouvement.par,
        "numero": mouvement.version.numero,
    }
    phrase = f"{francais.date_longue(mouvement.le).capitalize()}, {fait}"
    return _("%(phrase)s « %(motif)s »") % {"phrase": phrase, "motif": mouvement.motif} if mouvement.motif else phrase
