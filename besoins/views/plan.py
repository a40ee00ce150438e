from django.contrib import messages
from django.http import FileResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from django.views.generic import DetailView, FormView, ListView
from django.views.generic.detail import SingleObjectMixin

from academie.autorisations.vues import ActeView, ConfirmationView, FormulaireActeMixin, ProtegeeMixin
from academie.regles import Refus
from academie.tableaux import TABLEUR, ecrire_classeur
from besoins.actions.calcul import arreter_calcul
from besoins.actions.copie_plan import copier_plan
from besoins.actions.plan import (
    adopter_plan,
    completer_plan,
    creer_plan,
    exiger_brouillon,
    fixer_sessions,
    modifier_plan,
    peser_besoin,
    poser_planchers,
    regler_disponibilite,
    regler_programme,
    reprendre_proposition,
    supprimer_plan,
)
from besoins.forms.plan import (
    BesoinForm,
    ComparaisonForm,
    CopieForm,
    DisponibiliteForm,
    PlanchersForm,
    PlanCreateForm,
    PlanForm,
    ProgrammeForm,
    SessionsForm,
)
from besoins.models import PlanAnnuel
from besoins.queries.plan import chiffres_du_plan, manquements, plans_annuels
from besoins.queries.plan_effets import pas_du_programme
from besoins.queries.plan_pages import page_de_comparaison, page_des_donnees, page_du_plan
from besoins.queries.plan_tableaux import tableaux_du_plan
from besoins.tasks.plan import commander_calcul


class PlanListView(ProtegeeMixin, ListView):
    permission = "plan.voir"
    model = PlanAnnuel
    template_name = "besoins/plan/list.html"
    context_object_name = "plans"
    paginate_by = 25

    def get_queryset(self):
        return plans_annuels(super().get_queryset())


class PlanCreateView(ProtegeeMixin, FormulaireActeMixin, FormView):
    permission = "plan.etablir"
    form_class = PlanCreateForm
    template_name = "besoins/plan/create.html"

    def get_initial(self):
        return {"annee": timezone.localdate().year + 1}

    def agir(self, form):
        return creer_plan(**form.cleaned_data, par=self.request.user)

    def get_success_url(self):
        return reverse("besoins:plan_donnees", args=[self.object.pk])


class PlanPageView(ProtegeeMixin, DetailView):
    permission = "plan.voir"
    model = PlanAnnuel
    context_object_name = "plan"

    def get_queryset(self):
        return super().get_queryset().select_related("cree_par", "adopte_par")


class PlanDetailView(PlanPageView):
    """The proposal, what it covers and leaves out, what a person made of it; the search while it goes on."""

    template_name = "besoins/plan/detail.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, **page_du_plan(self.object, self.request.user))


class PlanDonneesView(PlanPageView):
    """What the plan is chosen from: every figure leads to where it is corrected."""

    template_name = "besoins/plan/donnees.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, **page_des_donnees(self.object, self.request.user))


class PlanComparerView(PlanPageView):
    template_name = "besoins/plan/comparer.html"

    def get_context_data(self, **kwargs):
        autres = PlanAnnuel.objects.autorises(self.request.user, self.permission).exclude(pk=self.object.pk)
        form = ComparaisonForm(self.request.GET or None, plans=autres)
        autre = form.cleaned_data["avec"] if form.is_valid() else None
        return super().get_context_data(**kwargs, choix=form, **page_de_comparaison(self.object, autre))


class PlanXlsxView(PlanPageView):
    def render_to_response(self, context, **kwargs):
        nom = f"plan-{self.object.annee}-{slugify(self.object.titre)[:60] or self.object.pk}.xlsx"
        classeur = ecrire_classeur(tableaux_du_plan(chiffres_du_plan(self.object)))
        return FileResponse(classeur, as_attachment=True, filename=nom, content_type=TABLEUR)


class PlanFormView(ProtegeeMixin, FormulaireActeMixin, SingleObjectMixin, FormView):
    """A form about one plan."""

    permission = "plan.etablir"
    visible = "plan.voir"
    model = PlanAnnuel
    context_object_name = "plan"
    template_name = "besoins/plan/form.html"
    reussite = _("C'est enregistré.")
    ancre = ""

    @cached_property
    def object(self):
        return self.get_object()

    def get(self, request, *args, **kwargs):
        try:
            exiger_brouillon(self.object)
        except Refus as refus:
            messages.error(request, refus.message)
            return HttpResponseRedirect(self.object.get_absolute_url())
        return super().get(request, *args, **kwargs)

    def get_success_url(self):
        messages.success(self.request, self.reussite)
        return reverse("besoins:plan_donnees", args=[self.kwargs["pk"]]) + self.ancre


class PlanUpdateView(PlanFormView):
    form_class = PlanForm
    extra_context = {"titre": _("Année, titre et budget")}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"instance": PlanAnnuel.objects.get(pk=self.object.pk)}

    def agir(self, form):
        return modifier_plan(plan=self.object, **form.cleaned_data)


