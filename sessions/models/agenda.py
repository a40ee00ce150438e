from django.db import models
from django.utils.translation import gettext_lazy as _


class Agenda(models.Model):
    """A public feed, ready to serve: rewritten by the action that changes one of its sessions, never by a clock."""

    cle = models.CharField(_("clé"), max_length=120, unique=True, help_text=_("Par exemple « region/11 »."))
    contenu = models.BinaryField(_("texte iCalendar"), default=b"")
    etag = models.CharField(_("empreinte"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("agenda")
        verbose_name_plural = _("agendas")
        ordering = ["cle"]

    def __str__(self):
        return self.cle
