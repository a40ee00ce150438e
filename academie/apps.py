from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AcademieConfig(AppConfig):
    name = "academie"
    verbose_name = _("Académie : personnes, territoires, droits")
