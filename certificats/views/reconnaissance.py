"""Experience put forward: the pages of who claims and of those who judge."""

from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import DetailView, FormView, ListView, UpdateView
from django.views.generic.detail import SingleObjectMixin

from academie.autorisations.vues import ActeView, ConfirmationView, FormulaireActeMixin, ProtegeeMixin, telecharger
from certificats.actions.reconnaissance import (
    completer_reconnaissance,
    demander_niveau,
    deposer_reconnaissance,
    donner_avis,
    faire_completer,
    joindre_piece,
    retirer_piece,
    retirer_reconnaissance,
)
from certificats.forms.acquis import CompetenceNiveauForm
from certificats.forms.reconnaissance import AvisForm, ComplementForm, PieceForm, RecitForm, ReconnaissanceForm
from certificats.models import PieceReconnaissance, Reconnaissance
from certificats.queries.reconnaissance import a_examiner, demandes_de, dossier_de, file_d_examen


class ReconnaissanceMesView(ProtegeeMixin, ListView):
    permission = "reconnaissance.demander"
    template_name = "certificats/reconnaissance/mes.html"

    def get_queryset(self):
        return demandes_de(self.request.user)


class ReconnaissanceListView(ProtegeeMixin, ListView):
    """The queue of those who judge."""

    permission = "reconnaissance.examiner"
    template_name = "certificats/reconnaissance/list.html"
    paginate_by = 50

    def get_queryset(self):
        return a_examiner(self.request.user)

    def get_context_data(self, **kwargs):
        contexte = super().get_context_data(**kwargs)
        return contexte | {"lignes": file_d_examen(contexte["page_obj"])}


class ReconnaissanceCreateView(ProtegeeMixin, FormulaireActeMixin, FormView):
    permission = "reconnaissance.demander"
    form_class = ReconnaissanceForm
    template_name = "certificats/reconnaissance/form.html"

    def agir(self, form):
        return deposer_reconnaissance(utilisateur=self.request.user, **form.cleaned_data)

    def get_success_url(self):
        return self.object.get_absolute_url()


class ReconnaissanceMixin(ProtegeeMixin):
    """One claim, for its author and for whoever may judge it without conflict."""

    permission = "reconnaissance.voir"
    model = Reconnaissance

    def get_queryset(self):
        return super().get_queryset().lisibles(self.request.user).select_related("utilisateur")


class ReconnaissanceDetailView(ReconnaissanceMixin, DetailView):
    template_name = "certificats/reconnaissance/detail.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(dossier=dossier_de(self.object, self.request.user), **kwargs)


class ReconnaissanceFormulaireView(ReconnaissanceMixin, FormulaireActeMixin, SingleObjectMixin, FormView):
    """A form about a claim."""

    template_name = "certificats/reconnaissance/acte.html"
    object = None

    @cached_property
    def reconnaissance(self) -> Reconnaissance:
        return self.get_object()

    def get_context_data(self, **kwargs):
        return super().get_context_data(reconnaissance=self.reconnaissance, **kwargs)

    def get_success_url(self):
        return self.reconnaissance.get_absolute_url()


class ReconnaissanceNiveauView(ReconnaissanceFormulaireView):
    permission = "reconnaissance.demander"
    form_class = CompetenceNiveauForm
    extra_context = {"objet": _("Ajouter une compétence à ma demande"), "verbe": _("Ajouter cette compétence")}

    def agir(self, form):
        return demander_niveau(reconnaissance=self.reconnaissance, **form.cleaned_data)


class ReconnaissancePieceView(ReconnaissanceFormulaireView):
    permission = "reconnaissance.demander"
    form_class = PieceForm
    extra_context = {"objet": _("Joindre une pièce"), "verbe": _("Joindre cette pièce")}

    def agir(self, form):
        return joindre_piece(reconnaissance=self.reconnaissance, **form.cleaned_data)


class ReconnaissanceCompleterView(ReconnaissanceMixin, FormulaireActeMixin, UpdateView):
    permission = "reconnaissance.demander"
    form_class = RecitForm
    template_name = "certificats/reconnaissance/acte.html"
    extra_context = {"objet": _("Compléter ma demande"), "verbe": _("Renvoyer ma demande")}

    def agir(self, form):
        return completer_reconnaissance(reconnaissance=self.object, **form.cleaned_data)

    def get_context_data(self, **kwargs):
        return super().get_context_data(reconnaissance=self.object, **kwargs)

    def get_success_url(self):
        return self.object.get_absolute_url()


class ReconnaissanceAvisView(ReconnaissanceFormulaireView):
    permission = "reconnaissance.examiner"
    form_class = AvisForm
    extra_context = {"objet": _("Donner mon avis"), "verbe": _("Donner cet avis")}

    def agir(self, form):
        return donner_avis(reconnaissance=self.reconnaissance, par=self.request.user, **form.cleaned_data)


class ReconnaissanceFaireCompleterView(ReconnaissanceFormulaireView):
    permission = "reconnaissance.examiner"
    form_class = ComplementForm
    extra_context = {"objet": _("Demander un complément"), "verbe": _("Demander ce complément")}

    def agir(self, form):
        return faire_completer(reconnaissance=self.reconnaissance, par=self.request.user, **form.cleaned_data)


class ReconnaissanceRetirerView(ConfirmationView):
    permission = "reconnaissance.demander"
    model = Reconnaissance
    template_name = "certificats/reconnaissance/retirer.html"
    reussite = _("Votre demande est retirée et ses pièces sont effacées.")

    def acte(self, objet):
        return retirer_reconnaissance(reconnaissance=objet)


class PieceRetirerView(ActeView):
    permission = "reconnaissance.demander"
    model = Reconnaissance

    def acte(self, objet):
        return retirer_piece(reconnaissance=objet, piece=self.kwargs["piece"])


class PieceReconnaissanceView(ReconnaissanceMixin, DetailView):
    def render_to_response(self, context, **kwargs):
        piece = get_object_or_404(PieceReconnaissance, reconnaissance=self.object, pk=self.kwargs["piece"])
        return telecharger(piece.fichier, f"piece-{piece.pk}")
