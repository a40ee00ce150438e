from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BesoinsConfig(AppConfig):
    name = "besoins"
    verbose_name = _("Écouter et ingénierie")
