from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class AcademieConfig(AppConfig):
    name = "academie"
    verbose_name = _("Académie : personnes, territoires, droits")

    def ready(self):
        from auditlog.registry import auditlog

        from academie import models
        from academie.branchements.demonstration import CHAPITRES
        from academie.demonstration import chapitres
        from academie.recherche import tenir_les_index

        for modele in (models.Affectation, models.Structure, models.Theme):
            auditlog.register(modele)
        auditlog.register(models.Utilisateur, exclude_fields=["password", "last_login"])
        CHAPITRES.extend(chapitres())
        post_migrate.connect(tenir_les_index)
