"""Surveys made from others: the library, copies, new versions, files."""

import json

from django.http import Http404, HttpResponse
from django.utils.functional import cached_property
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from django.views.generic import DetailView, FormView, TemplateView

from academie.autorisations.vues import ActeView, FormulaireActeMixin, ProtegeeMixin
from academie.regles import Refus
from besoins.actions.bibliotheque import (
    ajouter_depuis,
    creer_depuis,
    dupliquer_enquete,
    importer_enquete,
    nouvelle_version,
)
from besoins.actions.enquete import classer_modele
from besoins.forms.bibliotheque import BrouillonForm, EnqueteFichierForm, ModeleForm, PriseForm
from besoins.models import Enquete, Question
from besoins.queries.bibliotheque import decrire_enquete, modele, modeles


class BibliothequeListView(ProtegeeMixin, TemplateView):
    permission = "enquete.concevoir"
    template_name = "besoins/bibliotheque/list.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, modeles=modeles(), vers=self.request.GET.get("vers", ""))


class ModeleMixin(ProtegeeMixin):
    permission = "enquete.concevoir"

    @cached_property
    def modele(self):
        trouve = modele(self.kwargs["cle"])
        if trouve is None:
            raise Http404
        return trouve


class BibliothequeDetailView(ModeleMixin, TemplateView):
    """All that a model asks, and how to take it: whole, a section, a question."""

    template_name = "besoins/bibliotheque/detail.html"

    def get_context_data(self, **kwargs):
        choix = BrouillonForm(self.request.GET, par=self.request.user)
        return super().get_context_data(
            **kwargs, modele=self.modele, choix=choix, vers=choix.brouillon(), genres=Question.Genre.choices
        )


class BibliothequeCreerView(ModeleMixin, ActeView):
    """A draft made from a model."""

    def get_object(self, queryset=None):
        return self.modele

    def acte(self, modele):
        return creer_depuis(description=modele.description, par=self.request.user, nom=modele.titre)

    def retour(self, objet) -> str:
        return objet.get_absolute_url()


class BibliothequeAjouterView(ActeView):
    """A section or a question of a model, added to a draft."""

    permission = "enquete.concevoir"
    model = Enquete
    reussite = _("C'est ajouté à la fin de l'enquête.")

    @cached_property
    def prise(self):
        form = PriseForm(self.request.POST)
        return form.cleaned_data if form.is_valid() else None

    def retour(self, objet):
        """Back to the model, to take something else."""
        return f"{self.prise['modele'].get_absolute_url()}?vers={objet.pk}" if self.prise else objet.get_absolute_url()

    def acte(self, enquete):
        if self.prise is None:
            raise Refus(_("Choisissez d'abord, dans la bibliothèque, la section ou la question à ajouter."))
        ajouter_depuis(enquete=enquete, **self.prise)


class EnqueteDupliquerView(ActeView):
    permission = "enquete.concevoir"
    model = Enquete
    reussite = _("Voici la copie : modifiez-la sans crainte pour l'original.")

    def acte(self, enquete):
        return dupliquer_enquete(enquete=enquete, par=self.request.user)


class EnqueteNouvelleVersionView(ActeView):
    permission = "enquete.concevoir"
    model = Enquete
    reussite = _("Voici la nouvelle version, en brouillon. Ses questions gardent leur code, pour comparer les vagues.")

    def acte(self, enquete):
        return nouvelle_version(enquete=enquete, par=self.request.user)


class EnqueteModeleView(ActeView):
    permission = "enquete.concevoir"
    model = Enquete

    def acte(self, enquete):
        form = ModeleForm(self.request.POST)
        if form.is_valid():
            return classer_modele(enquete=enquete, **form.cleaned_data)
        return None


class EnqueteJsonView(ProtegeeMixin, DetailView):
    """The survey as a file, to keep, translate or import elsewhere."""

    permission = "enquete.voir"
    model = Enquete

    def render_to_response(self, context, **kwargs):
        nom = slugify(self.object.titre)[:60] or f"enquete-{self.object.pk}"
        return HttpResponse(
            json.dumps(decrire_enquete(self.object), ensure_ascii=False, indent=2),
            content_type="application/json; charset=utf-8",
            headers={"Content-Disposition": f'attachment; filename="{nom}.json"'},
        )


class EnqueteImporterView(ProtegeeMixin, FormulaireActeMixin, FormView):
    permission = "enquete.concevoir"
    form_class = EnqueteFichierForm
    template_name = "besoins/bibliotheque/importer.html"

    def agir(self, form):
        fichier = form.cleaned_data["fichier"]
        return importer_enquete(contenu=fichier.read(), nom=fichier.name, par=self.request.user)

    def get_success_url(self):
        return self.object.get_absolute_url()
