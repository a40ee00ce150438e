import csv

from django.http import HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import CreateView, DetailView, FormView, ListView, UpdateView
from django.views.generic.detail import SingleObjectMixin

from academie.autorisations.vues import ActeView, FormulaireActeMixin, ProtegeeMixin
from academie.champs.facettes import FacettesMixin
from besoins.actions.besoin import (
    creer_besoin,
    ecarter_besoin,
    modifier_besoin,
    qualifier_besoin,
    reexaminer_besoin,
    retenir_besoin,
    satisfaire_besoin,
)
from besoins.actions.regroupement import degrouper_besoin, regrouper_besoins
from besoins.forms.besoin import (
    BesoinForm,
    DecisionForm,
    EcartForm,
    RechercheBesoinsForm,
    RegroupementForm,
    SatisfactionForm,
)
from besoins.models import Besoin
from besoins.queries.besoin import avec_preuves, dire_preuve, historique, preuves_de, regroupables
from besoins.queries.contribution import dire_suite
from besoins.queries.priorite import egalites, lignes_trouvees, place_de, tableau_des_priorites
from besoins.queries.tracabilite import programmes_du_besoin


class BesoinListView(ProtegeeMixin, FacettesMixin, ListView):
    permission = "besoin.voir"
    model = Besoin
    facettes = RechercheBesoinsForm
    template_name = "besoins/besoin/list.html"
    paginate_by = 50

    def get_queryset(self):
        return lignes_trouvees(super().get_queryset(), **self.criteres)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, egalites=egalites(self.object_list))


class BesoinListCsvView(BesoinListView):
    """The same list, with the same filters, for a spreadsheet."""

    paginate_by = None

    def render_to_response(self, context, **kwargs):
        reponse = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
        reponse["Content-Disposition"] = 'attachment; filename="besoins.csv"'
        csv.writer(reponse, delimiter=";").writerows(tableau_des_priorites(self.object_list))
        return reponse


class BesoinDetailView(ProtegeeMixin, DetailView):
    permission = "besoin.voir"
    model = Besoin
    template_name = "besoins/besoin/detail.html"
    context_object_name = "besoin"

    def get_queryset(self):
        return avec_preuves(super().get_queryset())

    def get_context_data(self, **kwargs):
        besoin = self.object
        programmes, suites = programmes_du_besoin(besoin)
        return super().get_context_data(
            **kwargs,
            preuves=[(preuve, dire_preuve(preuve)) for preuve in preuves_de(besoin)],
            ligne=place_de(besoin),
            membres=list(besoin.membres.all()),
            proches=[autre for autre, proche in regroupables(besoin) if proche],
            territoires=[territoire.designation for territoire in besoin.territoires.select_related("departement")],
            competences=[str(competence) for competence in besoin.competences.all()],
            historique=historique(besoin),
            programmes=programmes,
            suites=suites,
            devenir=dire_suite(besoin),
        )


class BesoinEditionMixin(ProtegeeMixin, FormulaireActeMixin):
    permission = "besoin.arbitrer"
    model = Besoin
    form_class = BesoinForm
    template_name = "besoins/besoin/form.html"


class BesoinCreateView(BesoinEditionMixin, CreateView):
    extra_context = {"titre": _("Nouveau besoin"), "verbe": _("Enregistrer le besoin")}

    def agir(self, form):
        besoin = creer_besoin(besoin=form.instance, par=self.request.user)
        return modifier_besoin(besoin=besoin, **form.liens())


class BesoinUpdateView(BesoinEditionMixin, UpdateView):
    extra_context = {"titre": _("Modifier le besoin"), "verbe": _("Enregistrer le besoin")}

    def agir(self, form):
        return modifier_besoin(besoin=form.instance, **form.liens())


class BesoinQualifierView(BesoinUpdateView):
    extra_context = {"titre": _("Qualifier le besoin"), "verbe": _("Qualifier le besoin")}

    def agir(self, form):
        return qualifier_besoin(besoin=super().agir(form), par=self.request.user)


class BesoinDecisionView(ProtegeeMixin, FormulaireActeMixin, SingleObjectMixin, FormView):
    """Retain, set aside or close, with the reason."""

    permission = "besoin.arbitrer"
    model = Besoin
    template_name = "besoins/besoin/decision.html"
    context_object_name = "besoin"

    @cached_property
    def object(self):
        return self.get_object()

    def get_queryset(self):
        return avec_preuves(super().get_queryset())

    def get_context_data(self, **kwargs):
        preuves = [dire_preuve(preuve) for preuve in preuves_de(self.object)]
        return super().get_context_data(**kwargs, preuves=preuves)

    def get_success_url(self):
        return self.object.get_absolute_url()


class BesoinRetenirView(BesoinDecisionView):
    form_class = DecisionForm
    extra_context = {"titre": _("Retenir ce besoin"), "verbe": _("Retenir le besoin")}

    def agir(self, form):
        return retenir_besoin(besoin=self.object, par=self.request.user, **form.cleaned_data)


class BesoinEcarterView(BesoinDecisionView):
    form_class = EcartForm
    extra_context = {"titre": _("Écarter ce besoin"), "verbe": _("Écarter le besoin")}

    def agir(self, form):
        return ecarter_besoin(besoin=self.object, par=self.request.user, **form.cleaned_data)


class BesoinSatisfaireView(BesoinDecisionView):
    form_class = SatisfactionForm
    extra_context = {"titre": _("Déclarer ce besoin satisfait"), "verbe": _("Déclarer le besoin satisfait")}

    def agir(self, form):
        return satisfaire_besoin(besoin=self.object, par=self.request.user, **form.cleaned_data)


class BesoinReexaminerView(ActeView):
    permission = "besoin.arbitrer"
    model = Besoin
    reussite = _("Le besoin est de nouveau à l'examen.")

    def acte(self, besoin):
        return reexaminer_besoin(besoin=besoin, par=self.request.user)


class BesoinRegrouperView(BesoinDecisionView):
    form_class = RegroupementForm
    extra_context = {"titre": _("Regrouper des besoins"), "verbe": _("Regrouper les besoins")}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"regroupables": regroupables(self.object)}

    def agir(self, form):
        besoins, titre = form.cleaned_data["besoins"], form.cleaned_data["titre"]
        sous, besoins = (None, [self.object, *besoins]) if titre else (self.object, besoins)
        self.object = regrouper_besoins(besoins=besoins, sous=sous, titre=titre, par=self.request.user)
        return self.object


class BesoinDegrouperView(ActeView):
    permission = "besoin.arbitrer"
    model = Besoin
    reussite = _("Le besoin est séparé de son groupe : il retrouve son état et ses preuves.")

    def acte(self, besoin):
        return degrouper_besoin(besoin=besoin, par=self.request.user)
