"""Complaints: those one filed, and the register of those who deal with them; what was tried with absent people."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import CreateView, DetailView, ListView, UpdateView

from academie.autorisations.vues import ActeView, FormulaireActeMixin, ProtegeeMixin
from sessions.actions.reclamation import (
    accuser_reception,
    clore_reclamation,
    completer_reclamation,
    deposer_reclamation,
    noter_contact,
    qualifier_reclamation,
    repondre_reclamation,
)
from sessions.forms.reclamation import (
    CloreReclamationForm,
    ContactForm,
    QualifierForm,
    ReclamationFiltre,
    ReclamationForm,
    RepondreForm,
    TexteForm,
)
from sessions.models import Inscription, Reclamation, Session
from sessions.queries.reclamation import absentes, delais, echanges, prochain_delai, registre


class ReclamationListView(ProtegeeMixin, ListView):
    """Mine."""

    permission = "reclamation.deposer"
    model = Reclamation
    template_name = "sessions/reclamation/list.html"
    paginate_by = 25

    def get_queryset(self):
        return registre(super().get_queryset())


class ReclamationCreateView(ProtegeeMixin, FormulaireActeMixin, CreateView):
    permission = "reclamation.deposer"
    model = Reclamation
    form_class = ReclamationForm
    template_name = "sessions/reclamation/form.html"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"utilisateur": self.request.user}

    def get_initial(self):
        return super().get_initial() | {"session": self.request.GET.get("session", "")}

    def agir(self, form):
        return deposer_reclamation(reclamation=form.instance, par=self.request.user, cle=form.cleaned_data["cle"])

    def get_success_url(self):
        return self.object.get_absolute_url()


class ReclamationDetailView(ProtegeeMixin, FormulaireActeMixin, UpdateView):
    """Whoever filed it follows it, and adds to it."""

    permission = "reclamation.deposer"
    model = Reclamation
    form_class = TexteForm
    template_name = "sessions/reclamation/detail.html"
    context_object_name = "reclamation"

    def get_queryset(self):
        return registre(super().get_queryset())

    def agir(self, form):
        completer_reclamation(reclamation=self.object, par=self.request.user, texte=form.cleaned_data["texte"])
        return self.object

    def get_success_url(self):
        return self.object.get_absolute_url()

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            **kwargs, delais=delais(self.object), echanges=echanges(self.object, internes=False)
        )


class ReclamationRegistreView(ProtegeeMixin, ListView):
    permission = "reclamation.registre"
    model = Reclamation
    template_name = "sessions/reclamation/registre.html"
    paginate_by = 25

    def get_queryset(self):
        self.filtre = ReclamationFiltre(self.request.GET, queryset=registre(super().get_queryset()))
        return self.filtre.trouvees()

    def get_context_data(self, **kwargs):
        contexte = super().get_context_data(**kwargs, filtre=self.filtre, filtres_actifs=self.filtre.filtres_actifs())
        return contexte | {"lignes": [(ligne, prochain_delai(ligne)) for ligne in contexte["page_obj"]]}


class ReclamationSuiviView(ProtegeeMixin, DetailView):
    permission = "reclamation.registre"
    model = Reclamation
    template_name = "sessions/reclamation/suivi.html"
    context_object_name = "reclamation"

    def get_queryset(self):
        return registre(super().get_queryset()).select_related("close_par")

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            **kwargs,
            delais=delais(self.object),
            echanges=echanges(self.object, internes=True),
            ameliorations=self.object.ameliorations.select_related("responsable"),
        )


class ReclamationAccuserView(ActeView):
    permission = "reclamation.traiter"
    visible = "reclamation.registre"
    model = Reclamation
    reussite = _("La personne est prévenue : sa réclamation est reçue.")

    def acte(self, objet):
        return accuser_reception(reclamation=objet, par=self.request.user)

    def retour(self, objet):
        return reverse("sessions:reclamation_suivi", args=[objet.pk])


class ActeReclamationView(ProtegeeMixin, FormulaireActeMixin, UpdateView):
    permission = "reclamation.traiter"
    visible = "reclamation.registre"
    model = Reclamation
    context_object_name = "reclamation"
    template_name = "sessions/reclamation/acte.html"

    def get_queryset(self):
        return registre(super().get_queryset())

    def get_success_url(self):
        return reverse("sessions:reclamation_suivi", args=[self.kwargs["pk"]])


class ReclamationQualifierView(ActeReclamationView):
    form_class = QualifierForm
    extra_context = {"titre": _("Qualifier la réclamation"), "verbe": _("Enregistrer")}

    def agir(self, form):
        return qualifier_reclamation(reclamation=self.object, **form.cleaned_data)


class ReclamationRepondreView(ActeReclamationView):
    form_class = RepondreForm
    extra_context = {"titre": _("Répondre"), "verbe": _("Envoyer")}

    def agir(self, form):
        return repondre_reclamation(reclamation=self.object, par=self.request.user, **form.cleaned_data)


class ReclamationCloreView(ActeReclamationView):
    form_class = CloreReclamationForm
    extra_context = {"titre": _("Clore la réclamation"), "verbe": _("Clore la réclamation")}

    def agir(self, form):
        return clore_reclamation(reclamation=self.object, par=self.request.user, **form.cleaned_data)


class SessionAbsencesView(ProtegeeMixin, DetailView):
    """Those who missed something, and what was tried since."""

    permission = "absence.suivre"
    model = Session
    context_object_name = "session"
    template_name = "sessions/reclamation/absences.html"

    def get_queryset(self):
        return super().get_queryset().completes()

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, absentes=absentes(self.object))


class ContactCreateView(ProtegeeMixin, FormulaireActeMixin, UpdateView):
    permission = "absence.suivre"
    model = Inscription
    form_class = ContactForm
    context_object_name = "inscription"
    template_name = "sessions/reclamation/contact.html"
    extra_context = {"verbe": _("Noter le contact")}

    def get_queryset(self):
        return super().get_queryset().select_related("utilisateur", "session__version__programme")

    def agir(self, form):
        noter_contact(inscription=form.inscription, par=self.request.user, **form.cleaned_data)
        return form.inscription

    def get_success_url(self):
        return reverse("sessions:session_absences", args=[self.object.session_id])
