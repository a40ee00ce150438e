"""Files that prove an attendance: sheets signed by hand, logs, what justifies an absence."""

from django.urls import reverse
from django.views.generic import DetailView, UpdateView

from academie.autorisations.vues import FormulaireActeMixin, ProtegeeMixin, telecharger
from sessions.actions.piece import joindre_piece, justifier_absence
from sessions.forms.piece import JoindreForm, JustifierForm
from sessions.models import PiecePresence
from sessions.views.creneau import CreneauMixin
from sessions.views.declaration import PersonneMixin


class PiecePresenceMixin(ProtegeeMixin):
    model = PiecePresence
    context_object_name = "piece"

    def get_queryset(self):
        return super().get_queryset().select_related("creneau__session__version__programme")


class CreneauPiecesView(FormulaireActeMixin, CreneauMixin, UpdateView):
    """What is attached to a half-day, and the form that attaches."""

    permission = "emargement.joindre"
    visible = "session.voir"
    form_class = JoindreForm
    template_name = "sessions/piece/list.html"

    def agir(self, form):
        return joindre_piece(creneau=form.instance, par=self.request.user, **form.cleaned_data)

    def get_success_url(self):
        if self.object.nature == PiecePresence.Nature.JOURNAL:
            return reverse("sessions:piece_journal", args=[self.object.pk])
        return reverse("sessions:creneau_pieces", args=[self.object.creneau_id])

    def get_context_data(self, **kwargs):
        pieces = self.object.pieces.select_related("par", "inscription__utilisateur")
        return super().get_context_data(**kwargs, session=self.object.session, pieces=pieces)


class EmargementJustifierView(PersonneMixin):
    permission = "emargement.joindre"
    form_class = JustifierForm
    template_name = "sessions/piece/justifier.html"

    def agir(self, form):
        return justifier_absence(**self.commun, **form.cleaned_data)


class PieceFichierView(PiecePresenceMixin, DetailView):
    """The file itself: never shown in the page, under a name of ours."""

    permission = "emargement.verifier"

    def render_to_response(self, context, **kwargs):
        return telecharger(self.object.fichier, f"{self.object.nature}-{self.object.pk}")
