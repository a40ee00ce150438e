"""What evaluations say, for those who conceive, plan and give sessions."""

from django.http import FileResponse, Http404, StreamingHttpResponse
from django.urls import reverse, reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import CreateView, DetailView, ListView, TemplateView, UpdateView

from academie.autorisations.vues import ActeView, FormulaireActeMixin, ProtegeeMixin
from academie.tableaux import TABLEUR, ecrire_classeur, lignes_csv
from sessions.actions.evaluation import enregistrer_financeur, preparer_modele
from sessions.forms.evaluation import EvaluationFiltre, FinanceurForm
from sessions.models import Evaluation, Financeur, ModeleEvaluation, Session, Sollicitation
from sessions.queries.bilan_evaluation import bilans, moments_lus, sessions_evaluees, tableau
from sessions.queries.evaluation import lecteur, resultats
from sessions.queries.indicateur_public import programmes_publies, publication
from sessions.queries.progres import besoins_juges, progres_par_objectif
from sessions.queries.reouverture import reouvertures_du_programme


class BilanMixin(ProtegeeMixin):
    permission = "evaluation.voir"
    model = Session

    @cached_property
    def lit(self):
        return lecteur(self.request.user)

    @cached_property
    def filtre(self):
        sessions = sessions_evaluees(Session.objects.autorises(self.request.user, self.permission))
        return EvaluationFiltre(self.request.GET, queryset=sessions)

    @cached_property
    def sessions(self):
        return self.filtre.trouvees()

    @cached_property
    def bilans(self):
        return bilans(self.sessions, self.filtre.groupe(), self.lit)


class EvaluationListView(BilanMixin, ListView):
    template_name = "sessions/evaluation/list.html"
    paginate_by = 25

    def get_queryset(self):
        return self.bilans

    def get_context_data(self, **kwargs):
        sollicitations = Sollicitation.objects.filter(session__in=self.sessions.order_by().values("pk"))
        return super().get_context_data(
            **kwargs,
            filtre=self.filtre,
            filtres_actifs=self.filtre.filtres_actifs(),
            moments=resultats(sollicitations, self.lit),
            colonnes=[Evaluation.Genre(genre).label for genre in moments_lus(self.lit)],
            **self.du_programme(),
        )

    def du_programme(self) -> dict:
        """What only makes sense for one programme at a time."""
        programme = self.filtre.form.is_valid() and self.filtre.form.cleaned_data["programme"]
        if not programme:
            return {}
        return {
            "progres": progres_par_objectif(self.sessions, minimum=self.lit.minimum_progres),
            "juges": besoins_juges(self.sessions, genres=self.lit.genres, minimum=self.lit.minimum_progres),
            "reouvertures": reouvertures_du_programme(programme.pk),
        }


class EvaluationCsvView(BilanMixin, TemplateView):
    def render_to_response(self, context, **kwargs):
        return StreamingHttpResponse(
            lignes_csv(tableau(self.bilans, self.lit)),
            content_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": 'attachment; filename="evaluations.csv"'},
        )


class EvaluationXlsxView(BilanMixin, TemplateView):
    def render_to_response(self, context, **kwargs):
        fichier = ecrire_classeur({str(_("Évaluations")): tableau(self.bilans, self.lit)})
        return FileResponse(fichier, content_type=TABLEUR, as_attachment=True, filename="evaluations.xlsx")


class SessionEvaluationsView(ProtegeeMixin, DetailView):
    """One session: what was asked, answered, learnt."""

    permission = "evaluation.voir"
    model = Session
    context_object_name = "session"
    template_name = "sessions/evaluation/session.html"

    def get_queryset(self):
        return super().get_queryset().completes()

    def get_context_data(self, **kwargs):
        lit, sessions = lecteur(self.request.user), Session.objects.filter(pk=self.object.pk)
        return super().get_context_data(
            **kwargs,
            moments=resultats(Sollicitation.objects.filter(session=self.object), lit),
            progres=progres_par_objectif(sessions, minimum=lit.minimum_progres),
            juges=besoins_juges(sessions, genres=lit.genres, minimum=lit.minimum_progres),
        )


class ModeleEvaluationListView(ProtegeeMixin, ListView):
    """The surveys that evaluations are copied from."""

    permission = "evaluation.gerer"
    model = ModeleEvaluation
    template_name = "sessions/evaluation/modeles.html"

    def get_queryset(self):
        return ModeleEvaluation.objects.select_related("enquete")

    def get_context_data(self, **kwargs):
        faits = {modele.genre: modele for modele in self.object_list}
        modeles = [(genre, genre.label, faits.get(genre)) for genre in Evaluation.Genre]
        return super().get_context_data(**kwargs, modeles=modeles, financeurs=Financeur.objects.all())


class ModelePreparerView(ActeView):
    """Its own copy of a model, to edit as any survey."""

    permission = "evaluation.gerer"
    model = ModeleEvaluation

    def get_object(self, queryset=None):
        if self.kwargs["genre"] not in Evaluation.Genre:
            raise Http404
        return self.kwargs["genre"]

    def acte(self, objet):
        return preparer_modele(genre=objet, par=self.request.user)

    def retour(self, objet):
        return objet.enquete.get_absolute_url()


class FinanceurEditionMixin(ProtegeeMixin, FormulaireActeMixin):
    permission = "evaluation.gerer"
    model = Financeur
    form_class = FinanceurForm
    template_name = "sessions/evaluation/financeur.html"
    success_url = reverse_lazy("sessions:modele_evaluation_list")

    def agir(self, form):
        return enregistrer_financeur(financeur=form.instance)

    def get_success_url(self):
        return reverse("sessions:modele_evaluation_list")


class FinanceurCreateView(FinanceurEditionMixin, CreateView):
    extra_context = {"titre": _("Ajouter un financeur"), "verbe": _("Ajouter le financeur")}


class FinanceurUpdateView(FinanceurEditionMixin, UpdateView):
    extra_context = {"titre": _("Modifier un financeur"), "verbe": _("Enregistrer le financeur")}


class IndicateurPublicView(TemplateView):
    """Public: the figures of the whole Académie, then of each programme."""

    template_name = "sessions/evaluation/indicateurs.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, publication=publication(), programmes=programmes_publies())
