from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BesoinsConfig(AppConfig):
    name = "besoins"
    verbose_name = _("Écouter et ingénierie")

    def ready(self):
        from auditlog.registry import auditlog

        from academie.branchements.accueil import FOURNISSEURS
        from academie.branchements.invariants import INVARIANTS
        from besoins import models
        from besoins.queries.accueil import apport_ecouter
        from besoins.queries.invariants import INVARIANTS_ECOUTER

        for modele in (models.Enquete, models.Besoin, models.Preuve, models.Signal):
            auditlog.register(modele)
        FOURNISSEURS.append(apport_ecouter)
        INVARIANTS.extend(INVARIANTS_ECOUTER)
