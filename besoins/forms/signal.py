from django import forms
from django.utils.translation import gettext_lazy as _

from besoins.forms.enquete import JourInput
from besoins.models import Signal, SourceVeille


class RechercheSignauxForm(forms.Form):
    q = forms.CharField(label=_("Mots cherchés"), max_length=100, required=False)
    axe = forms.ChoiceField(label=_("Axe"), choices=[("", _("Tous")), *Signal.Axe.choices], required=False)
    note = forms.ChoiceField(
        label=_("Notation"),
        choices=[("", _("Tous les signaux")), ("non", _("À noter")), ("oui", _("Notés"))],
        required=False,
    )


class SignalForm(forms.ModelForm):
    """A source is chosen among the known ones, or named."""

    nouvelle_source = forms.CharField(
        label=_("Ou une nouvelle source"),
        max_length=SourceVeille._meta.get_field("nom").max_length,
        required=False,
        help_text=_("Son nom, si elle n'est pas dans la liste."),
    )
    genre_source = forms.ChoiceField(
        label=_("Nature de la nouvelle source"),
        choices=SourceVeille.Genre.choices,
        initial=SourceVeille.Genre.LECTURE,
        required=False,
    )

    class Meta:
        model = Signal
        fields = ["titre", "resume", "source", "nouvelle_source", "genre_source", "url", "observe_le", "axe"]
        widgets = {"resume": forms.Textarea(attrs={"rows": 5}), "observe_le": JourInput()}

    field_order = Meta.fields

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["source"].required = False
        self.fields["source"].empty_label = _("Choisissez une source")
        self.fields["source"].mention = _("(ou nommez-la dessous)")
        self.fields["axe"].choices = [("", _("Choisissez un axe")), *Signal.Axe.choices]

    def clean(self):
        donnees = super().clean()
        if not donnees.get("source") and not donnees.get("nouvelle_source") and "source" not in self.errors:
            self.add_error("source", _("Choisissez une source, ou nommez-en une nouvelle."))
        return donnees

    def _get_validation_exclusions(self):
        return super()._get_validation_exclusions() | {"source"}


class NoteForm(forms.ModelForm):
    class Meta:
        model = Signal
        fields = ["fiabilite", "credibilite"]
        widgets = {"fiabilite": forms.RadioSelect, "credibilite": forms.RadioSelect}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for nom in self._meta.fields:
            self.fields[nom].required = True
            self.fields[nom].choices = [choix for choix in self.fields[nom].choices if choix[0] not in ("", None)]
            self.fields[nom].error_messages["required"] = _("Choisissez une note.")
