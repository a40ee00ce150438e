from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import DetailView, ListView, UpdateView

from academie.autorisations.vues import ActeView, FormulaireActeMixin, ProtegeeMixin
from sessions.actions.inscription import annuler_inscription, inscrire
from sessions.forms.filtre import InscriptionFiltre
from sessions.forms.inscription import AnnulerInscriptionForm
from sessions.models import Inscription, Session
from sessions.queries.historique import histoire_d_inscription
from sessions.queries.inscription import peut_s_annuler
from sessions.queries.session import formateurs_de


class InscriptionCreateView(ActeView):
    """ "M'inscrire": the person enrols herself in any public session."""

    permission = "inscription.creer"
    http_method_names = ["get", "post", "options"]

    def get_queryset(self):
        return Session.objects.publiques()

    def get(self, request, *args, **kwargs):
        """Back from signing in: the button is on the session's page."""
        return HttpResponseRedirect(self.get_object().get_absolute_url())

    def acte(self, objet):
        return inscrire(session=objet, utilisateur=self.request.user, par=self.request.user)


class InscriptionListView(ProtegeeMixin, ListView):
    """One's own enrolments, or those of one's structures or sessions, by the scope of the table."""

    permission = "inscription.voir"
    model = Inscription
    template_name = "sessions/inscription/list.html"
    paginate_by = 25

    def get_queryset(self):
        inscriptions = (
            super()
            .get_queryset()
            .avec_rang()
            .select_related("utilisateur", "structure", "session__version__programme", "session__lieu__commune")
            .order_by("-session__debut", "ordre", "pk")
        )
        self.filtre = InscriptionFiltre(self.request.GET, queryset=inscriptions)
        return self.filtre.trouvees()

    def get_context_data(self, **kwargs):
        autres = self.filtre.queryset.exclude(utilisateur=self.request.user).exists()
        return super().get_context_data(
            **kwargs, filtre=self.filtre, filtres_actifs=self.filtre.filtres_actifs(), de_plusieurs=autres
        )


class InscriptionDetailView(ProtegeeMixin, DetailView):
    permission = "inscription.voir"
    model = Inscription
    template_name = "sessions/inscription/detail.html"

    def get_queryset(self):
        return (
            super()
            .get_queryset()
            .avec_rang()
            .select_related("utilisateur", "structure", "session__version__programme", "session__lieu__commune")
        )

    def get_context_data(self, **kwargs):
        annulable = peut_s_annuler(self.object) and self.request.user.has_perm("inscription.annuler", self.object)
        return super().get_context_data(
            **kwargs,
            session=self.object.session,
            creneaux=self.object.session.creneaux.all(),
            formateurs=formateurs_de(self.object.session),
            phrases=histoire_d_inscription(self.object),
            annulable=annulable,
        )


class InscriptionAnnulerView(ProtegeeMixin, FormulaireActeMixin, UpdateView):
    """Asks before giving the seat back."""

    permission = "inscription.annuler"
    visible = "inscription.voir"
    model = Inscription
    form_class = AnnulerInscriptionForm
    template_name = "sessions/inscription/annuler.html"
    extra_context = {"verbe": _("Annuler l'inscription")}

    def get_queryset(self):
        return super().get_queryset().select_related("utilisateur", "session__version__programme")

    def agir(self, form):
        return annuler_inscription(inscription=self.object, par=self.request.user, motif=form.cleaned_data["motif"])

    def get_success_url(self):
        return reverse("sessions:inscription_detail", args=[self.object.pk])
