"""The deeds of a session's life, each with a page that says what will happen, to whom."""

from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.generic import FormView, UpdateView

from academie.autorisations.jetons import JetonInvalide
from academie.autorisations.vues import FormulaireActeMixin, ProtegeeMixin
from sessions.actions.reinscription import reinscrire
from sessions.actions.report import redater_session, reporter_session
from sessions.actions.vie import annuler_session, archiver_session, confirmer_session, ouvrir_session
from sessions.forms.session import SessionForm
from sessions.forms.vie import (
    ActeForm,
    AnnulerSessionForm,
    ConfirmerSessionForm,
    ReinscriptionForm,
    ReporterSessionForm,
)
from sessions.models import Inscription, Session
from sessions.notifications.session import destinataires
from sessions.queries.inscription import inscription_active
from sessions.queries.reinscription import inscription_du_jeton
from sessions.views.verification import VerificationMixin


class ActeSessionView(ProtegeeMixin, FormulaireActeMixin, UpdateView):
    """A page that asks before a deed on a session."""

    permission = "session.planifier"
    visible = "session.voir"
    model = Session
    context_object_name = "session"
    form_class = ActeForm

    def get_queryset(self):
        return super().get_queryset().completes()

    def get_success_url(self):
        return reverse("sessions:session_cockpit", args=[self.object.pk])

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, nombre=len(destinataires(self.object)))


class SessionOuvrirView(ActeSessionView):
    template_name = "sessions/session/ouvrir.html"
    extra_context = {"verbe": _("Ouvrir les inscriptions")}

    def agir(self, form):
        return ouvrir_session(session=self.object, par=self.request.user)


class SessionConfirmerView(ActeSessionView):
    form_class = ConfirmerSessionForm
    template_name = "sessions/session/confirmer.html"
    extra_context = {"verbe": _("Confirmer la session")}

    def agir(self, form):
        return confirmer_session(session=self.object, par=self.request.user, motif=form.cleaned_data["motif"])

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, confirmees=self.object.inscriptions.confirmees().count())


class SessionReporterView(ActeSessionView):
    form_class = ReporterSessionForm
    template_name = "sessions/session/reporter.html"
    extra_context = {"verbe": _("Reporter la session")}

    def agir(self, form):
        return reporter_session(session=self.object, par=self.request.user, motif=form.cleaned_data["motif"])


class SessionRedaterView(VerificationMixin, ActeSessionView):
    form_class = SessionForm
    template_name = "sessions/session/redater.html"
    extra_context = {"verbe": _("Fixer ces dates et prévenir")}

    def examiner(self, form):
        return {"constats": form.constats()}

    def agir(self, form):
        return redater_session(session=self.object, projet=form.projet(), par=self.request.user)


class SessionAnnulerView(ActeSessionView):
    form_class = AnnulerSessionForm
    template_name = "sessions/session/annuler.html"
    extra_context = {"verbe": _("Annuler la session")}

    def agir(self, form):
        return annuler_session(
            session=self.object,
            motif=form.cleaned_data["motif"],
            remplacante=form.cleaned_data.get("remplacante"),
            par=self.request.user,
        )


class SessionArchiverView(ActeSessionView):
    template_name = "sessions/session/archiver.html"
    extra_context = {"verbe": _("Archiver la session")}

    def agir(self, form):
        return archiver_session(session=self.object, par=self.request.user)


@method_decorator(never_cache, name="dispatch")
class ReinscriptionView(FormulaireActeMixin, FormView):
    """Public: the link of a cancellation says which session is offered instead, its button enrols there."""

    form_class = ReinscriptionForm
    template_name = "sessions/reinscription/lien.html"

    def dispatch(self, request, *args, **kwargs):
        try:
            self.inscription = inscription_du_jeton(kwargs["jeton"])
        except (JetonInvalide, Inscription.DoesNotExist):
            return self.response_class(request, "sessions/reinscription/lien_invalide.html", status=404)
        return super().dispatch(request, *args, **kwargs)

    def agir(self, form):
        return reinscrire(inscription=self.inscription, **form.cleaned_data)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"inscription": self.inscription}

    def get_success_url(self):
        return self.request.path

    def get_context_data(self, **kwargs):
        session = self.inscription.session
        return super().get_context_data(
            **kwargs,
            annulee=session,
            session=session.remplacante,
            inscription=inscription_active(session.remplacante, self.inscription.utilisateur),
            creneaux=session.remplacante.creneaux.all(),
        )
