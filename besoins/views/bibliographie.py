from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import DetailView

from academie.autorisations.vues import ActeView, ProtegeeMixin
from besoins.actions.bibliographie import citer_ressource, ne_plus_citer
from besoins.models import VersionProgramme
from besoins.queries.bibliographie import citees, proposees, trouvees


class BibliographieMixin(ProtegeeMixin):
    model = VersionProgramme

    @cached_property
    def module(self):
        modules = self.get_object().modules.select_related("version__programme__theme")
        return get_object_or_404(modules, pk=self.kwargs["module"])

    def retour(self, objet):
        return reverse("besoins:bibliographie_detail", args=[objet.pk, self.module.pk])


class BibliographieDetailView(BibliographieMixin, DetailView):
    """What a module cites, what it might, and a search."""

    permission = "programme.voir"
    context_object_name = "version"
    template_name = "besoins/bibliographie/detail.html"

    def get_context_data(self, **kwargs):
        q = self.request.GET.get("q", "").replace("\0", "")[:100]
        brouillon = self.object.etat == VersionProgramme.Etat.BROUILLON
        peut_ecrire = brouillon and self.request.user.has_perm("programme.rediger", self.object)
        return super().get_context_data(
            **kwargs,
            module=self.module,
            q=q,
            citees=citees(self.module),
            trouvees=trouvees(self.module, q) if peut_ecrire else [],
            proposees=proposees(self.module) if peut_ecrire else [],
            peut_ecrire=peut_ecrire,
        )


class BibliographieAjouterView(BibliographieMixin, ActeView):
    permission = "programme.rediger"
    visible = "programme.voir"
    reussite = _("Le module cite cette ressource.")

    def acte(self, objet):
        citer_ressource(module=self.module, ressource=self.kwargs["ressource"], par=self.request.user)


class BibliographieRetirerView(BibliographieMixin, ActeView):
    permission = "programme.rediger"
    visible = "programme.voir"
    reussite = _("Le module ne cite plus cette ressource.")

    def acte(self, objet):
        ne_plus_citer(module=self.module, ressource=self.kwargs["ressource"], par=self.request.user)
