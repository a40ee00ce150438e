"""The life of a version: who reviews it, what may be done now, what happened."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from academie import francais
from academie.autorisations.table import TABLE
from academie.models import Affectation, Utilisateur
from besoins.models import Besoin, VersionProgramme
from besoins.queries.catalogue import fiche
from besoins.queries.couverture import couverture
from besoins.queries.exigences import manques
from besoins.queries.programme import bilan_des_minutes

Etat = VersionProgramme.Etat


@dataclass(frozen=True)
class Geste:
    """A deed that the state and the role allow: a page to open, or a button that acts at once."""

    libelle: str
    url: str
    style: str = "btn-outline-primary"
    immediat: bool = False


# State → (permission, URL name, verb, button, acts at once, closed to its authors)
_GESTES = {
    Etat.BROUILLON: [
        ("programme.rediger", "programme_submit", gettext_lazy("Soumettre à la relecture"), "btn-primary", False, False),
        ("programme.voir", "programme_apercu", gettext_lazy("Voir l'aperçu"), "btn-outline-primary", False, False),
    ],
    Etat.EN_RELECTURE: [
        ("programme.relire", "programme_review", gettext_lazy("Relire"), "btn-primary", False, True),
        ("programme.voir", "programme_apercu", gettext_lazy("Voir l'aperçu"), "btn-outline-primary", False, False),
    ],
    Etat.RELUE: [
        ("programme.publier", "programme_publish", gettext_lazy("Publier au catalogue"), "btn-primary", False, False),
        ("programme.relire", "programme_review", gettext_lazy("Relire encore"), "btn-outline-primary", False, True),
    ],
    Etat.PUBLIEE: [
        ("programme.rediger", "programme_nouvelle_version", gettext_lazy("Préparer une nouvelle version"), "btn-primary", True, False),
        ("programme.publier", "programme_retire", gettext_lazy("Retirer du catalogue"), "btn-outline-danger", False, False),
    ],
    Etat.RETIREE: [
        ("programme.rediger", "programme_nouvelle_version", gettext_lazy("Préparer une nouvelle version"), "btn-primary", True, False),
    ],
}  # fmt: skip

_PHRASES = {
    ("", Etat.BROUILLON): gettext_lazy("%(qui)s a commencé la version %(numero)s."),
    (Etat.BROUILLON, Etat.EN_RELECTURE): gettext_lazy("%(qui)s a soumis la version %(numero)s à la relecture."),
    (Etat.EN_RELECTURE, Etat.RELUE): gettext_lazy("%(qui)s a relu et approuvé la version %(numero)s."),
    (Etat.EN_RELECTURE, Etat.BROUILLON): gettext_lazy("%(qui)s a renvoyé la version %(numero)s à la rédaction."),
    (Etat.RELUE, Etat.BROUILLON): gettext_lazy("%(qui)s a renvoyé la version %(numero)s à la rédaction."),
    (Etat.RELUE, Etat.PUBLIEE): gettext_lazy("%(qui)s a publié la version %(numero)s au catalogue."),
    (Etat.PUBLIEE, Etat.RETIREE): gettext_lazy("%(qui)s a retiré la version %(numero)s du catalogue."),
}


def gestes(version: VersionProgramme, utilisateur: Utilisateur) -> list[Geste]:
    """What this person may do with this version now, the main deed first."""
    redacteur = est_redacteur(version, utilisateur)
    return [
        Geste(libelle, reverse(f"besoins:{nom}", args=[version.pk]), style, immediat)
        for permission, nom, libelle, style, immediat, ferme_aux_redacteurs in _GESTES[version.etat]
        if permission in utilisateur.permissions and not (ferme_aux_redacteurs and redacteur)
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
        "manques": manques(version),
        "besoins_perdus": [besoin for besoin in version.besoins.all() if besoin.etat not in Besoin.SERVIS],
        "gestes": gestes(version, utilisateur),
        "peut_ecrire": peut_ecrire(version, utilisateur),
        "redacteurs": francais.enumeration(str(personne) for personne in version.redacteurs.order_by("pk")),
        "versions": list(version.programme.versions.select_related("redige_par").order_by("-numero")),
        "historique": historique(version),
    }


def _phrase(mouvement) -> str:
    fait = _PHRASES[mouvement.de, mouvement.vers] % {"qui": mouvement.par, "numero": mouvement.version.numero}
    phrase = f"{francais.date_longue(mouvement.le).capitalize()}, {fait}"
    return _("%(phrase)s « %(motif)s »") % {"phrase": phrase, "motif": mouvement.motif} if mouvement.motif else phrase
