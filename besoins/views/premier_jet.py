from django.contrib import messages
from django.http import HttpResponseRedirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import DetailView

from academie.autorisations.vues import ProtegeeMixin
from academie.regles import Refus
from besoins.actions.premier_jet import reprendre_premier_jet
from besoins.actions.programme import exiger_brouillon
from besoins.models import VersionProgramme
from besoins.queries.premier_jet import premier_jet


class PremierJetView(ProtegeeMixin, DetailView):
    """What exists elsewhere for the needs of a draft, to tick and take."""

    permission = "programme.rediger"
    visible = "programme.voir"
    model = VersionProgramme
    context_object_name = "version"
    template_name = "besoins/premier_jet/page.html"

    def get_queryset(self):
        return super().get_queryset().select_related("programme")

    @cached_property
    def besoins_choisis(self) -> list[int]:
        return self._cles(self.request.GET, "besoin")

    def get(self, request, *args, **kwargs):
        self.object = self.get_object()
        try:
            exiger_brouillon(self.object)
        except Refus as refus:
            messages.error(request, refus.message)
            return HttpResponseRedirect(self.object.get_absolute_url())
        return self.render_to_response(self.get_context_data())

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            **kwargs,
            jet=premier_jet(self.object, self.besoins_choisis),
            besoins=list(self.object.besoins.retenus()),
            besoins_choisis=self.besoins_choisis,
        )

    def post(self, request, *args, **kwargs):
        self.object = self.get_object()
        choix = {nom: self._cles(request.POST, nom) for nom in ("objectifs", "modules")}
        try:
            repris = reprendre_premier_jet(version=self.object, par=request.user, **choix)
        except Refus as refus:
            messages.error(request, refus.message)
            return HttpResponseRedirect(request.get_full_path())
        messages.success(request, self._reussite(repris))
        return HttpResponseRedirect(self.object.get_absolute_url())

    def _reussite(self, repris: int) -> str:
        if not repris:
            return _("Tout ce que vous avez coché est déjà dans le dossier.")
        return ngettext(
            "%(nombre)d élément repris. Relisez-le : il vient d'un autre programme.",
            "%(nombre)d éléments repris. Relisez-les : ils viennent d'autres programmes.",
            repris,
        ) % {"nombre": repris}

    def _cles(self, donnees, nom: str) -> list[int]:
        return [int(cle) for cle in donnees.getlist(nom) if cle.isdecimal() and cle.isascii() and len(cle) < 10]
