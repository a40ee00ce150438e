"""The messages of besoins. Each fact has its key: it is told once, whatever is clicked twice."""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from academie.actions.message import mettre_en_file
from academie.models import Structure
from besoins.models import Enquete, Invitation, MouvementVersion, Reponse, VersionProgramme
from besoins.queries.enquete import questionnaire
from besoins.queries.invitation import lien_invitation
from besoins.queries.publication import relecteurs
from besoins.queries.reponse import pages_de_reponse

INVITATION = "besoins/messages/invitation.txt"


def apercu_invitation(enquete: Enquete, structure: Structure) -> dict[str, str]:
    """The subject and the text that `structure` would receive, without a real link."""
    contexte = {
        "invitation": Invitation(enquete=enquete, structure=structure),
        "enquete": enquete,
        "lien": _("(le lien personnel de la structure)"),
    }
    sujet, _saut, texte = render_to_string(INVITATION, contexte).strip().partition("\n")
    return {"sujet": sujet, "texte": texte}


def annoncer_invitation(invitation: Invitation) -> None:
    """Send its personal link to a structure; a new version of the link is a new message."""
    mettre_en_file(
        cle=f"enquete.invitation:{invitation.pk}:{invitation.version}",
        gabarit=INVITATION,
        contexte={
            "invitation": invitation,
            "enquete": invitation.enquete,
            "lien": settings.BASE_URL + lien_invitation(invitation),
        },
        destinataire=invitation.email,
    )


def accuser_reponse(reponse: Reponse) -> None:
    """Thank the structure and give it a copy of what it answered."""
    invitation = reponse.invitation
    mettre_en_file(
        cle=f"enquete.reponse:{reponse.pk}",
        gabarit="besoins/messages/reponse.txt",
        contexte={
            "reponse": reponse,
            "enquete": reponse.enquete,
            "pages": pages_de_reponse(questionnaire(reponse.enquete), reponse),
            "lien": settings.BASE_URL + lien_invitation(invitation),
        },
        destinataire=invitation.email,
    )


def demander_relecture(*, version: VersionProgramme, mouvement: MouvementVersion) -> None:
    """Ask everyone who may review a submitted version, its authors left out."""
    lien = settings.BASE_URL + reverse("besoins:programme_review", args=[version.pk])
    for personne in relecteurs(version):
        mettre_en_file(
            cle=f"version.soumise:{mouvement.pk}:{personne.pk}",
            gabarit="besoins/messages/relecture.txt",
            contexte={"version": version, "mouvement": mouvement, "personne": personne, "lien": lien},
            utilisateur=personne,
        )


def annoncer_avis(*, version: VersionProgramme, mouvement: MouvementVersion) -> None:
    """Tell the authors that their version was approved or sent back, with the reviewer's words."""
    lien = settings.BASE_URL + version.get_absolute_url()
    favorable = version.etat == VersionProgramme.Etat.RELUE
    for personne in version.redacteurs.filter(is_active=True).order_by("pk"):
        mettre_en_file(
            cle=f"version.avis:{mouvement.pk}:{personne.pk}",
            gabarit=f"besoins/messages/{'version_approuvee' if favorable else 'version_renvoyee'}.txt",
            contexte={"version": version, "mouvement": mouvement, "personne": personne, "lien": lien},
            utilisateur=personne,
        )
