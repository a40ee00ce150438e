"""Programmes that leave and come in as files."""

import json

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import DetailView, FormView

from academie.autorisations.vues import FormulaireActeMixin, ProtegeeMixin
from academie.regles import ImportRefuse
from besoins.actions.echange import creer_programme_depuis, lire_programme
from besoins.actions.lecture import lire_json
from besoins.forms.echange import ProgrammeFichierForm, ProgrammeImportForm
from besoins.models import VersionProgramme
from besoins.queries.echange import ecrire_programme


class ProgrammeJsonView(ProtegeeMixin, DetailView):
    """A version as a file, to keep or to import elsewhere."""

    permission = "programme.voir"
    model = VersionProgramme

    def get_queryset(self):
        return super().get_queryset().select_related("programme")

    def render_to_response(self, context, **kwargs):
        nom = f"{self.object.programme.slug}-v{self.object.numero}.json"
        return HttpResponse(
            ecrire_programme(self.object),
            content_type="application/json; charset=utf-8",
            headers={"Content-Disposition": f'attachment; filename="{nom}"'},
        )


class ProgrammeImporterView(ProtegeeMixin, FormView):
    """The file is read, nothing is written: the page that follows says what it would give."""

    permission = "programme.rediger"
    form_class = ProgrammeFichierForm
    template_name = "besoins/echange/importer.html"

    def form_valid(self, form):
        fichier = form.cleaned_data["fichier"]
        try:
            description = lire_json(fichier.read(), fichier.name)
            lu = lire_programme(description, fichier.name)
        except ImportRefuse as refus:
            form.add_error("fichier", [str(erreur) for erreur in refus.erreurs])
            return self.form_invalid(form)
        proposition = ProgrammeImportForm(
            initial={
                "titre": lu.titre,
                "theme": lu.theme,
                "besoins": [besoin.pk for besoin in lu.retenus],
                "description": json.dumps(description, ensure_ascii=False),
            }
        )
        return self.response_class(self.request, ["besoins/echange/apercu.html"], {"form": proposition, "lu": lu})


class ProgrammeImporterCreerView(ProtegeeMixin, FormulaireActeMixin, FormView):
    """What was read becomes a draft, once the person has said what it answers."""

    permission = "programme.rediger"
    form_class = ProgrammeImportForm
    template_name = "besoins/echange/apercu.html"

    def get(self, request, *args, **kwargs):
        return HttpResponseRedirect(reverse("besoins:programme_importer"))

    def agir(self, form):
        return creer_programme_depuis(**form.cleaned_data, par=self.request.user)

    def get_context_data(self, **kwargs):
        contexte = super().get_context_data(**kwargs)
        try:
            lu = lire_programme(contexte["form"].cleaned_data.get("description"), _("Programme"))
        except ImportRefuse:
            lu = None
        return contexte | {"lu": lu}

    def get_success_url(self):
        return self.object.get_absolute_url()
