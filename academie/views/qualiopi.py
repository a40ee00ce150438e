"""The quality audit: the 32 indicators, the evidence of each, pieces, folders for the auditor."""

from django.http import FileResponse, Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import DetailView, FormView, TemplateView
from django.views.generic.detail import SingleObjectMixin

from academie.actions.qualiopi import ajouter_piece, demander_dossier_audit, retirer_piece
from academie.autorisations.vues import FormulaireActeMixin, ProtegeeMixin
from academie.champs.facettes import FacettesMixin
from academie.forms.qualiopi import DossierForm, PeriodeForm, PieceForm, RetraitForm
from academie.models import DossierAudit, PieceQualiopi
from academie.queries.qualiopi import fiche_indicateur, tableau
from academie.regles import regle
from academie.regles.rnq import APPLICABLES, SOURCE


class QualiopiListView(ProtegeeMixin, FacettesMixin, TemplateView):
    permission = "qualiopi.voir"
    facettes = PeriodeForm
    template_name = "academie/qualiopi/list.html"

    def get_context_data(self, **kwargs):
        criteres = tableau(self.criteres.get("annee"))
        return super().get_context_data(**kwargs, criteres=criteres, source=SOURCE)


class IndicateurMixin(ProtegeeMixin):
    """One indicator that concerns us; any other is not found."""

    @cached_property
    def indicateur(self):
        if (numero := self.kwargs["numero"]) not in APPLICABLES:
            raise Http404
        return APPLICABLES[numero]

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, indicateur=self.indicateur)


class QualiopiDetailView(FacettesMixin, IndicateurMixin, TemplateView):
    permission = "qualiopi.voir"
    facettes = PeriodeForm
    template_name = "academie/qualiopi/detail.html"

    def get_context_data(self, **kwargs):
        fiche = fiche_indicateur(self.indicateur.numero, self.criteres.get("annee"))
        return super().get_context_data(**kwargs, fiche=fiche)


class PieceCreateView(IndicateurMixin, FormulaireActeMixin, FormView):
    permission = "qualiopi.completer"
    form_class = PieceForm
    template_name = "academie/qualiopi/piece.html"

    def agir(self, form):
        return ajouter_piece(indicateur=self.indicateur.numero, par=self.request.user, **form.cleaned_data)

    def get_success_url(self):
        return self.object.get_absolute_url()


class PieceFichierView(ProtegeeMixin, DetailView):
    permission = "qualiopi.voir"
    model = PieceQualiopi

    def render_to_response(self, context, **kwargs):
        if not self.object.fichier:
            raise Http404
        return FileResponse(self.object.fichier.open(), as_attachment=True, filename=self.object.nom)


class PieceRetirerView(ProtegeeMixin, FormulaireActeMixin, SingleObjectMixin, FormView):
    permission = "qualiopi.completer"
    visible = "qualiopi.voir"
    model = PieceQualiopi
    form_class = RetraitForm
    template_name = "academie/qualiopi/retirer.html"
    context_object_name = "piece"

    @cached_property
    def object(self):
        return self.get_object()

    def agir(self, form):
        return retirer_piece(piece=self.object, par=self.request.user, **form.cleaned_data)

    def get_success_url(self):
        return self.object.get_absolute_url()


class DossierAuditListView(ProtegeeMixin, FormulaireActeMixin, FormView):
    """The folders that are kept, and the form that asks for another."""

    permission = "qualiopi.voir"
    form_class = DossierForm
    template_name = "academie/qualiopi/dossiers.html"

    def get_context_data(self, **kwargs):
        dossiers = list(DossierAudit.objects.lisibles_par(self.request.user).select_related("par"))
        attente = any(dossier.etat == DossierAudit.Etat.DEMANDE for dossier in dossiers)
        jours = regle("qualiopi.conservation")
        return super().get_context_data(
            **kwargs, dossiers=dossiers, attente=attente, total=len(APPLICABLES), jours=jours
        )

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"utilisateur": self.request.user}

    def agir(self, form):
        return demander_dossier_audit(par=self.request.user, **form.cleaned_data)

    def get_success_url(self):
        return reverse("dossier_audit_list")


class DossierAuditZipView(ProtegeeMixin, DetailView):
    permission = "qualiopi.voir"
    model = DossierAudit

    def get_queryset(self):
        return DossierAudit.objects.lisibles_par(self.request.user)

    def render_to_response(self, context, **kwargs):
        if not self.object.fichier:
            raise Http404
        nom = _("dossier-qualiopi-%(annee)s.zip") % {"annee": self.object.annee or self.object.demande_le.year}
        return FileResponse(
            self.object.fichier.open(), as_attachment=True, filename=nom, content_type="application/zip"
        )
