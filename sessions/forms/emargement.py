from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MinLengthValidator, RegexValidator
from django.utils.translation import gettext_lazy as _

from sessions.models import Creneau

PRESENTE, ABSENTE = "presente", "absente"


def en_lettres(nom: str) -> None:
    if not any(caractere.isalpha() for caractere in nom):
        raise ValidationError(_("Écrivez votre prénom et votre nom en toutes lettres."))


class ChampCode(forms.CharField):
    """The six digits of the room; spaces between them are forgiven."""

    default_validators = [RegexValidator(r"\A[0-9]{6}\Z", _("Indiquez les six chiffres du code, par exemple 012345."))]

    def to_python(self, value):
        return "".join(super().to_python(value).split())


class SignerForm(forms.Form):
    code = ChampCode(
        label=_("Code à six chiffres"),
        max_length=20,
        help_text=_("Il est affiché dans la salle, ou donné à l'écran dans une session à distance."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "class": "code-saisi"}),
    )
    nom = forms.CharField(
        label=_("Votre prénom et votre nom"),
        max_length=200,
        help_text=_("En les écrivant, vous attestez être présente ou présent à cette demi-journée."),
        validators=[MinLengthValidator(2, _("Écrivez votre prénom et votre nom en toutes lettres.")), en_lettres],
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )


class DeclarerForm(forms.ModelForm):
    presence = forms.ChoiceField(
        label=_("Cette personne est"),
        choices=[(PRESENTE, _("là, toute la demi-journée ou une partie")), (ABSENTE, _("absente"))],
        widget=forms.RadioSelect,
    )
    minutes = forms.IntegerField(
        label=_("Minutes suivies"),
        required=False,
        help_text=_("Moins que la durée de la demi-journée en cas d'arrivée tardive ou de départ avant la fin."),
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "min": 1}),
    )
    motif = forms.CharField(
        label=_("Précision"),
        max_length=300,
        required=False,
        help_text=_("Par exemple « arrivée à 10 h » ou « sans téléphone »."),
    )

    class Meta:
        model = Creneau
        fields = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["minutes"].mention = _("(si elle est là)")
        self.fields["motif"].mention = _("(obligatoire pour corriger)")

    def clean(self):
        donnees = super().clean()
        if donnees.get("presence") == PRESENTE and "minutes" not in self.errors and donnees.get("minutes") is None:
            self.add_error("minutes", _("Indiquez combien de minutes cette personne a suivies."))
        return donnees

    @property
    def est_absence(self) -> bool:
        return self.cleaned_data["presence"] == ABSENTE
