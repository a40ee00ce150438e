"""Enrolling: what will happen, what is asked, then one deed. What was said may be completed until the first day."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView
from django.views.generic.detail import SingleObjectMixin

from academie.autorisations.vues import FormulaireActeMixin, ProtegeeMixin
from sessions.actions.inscription import inscrire
from sessions.actions.positionnement import completer_demande
from sessions.forms.demande import DemandeForm, PositionnementForm
from sessions.models import Inscription, Session
from sessions.queries.demande import regles_de_la_session, suite_prevue
from sessions.queries.inscription import empechement
from sessions.queries.regles import prerequis_a_confirmer
from sessions.queries.session import deroule_de


class InscriptionCreateView(ProtegeeMixin, FormulaireActeMixin, SingleObjectMixin, FormView):
    """Any public session; who is enrolled already goes to their enrolment."""

    permission = "inscription.creer"
    form_class = DemandeForm
    template_name = "sessions/demande/form.html"
    context_object_name = "session"

    def get_queryset(self):
        """The deed reads its session again, under the lock: until then, only what is asked counts."""
        sessions = Session.objects.publiques()
        if self.request.method == "POST":
            return sessions.select_related("version").only("version__prerequis")
        return sessions.completes()

    @cached_property
    def object(self):
        return self.get_object()

    def get(self, request, *args, **kwargs):
        deja = Inscription.objects.actives().filter(session=self.object, utilisateur=request.user)
        if deja.exists():
            return HttpResponseRedirect(deja.get().get_absolute_url())
        return super().get(request, *args, **kwargs)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"session": self.object}

    def agir(self, form):
        return inscrire(session=self.object, utilisateur=self.request.user, par=self.request.user, demande=form.demande)

    def get_success_url(self):
        return self.object.get_absolute_url()

    def form_invalid(self, form):
        self.object = Session.objects.completes().get(pk=self.object.pk)
        return super().form_invalid(form)

    def get_context_data(self, **kwargs):
        deroule = deroule_de(self.object)
        return super().get_context_data(
            **kwargs,
            prerequis=prerequis_a_confirmer(self.object.version),
            empechement=empechement(self.object, self.request.user, deroule=deroule),
            suites=suite_prevue(self.object, self.request.user.structure),
            regles=regles_de_la_session(self.object),
            creneaux=deroule.creneaux,
            formateurs=deroule.formateurs,
        )


class DemandeUpdateView(ProtegeeMixin, FormulaireActeMixin, SingleObjectMixin, FormView):
    """What a person said at enrolment, or was not asked when a colleague enrolled them."""

    permission = "inscription.creer"
    visible = "inscription.voir"
    model = Inscription
    form_class = PositionnementForm
    template_name = "sessions/demande/completer.html"
    context_object_name = "inscription"

    @cached_property
    def object(self):
        return self.get_object()

    def get_queryset(self):
        return super().get_queryset().select_related("utilisateur", "session__version__programme")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"session": self.object.session}

    def get_initial(self):
        dites = {
            f"q{reponse.question_id}": reponse.texte if reponse.degre is None else reponse.degre
            for reponse in self.object.positionnements.all()
        }
        return dites | {"amenagement": self.object.amenagement}

    def agir(self, form):
        inscription = completer_demande(inscription=self.object, demande=form.demande)
        messages.success(self.request, _("C'est noté."))
        return inscription

    def get_success_url(self):
        return self.object.get_absolute_url()
