"""What is noted for one person: by the trainer while the sheet is open, by a gestionnaire once it is sealed."""

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import UpdateView

from academie.autorisations.vues import FormulaireActeMixin
from sessions.actions.declaration import corriger_presence, declarer_absence, declarer_presence
from sessions.forms.declaration import CorrigerForm, DeclarerForm
from sessions.queries.emargement import attendues, reponse
from sessions.queries.feuille import presence_proposee
from sessions.views.creneau import CreneauMixin


class PersonneMixin(FormulaireActeMixin, CreneauMixin, UpdateView):
    """A form about one person at one half-day."""

    visible = "session.voir"

    @cached_property
    def inscription(self):
        return get_object_or_404(attendues(self.object.session_id), pk=self.kwargs["inscription"])

    @cached_property
    def emargement(self):
        return reponse(self.object, self.inscription)

    @property
    def commun(self) -> dict:
        return {"creneau": self.object, "inscription": self.inscription, "par": self.request.user}

    def get_success_url(self):
        return self.object.creneau.get_absolute_url()

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            **kwargs, inscription=self.inscription, session=self.object.session, emargement=self.emargement
        )


class EmargementDeclarerView(PersonneMixin):
    """There without a phone, late, gone early, absent, or a correction."""

    permission = "session.conduire"
    form_class = DeclarerForm
    template_name = "sessions/declaration/declarer.html"

    def get_initial(self):
        return presence_proposee(self.object, self.emargement, timezone.now())

    def agir(self, form):
        commun = self.commun | {"motif": form.cleaned_data["motif"]}
        return declarer_absence(**commun) if form.est_absence else declarer_presence(**commun, **form.suivi)


class EmargementCorrigerView(PersonneMixin):
    """Once it is sealed: what it was stays in the register."""

    permission = "emargement.corriger"
    form_class = CorrigerForm
    template_name = "sessions/declaration/corriger.html"

    def get_initial(self):
        return presence_proposee(self.object, self.emargement, self.object.debut)

    def agir(self, form):
        motif = form.cleaned_data["motif"]
        return corriger_presence(**self.commun, **form.suivi, motif=motif, absente=form.est_absence)
