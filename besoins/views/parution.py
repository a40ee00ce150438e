"""A resource in the hands of those who write it, review it, publish it."""

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import DetailView, FormView, ListView, TemplateView
from django.views.generic.detail import SingleObjectMixin

from academie.autorisations.vues import ActeView, ConfirmationView, FormulaireActeMixin, ProtegeeMixin
from academie.champs.facettes import FacettesMixin
from academie.regles import Refus
from besoins.actions.parution import relire_ressource, retirer_ressource, soumettre_ressource
from besoins.actions.ressource import (
    commencer_ressource,
    corriger_ressource,
    exiger_brouillon,
    joindre_fichier,
    modifier_ressource,
    supprimer_ressource,
)
from besoins.forms.ressource import AvisForm, FiltreDossiersForm, PieceForm, RessourceForm, RetraitForm
from besoins.models import Ressource
from besoins.queries import ressource as lectures
from besoins.queries.parution import dossier, dossiers_trouves, manques, relecteurs
from besoins.views.redaction import ConflitMixin


class DossierListView(ProtegeeMixin, FacettesMixin, ListView):
    permission = "ressource.voir"
    model = Ressource
    facettes = FiltreDossiersForm
    template_name = "besoins/ressource/dossiers.html"
    paginate_by = 25

    def get_queryset(self):
        return dossiers_trouves(super().get_queryset(), **self.criteres)


class DossierMixin(ProtegeeMixin):
    permission = "ressource.rediger"
    visible = "ressource.voir"
    model = Ressource
    context_object_name = "ressource"

    def get_queryset(self):
        return super().get_queryset().select_related("theme", "territoire__departement", "region", "corrige")


class DossierDetailView(DossierMixin, DetailView):
    """The resource as the public will read it, and what may be done with it."""

    permission = "ressource.voir"
    visible = None
    template_name = "besoins/ressource/dossier.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            **kwargs,
            **lectures.lire(self.object),
            **dossier(self.object, self.request.user),
        )


class RessourceChoixView(ProtegeeMixin, TemplateView):
    """Which kind of resource to write."""

    permission = "ressource.rediger"
    template_name = "besoins/ressource/choix.html"
    extra_context = {"genres": Ressource.Genre.choices}


class RessourceCreateView(ProtegeeMixin, FormulaireActeMixin, FormView):
    permission = "ressource.rediger"
    form_class = RessourceForm
    template_name = "besoins/ressource/form.html"

    def get_form_kwargs(self):
        if self.kwargs["genre"] not in Ressource.Genre:
            raise Http404
        return super().get_form_kwargs() | {"genre": self.kwargs["genre"]}

    def agir(self, form):
        return commencer_ressource(genre=self.kwargs["genre"], par=self.request.user, **form.cleaned_data)

    def get_success_url(self):
        messages.success(self.request, _("Le brouillon est enregistré."))
        return self.object.get_absolute_url()


class DossierFormView(DossierMixin, FormulaireActeMixin, SingleObjectMixin, FormView):
    """A form about one resource."""

    reussite = _("C'est enregistré.")

    @cached_property
    def object(self):
        return self.get_object()

    def get_success_url(self):
        messages.success(self.request, self.reussite)
        return self.object.get_absolute_url()


class BrouillonFormView(DossierFormView):
    """A form that writes in a draft; on any other it leads back and says why."""

    def get(self, request, *args, **kwargs):
        try:
            exiger_brouillon(self.object)
        except Refus as refus:
            messages.error(request, refus.message)
            return HttpResponseRedirect(self.object.get_absolute_url())
        return super().get(request, *args, **kwargs)


class RessourceUpdateView(ConflitMixin, BrouillonFormView):
    form_class = RessourceForm
    template_name = "besoins/ressource/form.html"
    conflit = "besoins/ressource/conflit.html"

    @property
    def redige(self):
        return self.object

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"genre": self.object.genre, "instance": self.object}

    def agir(self, form):
        return modifier_ressource(ressource=self.object, par=self.request.user, lue=self.lue, **form.cleaned_data)


class RessourcePieceView(BrouillonFormView):
    form_class = PieceForm
    template_name = "besoins/ressource/piece.html"
    reussite = _("Le fichier est joint.")

    def agir(self, form):
        return joindre_fichier(ressource=self.object, fichier=form.cleaned_data["fichier"], par=self.request.user)


class RessourcePieceRetirerView(DossierMixin, ActeView):
    reussite = _("Le fichier n'est plus joint.")

    def acte(self, objet):
        joindre_fichier(ressource=objet, fichier=None, par=self.request.user)


class RessourceSubmitView(DossierMixin, ConfirmationView):
    template_name = "besoins/ressource/submit.html"
    reussite = _("La ressource est en relecture. Les personnes qui peuvent la relire sont prévenues.")

    def get_context_data(self, **kwargs):
        autres = relecteurs(self.object).exclude(pk=self.request.user.pk).count()
        return super().get_context_data(**kwargs, manques=manques(self.object), relecteurs=autres)

    def acte(self, objet):
        return soumettre_ressource(ressource=objet, par=self.request.user)


class RessourceReviewView(DossierFormView):
    permission = "ressource.relire"
    form_class = AvisForm
    template_name = "besoins/ressource/review.html"
    reussite = _("Votre avis est enregistré. Les auteurs et autrices sont prévenus.")

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            **kwargs,
            **lectures.lire(self.object),
            **dossier(self.object, self.request.user),
        )

    def agir(self, form):
        return relire_ressource(
            ressource=self.object,
            favorable=form.cleaned_data["decision"] == "publier",
            avis=form.cleaned_data["avis"],
            par=self.request.user,
        )


class RessourceRetireView(DossierFormView):
    permission = "ressource.relire"
    form_class = RetraitForm
    template_name = "besoins/ressource/retirer.html"
    reussite = _("La ressource n'est plus publique.")

    def agir(self, form):
        return retirer_ressource(ressource=self.object, par=self.request.user, **form.cleaned_data)


class RessourceCorrigerView(DossierMixin, ActeView):
    reussite = _("La correction est un brouillon. La version publiée ne change pas encore.")

    def acte(self, objet):
        return corriger_ressource(ressource=objet, par=self.request.user)


class RessourceDeleteView(DossierMixin, ConfirmationView):
    """The page of a draft already removed is its list."""

    template_name = "besoins/ressource/delete.html"

    def post(self, request, *args, **kwargs):
        if not Ressource.objects.filter(pk=self.kwargs["pk"]).exists():
            return HttpResponseRedirect(self.liste)
        return super().post(request, *args, **kwargs)

    def acte(self, objet):
        supprimer_ressource(ressource=objet)
        messages.success(self.request, _("Le brouillon est supprimé."))

    def retour(self, objet):
        return objet.get_absolute_url() if objet.pk else self.liste

    @property
    def liste(self) -> str:
        return reverse("besoins:dossier_list")
