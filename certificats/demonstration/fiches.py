"""The ladder of jobs, and a sheet that a structure adapts then has to look at again."""

from django.db import transaction

from academie.autorisations.table import Role
from academie.models import Affectation
from certificats.actions.echelle import charger_echelle
from certificats.actions.fiche_poste import (
    adapter_fiche,
    exiger_competence,
    modifier_fiche,
    ne_pas_pratiquer,
    nouvelle_version_fiche,
    publier_fiche,
)
from certificats.models import FichePoste


@transaction.atomic
def raconter_fiches() -> None:
    charger_echelle()
    nationale = FichePoste.objects.publiees().get(echelon=2, structure=None)
    emploi = Affectation.objects.du_jour().get(utilisateur__email="animateur@demo.example", role=Role.ANIMATEUR)
    adaptee = adapter_fiche(nationale=nationale, structure=emploi.structure)
    premiere, derniere = adaptee.exigences.all()[0], adaptee.exigences.last()
    exiger_competence(fiche=adaptee, competence=premiere.competence, niveau=premiere.niveau + 1)
    ne_pas_pratiquer(
        fiche=adaptee,
        exigence=derniere.pk,
        motif="La formation des collègues est assurée par la coordination du réseau.",
    )
    publier_fiche(fiche=adaptee)
    suivante = nouvelle_version_fiche(fiche=nationale)
    modifier_fiche(fiche=suivante, description=f"{suivante.description} Signaler les démarches en ligne inaccessibles.")
    relevee = suivante.exigences.all()[1]
    exiger_competence(fiche=suivante, competence=relevee.competence, niveau=relevee.niveau + 1)
    publier_fiche(fiche=suivante)
