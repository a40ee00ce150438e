from django.db import models
from django.utils.translation import gettext_lazy as _


class Theme(models.Model):
    """What a need or a programme is about; the slug is part of the feeds' addresses."""

    slug = models.SlugField(_("identifiant"), max_length=60, unique=True)
    nom = models.CharField(_("nom"), max_length=120)

    class Meta:
        verbose_name = _("thème")
        verbose_name_plural = _("thèmes")
        ordering = ["nom"]

    def __str__(self):
        return self.nom
