from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import CreateView, DetailView, ListView, UpdateView

from academie.autorisations.vues import ConfirmationView, FormulaireActeMixin, ProtegeeMixin
from besoins.actions.enquete import (
    creer_enquete,
    fermer_enquete,
    modifier_enquete,
    ouvrir_enquete,
    supprimer_enquete,
)
from besoins.forms.enquete import EnqueteForm
from besoins.models import Enquete, Question
from besoins.queries.correction import corrections_dites
from besoins.queries.enquete import avec_conditions_dites, enquetes_avec_chiffres, manques, questionnaire


class EnqueteListView(ProtegeeMixin, ListView):
    permission = "enquete.voir"
    model = Enquete
    template_name = "besoins/enquete/list.html"
    paginate_by = 25

    def get_queryset(self):
        return enquetes_avec_chiffres(super().get_queryset().des_besoins())


class EnqueteEditionMixin(ProtegeeMixin, FormulaireActeMixin):
    permission = "enquete.concevoir"
    model = Enquete
    form_class = EnqueteForm
    template_name = "besoins/enquete/form.html"


class EnqueteCreateView(EnqueteEditionMixin, CreateView):
    extra_context = {"titre": _("Nouvelle enquête"), "verbe": _("Créer l'enquête")}

    def agir(self, form):
        return creer_enquete(enquete=form.instance, par=self.request.user)


class EnqueteUpdateView(EnqueteEditionMixin, UpdateView):
    extra_context = {"titre": _("Modifier l'enquête"), "verbe": _("Enregistrer l'enquête")}

    def agir(self, form):
        return modifier_enquete(enquete=form.instance)


class EnqueteDetailView(ProtegeeMixin, DetailView):
    """The survey as it is built: its sections, its questions, what it still needs."""

    permission = "enquete.voir"
    model = Enquete
    template_name = "besoins/enquete/detail.html"
    context_object_name = "enquete"

    def get_queryset(self):
        return enquetes_avec_chiffres(super().get_queryset()).select_related("cree_par", "precedente")

    def get_context_data(self, **kwargs):
        sections = avec_conditions_dites(questionnaire(self.object))
        brouillon = self.object.etat == Enquete.Etat.BROUILLON
        return super().get_context_data(
            **kwargs,
            sections=sections,
            manques=manques(sections) if brouillon else [],
            modifiable=brouillon and self.request.user.has_perm("enquete.concevoir"),
            corrigible=self.object.etat == Enquete.Etat.OUVERTE and self.request.user.has_perm("enquete.concevoir"),
            corrections=corrections_dites(self.object),
            genres=Question.Genre.choices,
        )


class EnqueteOuvrirView(ConfirmationView):
    permission = "enquete.concevoir"
    model = Enquete
    template_name = "besoins/enquete/ouvrir.html"
    context_object_name = "enquete"
    reussite = _("L'enquête est ouverte. Invitez maintenant les structures qui y répondront.")

    def get_context_data(self, **kwargs):
        sections = questionnaire(self.object)
        return super().get_context_data(
            **kwargs,
            manques=manques(sections),
            sections=len(sections),
            questions=sum(len(section.questions.all()) for section in sections),
        )

    def acte(self, enquete):
        return ouvrir_enquete(enquete=enquete)


class EnqueteFermerView(ConfirmationView):
    permission = "enquete.concevoir"
    model = Enquete
    template_name = "besoins/enquete/fermer.html"
    context_object_name = "enquete"
    reussite = _("L'enquête est close. Ses résultats ne changeront plus.")

    def get_queryset(self):
        return enquetes_avec_chiffres(super().get_queryset())

    def acte(self, enquete):
        return fermer_enquete(enquete=enquete)


class EnqueteSupprimerView(ConfirmationView):
    """The page of a draft already removed is its list."""

    permission = "enquete.concevoir"
    model = Enquete
    template_name = "besoins/enquete/supprimer.html"
    context_object_name = "enquete"

    def get_queryset(self):
        return enquetes_avec_chiffres(super().get_queryset())

    def get_context_data(self, **kwargs):
        sections = questionnaire(self.object)
        return super().get_context_data(**kwargs, questions=sum(len(section.questions.all()) for section in sections))

    def post(self, request, *args, **kwargs):
        if not self.get_queryset().filter(pk=self.kwargs["pk"]).exists():
            return HttpResponseRedirect(reverse("besoins:enquete_list"))
        return super().post(request, *args, **kwargs)

    def acte(self, enquete):
        supprimer_enquete(enquete=enquete)
        messages.success(self.request, _("Le brouillon est supprimé."))

    def retour(self, objet):
        # Deleted, the object has no key any more.
        return objet.get_absolute_url() if objet.pk else reverse("besoins:enquete_list")
