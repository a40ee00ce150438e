from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import DetailView, ListView, UpdateView

from academie.autorisations.vues import FormulaireActeMixin, ProtegeeMixin
from academie.queries.pagination import PaginateurDeCles
from sessions.actions.inscription import annuler_inscription
from sessions.forms.filtre import InscriptionFiltre
from sessions.forms.inscription import AnnulerInscriptionForm
from sessions.models import Inscription
from sessions.queries.attente import actes_ouverts, annulation_tardive, parcours_du_rang
from sessions.queries.historique import histoire_d_inscription
from sessions.queries.inscription import lignes
from sessions.queries.message import messages_de_l_inscription
from sessions.queries.preparation import preparation
from sessions.queries.session import formateurs_de, liens
from sessions.queries.sollicitation import liens_de


class InscriptionListView(ProtegeeMixin, ListView):
    """One's own enrolments, or those of one's structures or sessions, by the scope of the table."""

    permission = "inscription.voir"
    model = Inscription
    template_name = "sessions/inscription/list.html"
    paginate_by = 25
    paginator_class = PaginateurDeCles

    def get_queryset(self):
        inscriptions = super().get_queryset().order_by("-session__debut", "-session", "ordre", "pk")
        self.filtre = InscriptionFiltre(self.request.GET, queryset=inscriptions)
        return self.filtre.trouvees()

    def get_context_data(self, **kwargs):
        autres = self.filtre.queryset.exclude(utilisateur=self.request.user).exists()
        contexte = super().get_context_data(**kwargs)
        return contexte | {
            "lignes": lignes(contexte["page_obj"].object_list),
            "filtre": self.filtre,
            "filtres_actifs": self.filtre.filtres_actifs(),
            "de_plusieurs": autres,
        }


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
            .select_related("remplace__utilisateur")
        )

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            **kwargs,
            session=self.object.session,
            creneaux=self.object.session.creneaux.situes(),
            liens=liens(self.object.session),
            formateurs=formateurs_de(self.object.session),
            phrases=histoire_d_inscription(self.object),
            preparation=preparation(self.object, self.request.user),
            parcours=parcours_du_rang(self.object),
            actes=actes_ouverts(self.object, self.request.user),
            evaluations=liens_de(self.object, self.request.user),
            messages_du_dossier=messages_de_l_inscription(self.object),
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

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, tardive=annulation_tardive(self.object, timezone.now()))

    def agir(self, form):
        return annuler_inscription(inscription=self.object, par=self.request.user, motif=form.cleaned_data["motif"])

    def get_success_url(self):
        return reverse("sessions:inscription_detail", args=[self.object.pk])
