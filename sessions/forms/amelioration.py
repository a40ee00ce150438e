from uuid import uuid4

import django_filters as filtres
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from besoins.models import Programme
from sessions.forms.creneau import PLAUSIBLE
from sessions.forms.filtre import ChoixDate, Recherche
from sessions.forms.reclamation import equipe
from sessions.models import Amelioration, Session

LIGNES = forms.Textarea(attrs={"rows": 4})


class AmeliorationForm(forms.ModelForm):
    cle = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    echeance = forms.DateField(label=_("À faire avant le"), widget=ChoixDate, validators=PLAUSIBLE)

    class Meta:
        model = Amelioration
        fields = [
            "titre", "description", "origine", "constat", "reclamation", "session", "programme", "responsable", "echeance",
        ]  # fmt: skip
        widgets = {"description": LIGNES, "constat": LIGNES}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["responsable"].queryset = equipe()
        self.fields["programme"].queryset = Programme.objects.order_by("recherche", "pk")
        self.fields["session"].queryset = (
            Session.objects.filter(etat__in=[*Session.VIVANTES, *Session.TENUES])
            .select_related("version__programme")
            .order_by("-debut", "-pk")
        )


class ActeAmeliorationForm(forms.ModelForm):
    class Meta:
        model = Amelioration
        fields = []


class FaireForm(ActeAmeliorationForm):
    realisation = forms.CharField(label=_("Ce qui a été fait"), max_length=2000, widget=LIGNES)


class VerifierForm(ActeAmeliorationForm):
    efficace = forms.TypedChoiceField(
        label=_("L'action a-t-elle eu l'effet attendu ?"),
        choices=[("oui", _("Oui")), ("non", _("Non"))],
        coerce=lambda mot: mot == "oui",
        widget=forms.RadioSelect,
    )
    effet = forms.CharField(
        label=_("Effet constaté"),
        max_length=2000,
        widget=LIGNES,
        help_text=_("Le chiffre ou le fait qui le montre, avant et après."),
    )


class AbandonnerForm(ActeAmeliorationForm):
    motif = forms.CharField(label=_("Pourquoi ?"), max_length=2000, widget=LIGNES)


class AmeliorationFiltre(Recherche):
    etat = filtres.ChoiceFilter(label=_("État"), choices=Amelioration.Etat, empty_label=_("Tous les états"))
    origine = filtres.ChoiceFilter(label=_("Origine"), choices=Amelioration.Origine, empty_label=_("Toutes"))
    responsable = filtres.ModelChoiceFilter(
        label=_("Menée par"), queryset=lambda _requete: equipe(), empty_label=_("Toutes et tous")
    )
    retard = filtres.BooleanFilter(label=_("En retard"), widget=forms.CheckboxInput, method="en_retard")

    class Meta:
        model = Amelioration
        fields = []

    def en_retard(self, qs, _nom, value):
        return qs.en_retard(timezone.localdate()) if value else qs
