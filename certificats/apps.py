from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CertificatsConfig(AppConfig):
    name = "certificats"
    verbose_name = _("Certificats et parcours")
