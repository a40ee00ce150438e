from uuid import uuid4

import django_filters as filtres
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from academie.autorisations.table import Role
from academie.models import Affectation, Utilisateur
from sessions.forms.filtre import Recherche
from sessions.models import ContactAbsence, Inscription, Reclamation
from sessions.queries.reclamation import sessions_de

PARAGRAPHE = forms.Textarea(attrs={"rows": 5})


def equipe():
    """Those who may lead something: who plans and who conceives."""
    du_jour = Affectation.objects.du_jour().filter(role__in=[Role.GESTIONNAIRE, Role.CONCEPTEUR])
    return Utilisateur.objects.filter(pk__in=du_jour.values("utilisateur")).order_by("nom", "prenom", "pk")


class ReclamationForm(forms.ModelForm):
    cle = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    class Meta:
        model = Reclamation
        fields = ["genre", "sujet", "session", "titre", "texte"]
        widgets = {"texte": PARAGRAPHE, "genre": forms.RadioSelect}

    def __init__(self, *args, utilisateur, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["session"].queryset = sessions_de(utilisateur)
        self.fields["session"].empty_label = _("Aucune en particulier")


class TexteForm(forms.ModelForm):
    """A message, on a complaint."""

    texte = forms.CharField(label=_("Votre message"), max_length=5000, widget=PARAGRAPHE)

    class Meta:
        model = Reclamation
        fields = []


class RepondreForm(TexteForm):
    interne = forms.TypedChoiceField(
        label=_("À qui ?"),
        choices=[("non", _("À la personne, qui est prévenue par message")), ("oui", _("Note interne, que la personne ne lit pas"))],
        coerce=lambda mot: mot == "oui",
        widget=forms.RadioSelect,
        initial="non",
    )  # fmt: skip


class QualifierForm(forms.ModelForm):
    class Meta:
        model = Reclamation
        fields = ["genre", "sujet", "gravite", "responsable"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["gravite"].required = True
        self.fields["responsable"].queryset = equipe()


class CloreReclamationForm(forms.ModelForm):
    fondee = forms.TypedChoiceField(
        label=_("Cette réclamation est-elle fondée ?"),
        choices=[("oui", _("Oui")), ("non", _("Non"))],
        coerce=lambda mot: mot == "oui",
        widget=forms.RadioSelect,
    )
    decision = forms.CharField(
        label=_("Ce qui a été décidé"),
        max_length=5000,
        widget=PARAGRAPHE,
        help_text=_("La personne le lira tel quel."),
    )

    class Meta:
        model = Reclamation
        fields = []


class ReclamationFiltre(Recherche):
    etat = filtres.ChoiceFilter(label=_("État"), choices=Reclamation.Etat, empty_label=_("Tous les états"))
    genre = filtres.ChoiceFilter(label=_("Nature"), choices=Reclamation.Genre, empty_label=_("Toutes"))
    sujet = filtres.ChoiceFilter(label=_("Sujet"), choices=Reclamation.Sujet, empty_label=_("Tous les sujets"))
    gravite = filtres.ChoiceFilter(label=_("Gravité"), choices=Reclamation.Gravite, empty_label=_("Toutes"))
    retard = filtres.BooleanFilter(label=_("En retard"), widget=forms.CheckboxInput, method="en_retard")

    class Meta:
        model = Reclamation
        fields = []

    def en_retard(self, qs, _nom, value):
        return qs.en_retard(timezone.localdate()) if value else qs


class ContactForm(forms.ModelForm):
    """The person reached, or not: nothing about their health."""

    class Meta:
        model = ContactAbsence
        fields = ["moyen", "suite", "raison"]
        widgets = {"moyen": forms.RadioSelect, "suite": forms.RadioSelect}

    def __init__(self, *args, instance: Inscription, **kwargs):
        super().__init__(*args, **kwargs)
        self.inscription = instance
        for nom in ("moyen", "suite"):
            self.fields[nom].choices = ContactAbsence._meta.get_field(nom).choices
