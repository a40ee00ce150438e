from django.conf import settings
from django.urls import reverse

from academie.actions.message import mettre_en_file
from besoins.models import MouvementVersion, VersionProgramme
from besoins.queries.publication import relecteurs


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
