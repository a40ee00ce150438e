from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BesoinsConfig(AppConfig):
    name = "besoins"
    verbose_name = _("Écouter et ingénierie")

    def ready(self):
        from auditlog.registry import auditlog

        from academie.branchements import qualiopi as registre
        from academie.branchements.accueil import FOURNISSEURS, VITRINES
        from academie.branchements.demonstration import CHAPITRES
        from academie.branchements.invariants import INVARIANTS
        from academie.branchements.periodique import RAPPELS
        from academie.diffusion.collection import JEUX
        from besoins import models
        from besoins.actions.calcul import constater_interruptions
        from besoins.actions.cloture import fermer_enquetes_echues
        from besoins.actions.commentaire import annoncer_commentaires
        from besoins.actions.envoi import constater_rebonds
        from besoins.actions.importation import oublier_importations
        from besoins.actions.lot import oublier_lots
        from besoins.actions.presence import oublier_presences
        from besoins.demonstration.recit import RECIT
        from besoins.queries.accueil import apport_ecouter, apport_ingenierie
        from besoins.queries.invariants import INVARIANTS_ECOUTER, INVARIANTS_INGENIERIE
        from besoins.queries.publics import vitrine
        from besoins.queries.qualiopi import PREUVES, fiches
        from besoins.resources.programme import PROGRAMMES
        from besoins.tasks.document import conserver_les_fiches
        from besoins.tasks.veille import relever_flux_dus

        for modele in (models.Enquete, models.Besoin, models.Preuve, models.Signal, models.Cotation, models.Programme, models.Objectif, models.Module):  # fmt: skip
            auditlog.register(modele)
        auditlog.register(models.Ressource, exclude_fields=["recherche", "region"])
        auditlog.register(models.VersionProgramme, exclude_fields=["recherche"])
        VITRINES.append(vitrine)
        registre.brancher(PREUVES, {1: fiches})
        FOURNISSEURS.extend([apport_ecouter, apport_ingenierie])
        INVARIANTS.extend([*INVARIANTS_ECOUTER, *INVARIANTS_INGENIERIE])
        RAPPELS.extend(
            [fermer_enquetes_echues, relever_flux_dus, oublier_importations, constater_rebonds, conserver_les_fiches]
        )
        RAPPELS.extend([annoncer_commentaires, oublier_presences, constater_interruptions, oublier_lots])
        CHAPITRES.extend(RECIT)
        JEUX.append(PROGRAMMES)
        self._brancher_l_effacement()

    def _brancher_l_effacement(self):
        from academie.branchements import fusion
        from academie.branchements.effacement import DEVENIRS, DONNEES, EFFACEMENTS
        from besoins.actions.effacement import effacer
        from besoins.queries import effacement
        from besoins.queries.fusion import deux_personnes

        EFFACEMENTS.append(effacer)
        DEVENIRS.append(effacement.devenirs)
        DONNEES.append(effacement.donnees)
        fusion.EMPECHEMENTS.append(deux_personnes)
