"""The team of the demonstration's référent and the posts of the network: who leaves, who is ready, what most people lack."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from academie.autorisations.table import Role
from academie.models import Affectation, Utilisateur
from certificats.actions.ecart_collectif import verser_ecart
from certificats.actions.poste import declarer_poste
from certificats.models import FichePoste, Poste
from certificats.queries.territoire import lignes_lisibles, par_competence

RESEAU = 90
DEPARTS = (75, 210)  # days from now


@transaction.atomic
def raconter_equipe() -> None:
    referent = Utilisateur.objects.get(email="referent@demo.example")
    fiches = list(FichePoste.objects.publiees().filter(structure=None, echelon__in=[1, 2]).order_by("echelon"))
    emplois = (
        Affectation.objects.du_jour()
        .filter(role=Role.ANIMATEUR, structure__isnull=False)
        .exclude(utilisateur__in=Poste.objects.du_jour().values("utilisateur"))
        .select_related("utilisateur", "structure")
        .order_by("pk")
    )
    equipe = list(emplois.filter(structure__in=referent.structures_comme(Role.REFERENT)))
    fins = dict(zip([emploi.pk for emploi in equipe], DEPARTS, strict=False))
    autres = emplois.exclude(pk__in=[emploi.pk for emploi in equipe])[:RESEAU]
    for rang, emploi in enumerate([*equipe, *autres]):
        _declarer(emploi, fiches[rang % len(fiches)], fins.get(emploi.pk))
    _verser()


def _declarer(emploi: Affectation, fiche: FichePoste, jours: int | None) -> None:
    aujourdhui = timezone.localdate()
    poste = Poste(
        utilisateur=emploi.utilisateur,
        intitule=fiche.titre,
        structure=emploi.structure,
        fiche=fiche,
        debut=date(aujourdhui.year - 2, 9, 1),
        fin=aujourdhui + timedelta(days=jours) if jours else None,
    )
    declarer_poste(poste=poste, par=emploi.utilisateur)


def _verser() -> None:
    """A competence that some prove and most lack becomes the evidence of a need."""
    conceptrice = Utilisateur.objects.get(email="concepteur@demo.example")
    for competence, part in lignes_lisibles(par_competence()):
        if part.oui and part.non:
            verser_ecart(competence=competence, par=conceptrice)
            return