class PlanCopierView(PlanFormView):
    """Another hypothesis. An adopted plan may be taken again: its copy is what changes."""

    form_class = CopieForm
    template_name = "besoins/plan/copier.html"
    reussite = _("C'est une copie : changez-la sans crainte, l'autre plan ne bouge pas.")

    def get(self, request, *args, **kwargs):
        return self.render_to_response(self.get_context_data())

    def get_initial(self):
        return {"titre": _("Variante de « %(titre)s »") % {"titre": self.object.titre}, "annee": self.object.annee}

    def agir(self, form):
        return copier_plan(plan=self.object, par=self.request.user, **form.cleaned_data)

    def get_success_url(self):
        messages.success(self.request, self.reussite)
        return self.object.get_absolute_url()


class PlanBesoinView(PlanFormView):
    form_class = BesoinForm
    template_name = "besoins/plan/besoin.html"
    ancre = "#besoins"

    @cached_property
    def besoin(self):
        besoins = self.object.besoins.select_related("besoin", "plan")
        return get_object_or_404(besoins, pk=self.kwargs["besoin"])

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"besoin": self.besoin}

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, besoin=self.besoin)

    def agir(self, form):
        return peser_besoin(besoin=self.besoin, poids=form.cleaned_data["poids"], effectifs=form.nombres())


class PlanProgrammeView(PlanFormView):
    form_class = ProgrammeForm
    template_name = "besoins/plan/programme.html"
    ancre = "#programmes"

    @cached_property
    def programme(self):
        programmes = self.object.programmes.select_related("plan", "version__programme")
        return get_object_or_404(programmes, pk=self.kwargs["programme"])

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"programme": self.programme}

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, programme=self.programme)

    def agir(self, form):
        return regler_programme(programme=self.programme, parts=form.nombres(), **form.reglages())


class PlanPlanchersView(PlanFormView):
    form_class = PlanchersForm
    extra_context = {"titre": _("Planchers par région"), "aide": _("En demi-journées, sur l'année. Zéro : pas de plancher.")}  # fmt: skip
    ancre = "#planchers"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"plan": self.object}

    def agir(self, form):
        return poser_planchers(plan=self.object, planchers=form.nombres())


class PlanDisponibiliteView(PlanFormView):
    form_class = DisponibiliteForm
    ancre = "#disponibilites"

    @cached_property
    def disponibilite(self):
        lignes = self.object.disponibilites.select_related("formateur", "plan")
        return get_object_or_404(lignes, pk=self.kwargs["disponibilite"])

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"instance": self.disponibilite}

    def get_context_data(self, **kwargs):
        titre = _("Disponibilités de %(nom)s") % {"nom": self.disponibilite.formateur}
        return super().get_context_data(**kwargs, titre=titre)

    def agir(self, form):
        return regler_disponibilite(disponibilite=self.disponibilite, **form.cleaned_data)


class PlanSessionsView(PlanProgrammeView):
    """One programme, région by région: one step more, one less, what each would do; locks."""

    form_class = SessionsForm
    template_name = "besoins/plan/sessions.html"

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs()
        return {nom: valeur for nom, valeur in kwargs.items() if nom != "programme"}

    def get_context_data(self, **kwargs):
        chiffres = chiffres_du_plan(self.object)
        lignes = pas_du_programme(chiffres, self.programme.pk)
        return super().get_context_data(**kwargs, lignes=lignes, manquements=manquements(chiffres))

    def agir(self, form):
        return fixer_sessions(programme=self.programme, **form.cleaned_data)

    def get_success_url(self):
        return reverse("besoins:plan_sessions", args=[self.kwargs["pk"], self.kwargs["programme"]])


class PlanActeView(ActeView):
    permission = "plan.etablir"
    visible = "plan.voir"
    model = PlanAnnuel


class PlanCompleterView(PlanActeView):
    reussite = _("Ce qui manquait est ajouté ; vos corrections restent.")

    def acte(self, objet):
        return completer_plan(plan=objet)

    def retour(self, objet):
        return reverse("besoins:plan_donnees", args=[objet.pk])


class PlanCalculerView(PlanActeView):
    def acte(self, objet):
        commander_calcul(plan=objet, par=self.request.user)


class PlanArreterView(PlanActeView):
    def acte(self, objet):
        arreter_calcul(plan=objet)


class PlanReprendreView(PlanActeView):
    reussite = _("Les nombres sont de nouveau ceux de la proposition.")

    def acte(self, objet):
        return reprendre_proposition(plan=objet)


class PlanConfirmationView(ConfirmationView):
    permission = "plan.etablir"
    visible = "plan.voir"
    model = PlanAnnuel
    context_object_name = "plan"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, **page_du_plan(self.object, self.request.user))


class PlanAdopterView(PlanConfirmationView):
    template_name = "besoins/plan/adopter.html"
    reussite = _("Le plan est adopté : il ne change plus.")

    def acte(self, objet):
        return adopter_plan(plan=objet, par=self.request.user)


class PlanSupprimerView(PlanConfirmationView):
    """The page of a draft already removed is the list."""

    template_name = "besoins/plan/supprimer.html"
    reussite = _("Le plan est supprimé.")

    def post(self, request, *args, **kwargs):
        if not self.get_queryset().filter(pk=self.kwargs["pk"]).exists():
            return HttpResponseRedirect(reverse("besoins:plan_list"))
        return super().post(request, *args, **kwargs)

    def acte(self, objet):
        supprimer_plan(plan=objet)

    def retour(self, objet):
        # Deleted, the object has no key any more.
        return objet.get_absolute_url() if objet.pk else reverse("besoins:plan_list")
