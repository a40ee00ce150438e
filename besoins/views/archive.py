"""An address that was once public answers for ever."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.generic import DetailView

from besoins.models import VersionProgramme
from besoins.queries.archive import programmes_voisins, versions_parues
from besoins.queries.catalogue import fiche
from besoins.queries.programme import avec_contenu


class ArchiveDetailView(DetailView):
    """Any version once published, as it was; it says which one replaced it."""

    template_name = "besoins/archive/detail.html"
    context_object_name = "version"

    def get_object(self, queryset=None):
        parues = VersionProgramme.objects.filter(etat__in=VersionProgramme.ETE_PUBLIEES)
        return get_object_or_404(
            avec_contenu(parues), programme__slug=self.kwargs["slug"], numero=self.kwargs["numero"]
        )

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            **kwargs, fiche=fiche(self.object), courante=self.object.programme.versions.publiees().first()
        )


class RetireeMixin:
    """A programme that left the catalogue is gone, not unknown: since when, and where to go."""

    def get(self, request, *args, **kwargs):
        try:
            return super().get(request, *args, **kwargs)
        except Http404:
            versions = versions_parues(self.kwargs["slug"])
            if not versions:
                raise
            derniere = next(iter(versions.values()))
            contexte = {"version": derniere, "voisins": list(programmes_voisins(derniere))}
            return render(request, "besoins/archive/retiree.html", contexte, status=410)
