"""Presences recorded at once: from the sheet signed by hand, from the log of a remote half-day."""

from django.http import Http404
from django.utils.functional import cached_property
from django.views.generic import UpdateView

from academie.autorisations.vues import FormulaireActeMixin
from sessions.actions.declaration import Suivi, retenir_presences
from sessions.forms.releve import ReleveForm
from sessions.models import Emargement, PiecePresence
from sessions.queries.emargement import attendues
from sessions.queries.feuille import libelles_du_releve
from sessions.queries.journal import lire_journal
from sessions.views.creneau import CreneauMixin
from sessions.views.piece import PiecePresenceMixin


class CreneauReleveView(FormulaireActeMixin, CreneauMixin, UpdateView):
    """Who signed on the sheet of paper."""

    permission = "session.conduire"
    visible = "session.voir"
    form_class = ReleveForm
    template_name = "sessions/releve/papier.html"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {
            "possibles": attendues(self.object.session_id),
            "libelles": libelles_du_releve(self.object),
        }

    def agir(self, form):
        suivis = [(personne, Suivi(self.object.minutes)) for personne in form.cleaned_data["personnes"]]
        retenir_presences(creneau=self.object, suivis=suivis, moyen=Emargement.Moyen.PAPIER, par=self.request.user)
        return self.object

    def get_success_url(self):
        return self.object.get_absolute_url()

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, session=self.object.session)


class PieceJournalView(FormulaireActeMixin, PiecePresenceMixin, UpdateView):
    """What a log says, person by person; the trainer confirms those to keep."""

    permission = "session.conduire"
    visible = "emargement.verifier"
    form_class = ReleveForm
    template_name = "sessions/releve/journal.html"

    def get_object(self, queryset=None):
        piece = super().get_object(queryset)
        if piece.nature != PiecePresence.Nature.JOURNAL:
            raise Http404
        return piece

    @cached_property
    def journal(self):
        return lire_journal(self.object)

    @cached_property
    def suivis(self):
        return {une.inscription.pk: Suivi.du(une.passage, self.object.creneau) for une in self.journal.connectees}

    def get_form_kwargs(self):
        creneau = self.object.creneau
        possibles = attendues(creneau.session_id).filter(pk__in=self.suivis)
        libelles = {une.inscription.pk: une.libelle for une in self.journal.connectees}
        return super().get_form_kwargs() | {"instance": creneau, "possibles": possibles, "libelles": libelles}

    def get_initial(self):
        return {"personnes": list(self.suivis)}

    def agir(self, form):
        suivis = [(personne, self.suivis[personne.pk]) for personne in form.cleaned_data["personnes"]]
        creneau, moyen = self.object.creneau, Emargement.Moyen.JOURNAL
        retenir_presences(creneau=creneau, suivis=suivis, moyen=moyen, par=self.request.user)
        return creneau

    def get_success_url(self):
        return self.object.get_absolute_url()

    def get_context_data(self, **kwargs):
        creneau = self.object.creneau
        return super().get_context_data(**kwargs, creneau=creneau, session=creneau.session, journal=self.journal)
