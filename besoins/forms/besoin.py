from django import forms
from django.utils.translation import gettext_lazy as _

from academie.models import Theme
from besoins.models import Besoin, Enquete, Option, Preuve, Signal


class RechercheBesoinsForm(forms.Form):
    q = forms.CharField(label=_("Mots cherchés"), max_length=100, required=False)
    etat = forms.ChoiceField(label=_("État"), choices=[("", _("Tous")), *Besoin.Etat.choices], required=False)
    theme = forms.ModelChoiceField(
        Theme.objects.all(), label=_("Thème"), to_field_name="slug", required=False, empty_label=_("Tous")
    )


class BesoinForm(forms.ModelForm):
    class Meta:
        model = Besoin
        fields = ["titre", "description", "theme", "publics", "exprime_par"]
        widgets = {"description": forms.Textarea(attrs={"rows": 5})}


class DecisionForm(forms.Form):
    """Why a need is retained."""

    motif = forms.CharField(
        label=_("Motif"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        required=False,
        help_text=_(
            "Ce qui décide, en une ou deux phrases. Il sera lu par toutes les personnes qui voient les besoins."
        ),
    )


class RejetForm(DecisionForm):
    """Why a need is rejected: a reason is due."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["motif"].required = True
        self.fields["motif"].error_messages["required"] = _(
            "Indiquez pourquoi le besoin est rejeté : les personnes qui l'ont exprimé le liront."
        )


class OptionChoiceField(forms.ModelChoiceField):
    def label_from_instance(self, option):
        return f"{option.libelle} ({option.question.section.enquete.titre})"


class SignalChoiceField(forms.ModelChoiceField):
    def label_from_instance(self, signal):
        return f"{signal.titre} ({signal.cotation})"


class PreuveForm(forms.ModelForm):
    """One survey result, or one rated signal."""

    option = OptionChoiceField(
        Option.objects.none(),
        label=_("Un résultat d'enquête"),
        required=False,
        empty_label=_("Aucun"),
    )
    signal = SignalChoiceField(
        Signal.objects.none(), label=_("Ou un signal noté"), required=False, empty_label=_("Aucun")
    )

    class Meta:
        model = Preuve
        fields = ["option", "signal", "note"]
        widgets = {"note": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["option"].queryset = (
            Option.objects.exclude(question__section__enquete__etat=Enquete.Etat.BROUILLON)
            .select_related("question__section__enquete")
            .order_by("-question__section__enquete__cree_le", "question__section__ordre", "question__ordre", "ordre")
        )
        self.fields["signal"].queryset = Signal.objects.filter(note_le__isnull=False)

    def clean(self):
        donnees = super().clean()
        if bool(donnees.get("option")) == bool(donnees.get("signal")) and not self.errors:
            self.add_error("option", _("Choisissez un résultat d'enquête ou un signal, et un seul des deux."))
        return donnees

    def _post_clean(self):
        """The action makes the row: only the choices are checked here."""
