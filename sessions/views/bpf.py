"""The bilan pédagogique et financier: its frames, the detail of each, what has to be typed."""

from django.http import FileResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, ListView, TemplateView

from academie.autorisations.vues import FormulaireActeMixin, ProtegeeMixin
from academie.champs.facettes import FacettesMixin
from academie.tableaux import TABLEUR, ecrire_classeur
from sessions.actions.bpf import dire_specialites, saisir_montants
from sessions.forms.bpf import MontantsForm, SpecialitesForm, StagiairesForm
from sessions.queries.bpf import (
    annees,
    bilan,
    filtrer,
    interventions,
    rangees,
    rangees_des_stagiaires,
    stagiaires,
)


class BpfListView(ProtegeeMixin, TemplateView):
    permission = "bpf.voir"
    template_name = "sessions/bpf/list.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, annees=annees())


class BpfDetailView(ProtegeeMixin, TemplateView):
    permission = "bpf.voir"
    template_name = "sessions/bpf/detail.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, bilan=bilan(self.kwargs["annee"]))


class BpfXlsxView(BpfDetailView):
    def render_to_response(self, context, **kwargs):
        annee = self.kwargs["annee"]
        feuilles = {_("Cadres"): rangees(context["bilan"]), _("Stagiaires"): rangees_des_stagiaires(annee)}
        return FileResponse(
            ecrire_classeur(feuilles), as_attachment=True, filename=f"bpf-{annee}.xlsx", content_type=TABLEUR
        )


class BpfStagiairesView(ProtegeeMixin, FacettesMixin, ListView):
    """Line by line, what frame F adds up."""

    permission = "bpf.voir"
    facettes = StagiairesForm
    template_name = "sessions/bpf/stagiaires.html"
    paginate_by = 50

    def get_queryset(self):
        criteres = dict(self.criteres)
        return filtrer(stagiaires(self.kwargs["annee"]), genre=criteres.pop("type", ""), **criteres)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, annee=self.kwargs["annee"])


class BpfFormateursView(ProtegeeMixin, TemplateView):
    """Line by line, what frame E adds up."""

    permission = "bpf.voir"
    template_name = "sessions/bpf/formateurs.html"

    def get_context_data(self, **kwargs):
        annee = self.kwargs["annee"]
        lignes = [ligne | {"minutes": int(ligne["duree"].total_seconds()) // 60} for ligne in interventions(annee)]
        return super().get_context_data(**kwargs, lignes=lignes)


class BpfMontantsView(ProtegeeMixin, FormulaireActeMixin, FormView):
    permission = "bpf.completer"
    form_class = MontantsForm
    template_name = "sessions/bpf/montants.html"
    extra_context = {"verbe": gettext_lazy("Enregistrer les montants")}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"annee": self.kwargs["annee"]}

    def agir(self, form):
        saisir_montants(annee=self.kwargs["annee"], montants=form.cleaned_data, par=self.request.user)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, annee=self.kwargs["annee"])

    def get_success_url(self):
        return reverse("sessions:bpf_detail", args=[self.kwargs["annee"]])


class BpfSpecialitesView(ProtegeeMixin, FormulaireActeMixin, FormView):
    permission = "bpf.completer"
    form_class = SpecialitesForm
    template_name = "sessions/bpf/specialites.html"
    extra_context = {"verbe": gettext_lazy("Enregistrer les spécialités")}

    def agir(self, form):
        dire_specialites(specialites=form.specialites)

    def get_success_url(self):
        return reverse("sessions:bpf_list")
