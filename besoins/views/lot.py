"""Resources brought by a file."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import DetailView, FormView
from django.views.generic.detail import SingleObjectMixin

from academie.autorisations.vues import ActeView, FormulaireActeMixin, ProtegeeMixin
from academie.regles import Refus
from besoins.actions.lot import abandonner_lot, deposer_fichier, importer_lot, regler_lot
from besoins.forms.lot import ColonnesForm, LecteurDeLot
from besoins.forms.ressource import DepotForm
from besoins.models import LotRessources

PAR_PAGE = 50


class LotCreateView(ProtegeeMixin, FormulaireActeMixin, FormView):
    """Bring a file: a text becomes a draft, a table is shown before anything of it is written."""

    permission = "ressource.rediger"
    form_class = DepotForm
    template_name = "besoins/lot/form.html"

    def agir(self, form):
        return deposer_fichier(**form.cleaned_data, par=self.request.user)

    def get_success_url(self):
        return self.object.get_absolute_url()


class LotMixin(ProtegeeMixin):
    permission = "ressource.rediger"
    model = LotRessources
    context_object_name = "lot"


class LotDetailView(LotMixin, DetailView):
    """What was understood of the file, row by row."""

    template_name = "besoins/lot/detail.html"

    def get_context_data(self, **kwargs):
        lignes = LecteurDeLot(self.object).lignes()
        fausses = [ligne for ligne in lignes if ligne.erreurs]
        page = Paginator(fausses or lignes, PAR_PAGE).get_page(self.request.GET.get("page"))
        return super().get_context_data(
            **kwargs, lignes=lignes, fausses=fausses, page_obj=page, importees=self.object.ressources.order_by("titre")
        )


class LotColonnesView(LotMixin, FormulaireActeMixin, SingleObjectMixin, FormView):
    form_class = ColonnesForm
    template_name = "besoins/lot/colonnes.html"

    @cached_property
    def object(self):
        return self.get_object()

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"lot": self.object, "initial": self.object.correspondance}

    def agir(self, form):
        return regler_lot(lot=self.object, correspondance=form.cleaned_data)

    def get_success_url(self):
        messages.success(self.request, _("Les colonnes sont enregistrées."))
        return self.object.get_absolute_url()


class LotImporterView(LotMixin, ActeView):
    reussite = _("Les ressources sont importées : ce sont des brouillons, à compléter puis à faire relire.")

    def acte(self, objet):
        lignes = LecteurDeLot(objet).lignes()
        if any(ligne.erreurs for ligne in lignes):
            raise Refus(_("Rien n'est importé : corrigez d'abord les lignes signalées, dans le fichier."))
        importer_lot(lot=objet, ressources=[ligne.ressource for ligne in lignes], par=self.request.user)


class LotAbandonnerView(LotMixin, ActeView):
    """A file already forgotten is forgotten."""

    def post(self, request, *args, **kwargs):
        if LotRessources.objects.filter(pk=self.kwargs["pk"]).exists():
            return super().post(request, *args, **kwargs)
        return HttpResponseRedirect(self.retour(None))

    def acte(self, objet):
        abandonner_lot(lot=objet)
        messages.success(self.request, _("Le fichier est oublié : rien n'en a été importé."))

    def retour(self, objet):
        return reverse("besoins:lot_create")
