from django.conf import settings
from django.urls import reverse

from academie.actions.message import mettre_en_file
from besoins.models import MouvementRessource, Ressource
from besoins.queries.parution import relecteurs


def demander_relecture(*, ressource: Ressource, mouvement: MouvementRessource) -> None:
    """Ask everyone who may review a submitted resource, its authors left out."""
    lien = settings.BASE_URL + reverse("besoins:ressource_review", args=[ressource.pk])
    for personne in relecteurs(ressource):
        mettre_en_file(
            cle=f"ressource.soumise:{mouvement.pk}:{personne.pk}",
            gabarit="besoins/messages/ressource_relecture.txt",
            contexte={"ressource": ressource, "mouvement": mouvement, "personne": personne, "lien": lien},
            utilisateur=personne,
        )


def annoncer_avis(*, ressource: Ressource, mouvement: MouvementRessource) -> None:
    """Tell the authors that their text is published or sent back, with the reviewer's words."""
    publiee = mouvement.vers == Ressource.Etat.PUBLIEE
    lien = mouvement.ressource.url_publique if publiee else ressource.get_absolute_url()
    for personne in ressource.redacteurs.filter(is_active=True).order_by("pk"):
        mettre_en_file(
            cle=f"ressource.avis:{mouvement.pk}:{personne.pk}",
            gabarit=f"besoins/messages/{'ressource_publiee' if publiee else 'ressource_renvoyee'}.txt",
            contexte={
                "ressource": ressource,
                "mouvement": mouvement,
                "personne": personne,
                "lien": settings.BASE_URL + lien,
            },
            utilisateur=personne,
        )
