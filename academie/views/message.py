from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import DetailView, FormView, ListView
from django.views.generic.detail import SingleObjectMixin

from academie.actions.envoi import (
    annuler_message,
    liberer_message,
    modifier_message,
    reconnaitre_adresse,
    renvoyer_message,
    retenir_message,
)
from academie.autorisations.vues import ActeView, FormulaireActeMixin, ProtegeeMixin
from academie.branchements.gabarits import GABARITS
from academie.forms.message import MessageFiltreForm, MessageForm
from academie.models import AdresseEnErreur, Message
from academie.queries.courrier import corps_html
from academie.queries.message import adresses_en_erreur, etats_de_la_file


class MessageListView(ProtegeeMixin, ListView):
    permission = "message.voir"
    model = Message
    template_name = "academie/message/list.html"
    paginate_by = 50
    extra_context = {"demonstration": settings.DEMO}

    @cached_property
    def form(self):
        return MessageFiltreForm(self.request.GET)

    def get_queryset(self):
        messages = super().get_queryset().defer("texte")
        if not self.form.is_valid():
            return messages.none()
        choix = self.form.cleaned_data
        for champ in ("etat", "gabarit"):
            if choix[champ]:
                messages = messages.filter(**{champ: choix[champ]})
        mots = choix["q"].strip()
        return messages.filter(Q(destinataire__icontains=mots) | Q(sujet__icontains=mots)) if mots else messages

    def get_context_data(self, **kwargs):
        comptes = etats_de_la_file()
        etats = [
            {"code": etat.value, "libelle": etat.label, "nombre": comptes[etat.value]}
            for etat in Message.Etat
            if etat.value in comptes
        ]
        return super().get_context_data(**kwargs, form=self.form, etats=etats)


class MessageDetailView(ProtegeeMixin, DetailView):
    permission = "message.voir"
    model = Message
    template_name = "academie/message/detail.html"

    def get_queryset(self):
        return super().get_queryset().select_related("utilisateur", "groupe", "modifie_par")

    def get_context_data(self, **kwargs):
        message = self.object
        return super().get_context_data(
            **kwargs,
            corps=corps_html(message.texte),
            pieces=message.pieces.defer("contenu"),
            groupes=message.groupes.defer("texte"),
            gabarit=GABARITS.get(message.gabarit),
            retour=adresses_en_erreur([message.destinataire]).get(message.destinataire),
            corrigeable=message.etat in (*Message.PAS_PARTIS, Message.Etat.EN_ECHEC),
            a_renvoyer=message.etat in Message.A_REPRENDRE,
        )


class MessageUpdateView(ProtegeeMixin, FormulaireActeMixin, SingleObjectMixin, FormView):
    """The subject and the text of a message that has not left."""

    permission = "message.gerer"
    model = Message
    form_class = MessageForm
    template_name = "academie/message/form.html"

    @cached_property
    def object(self):
        return self.get_object()

    def get_initial(self):
        return {"sujet": self.object.sujet, "texte": self.object.texte}

    def agir(self, form):
        return modifier_message(message=self.get_object(), par=self.request.user, **form.cleaned_data)

    def get_success_url(self):
        return self.object.get_absolute_url()


class MessageActeView(ActeView):
    permission = "message.gerer"
    model = Message


class MessageRetenirView(MessageActeView):
    reussite = _("Le message est retenu\u00a0: il ne partira pas sans vous.")

    def acte(self, objet):
        return retenir_message(message=objet, par=self.request.user)


class MessageLibererView(MessageActeView):
    reussite = _("Le message partira à son heure.")

    def acte(self, objet):
        return liberer_message(message=objet, par=self.request.user)


class MessageAnnulerView(MessageActeView):
    reussite = _("Le message est annulé\u00a0: il ne partira pas.")

    def acte(self, objet):
        return annuler_message(message=objet, par=self.request.user)


class MessageRenvoyerView(MessageActeView):
    reussite = _("Le message repart.")

    def acte(self, objet):
        return renvoyer_message(message=objet, par=self.request.user)


class AdresseListView(ProtegeeMixin, ListView):
    """The addresses that send our messages back."""

    permission = "message.voir"
    template_name = "academie/message/adresses.html"
    paginate_by = 50

    def get_queryset(self):
        return AdresseEnErreur.objects.all()


class AdresseReconnaitreView(ActeView):
    permission = "message.gerer"
    model = AdresseEnErreur
    reussite = _("L'adresse n'est plus signalée en erreur.")

    def get_object(self):
        """One already taken off the list has nothing left to be said of."""
        return AdresseEnErreur.objects.filter(pk=self.kwargs["pk"]).first()

    def acte(self, objet):
        if objet:
            reconnaitre_adresse(adresse=objet.adresse)

    def retour(self, objet):
        return reverse("adresse_list")
