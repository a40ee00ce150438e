"""The competences of a person: what they declare, what others see, what is proved; never one for another."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.views.generic import FormView, ListView, TemplateView, UpdateView
from django.views.generic.detail import SingleObjectMixin

from academie.autorisations.vues import FormulaireActeMixin, ProtegeeMixin
from academie.models import Competence, Referentiel, Utilisateur
from certificats.actions.acquis import declarer_niveaux, evaluer_competence, remarquer
from certificats.forms.acquis import AutoEvaluationForm, EvaluationForm, RemarqueForm
from certificats.models import Acquis, FichePoste
from certificats.queries.acquis import historique_de, niveaux_actuels, tableau_des_competences
from certificats.queries.auto_evaluation import sections_de_fiche, sections_de_referentiel
from certificats.queries.evaluation import evaluations_par, stagiaires_evaluables
from certificats.queries.poste import fiches_proposees
from sessions.models import Inscription


class AcquisListView(ProtegeeMixin, TemplateView):
    permission = "acquis.voir"
    template_name = "certificats/acquis/list.html"

    def get_context_data(self, **kwargs):
        lignes = tableau_des_competences(self.request.user)
        return super().get_context_data(onglet="competences", lignes=lignes, **kwargs)


class AcquisDetailView(ProtegeeMixin, TemplateView):
    """The history of one competence of one's own."""

    permission = "acquis.voir"
    template_name = "certificats/acquis/detail.html"

    def get_context_data(self, pk, **kwargs):
        competence = get_object_or_404(Competence.objects.select_related("domaine__referentiel"), pk=pk)
        lignes = historique_de(self.request.user, competence)
        return super().get_context_data(competence=competence, lignes=lignes, **kwargs)


class AcquisRemarquerView(ProtegeeMixin, FormulaireActeMixin, UpdateView):
    permission = "acquis.voir"
    model = Acquis
    form_class = RemarqueForm
    template_name = "certificats/acquis/remarquer.html"

    def get_queryset(self):
        return super().get_queryset().filter(nature=Acquis.Nature.TIERS).select_related("competence__domaine", "par")

    def agir(self, form):
        return remarquer(acquis=self.object, **form.cleaned_data)

    def get_success_url(self):
        return reverse("certificats:acquis_detail", args=[self.object.competence_id])


class AutoEvaluationView(ProtegeeMixin, TemplateView):
    """Choose against what."""

    permission = "acquis.declarer"
    template_name = "certificats/acquis/choisir.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            fiches=fiches_proposees(self.request.user), referentiels=Referentiel.objects.all(), **kwargs
        )


class AutoEvaluationSectionView(ProtegeeMixin, FormView):
    """One domain a page: what is answered is kept before the next."""

    permission = "acquis.declarer"
    form_class = AutoEvaluationForm
    template_name = "certificats/acquis/auto_evaluation.html"
    nom: str

    @cached_property
    def sections(self):
        raise NotImplementedError

    @cached_property
    def section(self):
        rang = self.kwargs["rang"]
        if not 1 <= rang <= len(self.sections):
            raise Http404
        return self.sections[rang - 1]

    def adresse(self, rang: int) -> str:
        return reverse(f"certificats:{self.nom}", args=[self.kwargs["pk"], rang])

    def get_form_kwargs(self):
        actuels = niveaux_actuels(self.request.user)
        return super().get_form_kwargs() | {"competences": self.section.competences, "actuels": actuels}

    def form_valid(self, form):
        ecrits = declarer_niveaux(utilisateur=self.request.user, niveaux=form.reponses)
        if ecrits:
            messages.success(self.request, gettext("Vos réponses sont enregistrées, à la date d'aujourd'hui."))
        return super().form_valid(form)

    def get_success_url(self):
        suivant = self.kwargs["rang"] + 1
        return self.adresse(suivant) if suivant <= len(self.sections) else reverse("certificats:acquis_list")

    def get_context_data(self, **kwargs):
        rang = self.kwargs["rang"]
        etapes = [
            {"libelle": section.libelle, "url": self.adresse(n), "faite": False, "courante": n == rang}
            for n, section in enumerate(self.sections, start=1)
        ]
        return super().get_context_data(
            source=self.source, section=self.section, etapes=etapes, derniere=rang == len(self.sections), **kwargs
        )


class AutoEvaluationFicheView(AutoEvaluationSectionView):
    nom = "auto_evaluation_fiche"

    @cached_property
    def source(self) -> FichePoste:
        return get_object_or_404(FichePoste.objects.exclude(etat=FichePoste.Etat.BROUILLON), pk=self.kwargs["pk"])

    @cached_property
    def sections(self):
        return sections_de_fiche(self.source)


class AutoEvaluationReferentielView(AutoEvaluationSectionView):
    nom = "auto_evaluation_referentiel"

    @cached_property
    def source(self) -> Referentiel:
        return get_object_or_404(Referentiel, pk=self.kwargs["pk"])

    @cached_property
    def sections(self):
        return sections_de_referentiel(self.source)


class StagiaireEvaluableListView(ProtegeeMixin, ListView):
    """The people of the sessions one gives, to be assessed."""

    permission = "acquis.evaluer_stagiaire"
    template_name = "certificats/acquis/stagiaires.html"
    paginate_by = 50

    def get_queryset(self):
        return stagiaires_evaluables(self.request.user)


class EvaluerMixin(ProtegeeMixin, FormulaireActeMixin, SingleObjectMixin):
    """Say the level that somebody was seen to hold."""

    form_class = EvaluationForm
    template_name = "certificats/acquis/evaluer.html"
    object = None

    @cached_property
    def personne(self) -> Utilisateur:
        return self.get_object()

    def get_context_data(self, **kwargs):
        evaluations = evaluations_par(self.request.user, self.personne)
        return super().get_context_data(personne=self.personne, evaluations=evaluations, **kwargs)

    def agir(self, form):
        return evaluer_competence(personne=self.personne, par=self.request.user, **form.cleaned_data)

    def get_success_url(self):
        messages.success(self.request, gettext("Le niveau est noté ; la personne en est prévenue."))
        return self.request.path


class AcquisEvaluerView(EvaluerMixin, FormView):
    permission = "acquis.evaluer"
    model = Utilisateur


class AcquisEvaluerStagiaireView(EvaluerMixin, FormView):
    permission = "acquis.evaluer_stagiaire"
    model = Inscription

    @cached_property
    def personne(self) -> Utilisateur:
        return self.get_object().utilisateur
