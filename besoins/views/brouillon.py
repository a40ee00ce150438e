from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from academie.autorisations.vues import ActeView
from besoins.actions.programme import rediger_programme
from besoins.actions.publication import reprendre_version, supprimer_brouillon
from besoins.forms.brouillon import SuppressionForm
from besoins.forms.programme import ProgrammeForm
from besoins.models import VersionProgramme
from besoins.queries.publication import pertes, travail_des_autres
from besoins.views.programme import VersionFormView


class ProgrammeReprendreView(ActeView):
    permission = "programme.rediger"
    visible = "programme.voir"
    model = VersionProgramme
    reussite = _("La version est de nouveau un brouillon. Soumettez-la quand elle est prête.")

    def acte(self, objet):
        return reprendre_version(version=objet, par=self.request.user)


class ProgrammeSupprimerView(VersionFormView):
    """The page of a draft already deleted is the list."""

    permission = "programme.rediger"
    form_class = SuppressionForm
    template_name = "besoins/brouillon/supprimer.html"
    reussite = _("Le brouillon est supprimé.")

    def get_queryset(self):
        return super().get_queryset().select_related("programme")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"a_confirmer": travail_des_autres(self.version)}

    def get_context_data(self, **kwargs):
        dernier = not self.version.programme.versions.exclude(pk=self.version.pk).exists()
        return super().get_context_data(**kwargs, pertes=pertes(self.version), dernier=dernier)

    def post(self, request, *args, **kwargs):
        if not self.get_queryset().filter(pk=self.kwargs["pk"]).exists():
            return HttpResponseRedirect(reverse("besoins:programme_list"))
        return super().post(request, *args, **kwargs)

    def agir(self, form):
        supprimer_brouillon(version=self.version, sachant=form.cleaned_data.get("sachant", False))

    def get_success_url(self):
        messages.success(self.request, self.reussite)
        return reverse("besoins:programme_list")


class ProgrammeDupliquerView(VersionFormView):
    """Another programme that starts as a copy of any version."""

    permission = "programme.rediger"
    form_class = ProgrammeForm
    template_name = "besoins/brouillon/dupliquer.html"
    reussite = _("Le nouveau programme est un brouillon, copie de la version choisie. Adaptez-le.")

    def get_queryset(self):
        return super().get_queryset().select_related("programme__theme")

    def get_initial(self):
        besoins = self.version.besoins.retenus()
        return {"theme": self.version.programme.theme, "besoins": list(besoins.values_list("pk", flat=True))}

    def agir(self, form):
        return rediger_programme(**form.cleaned_data, copiee_de=self.version, par=self.request.user)
