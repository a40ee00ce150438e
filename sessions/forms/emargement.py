from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MinLengthValidator, RegexValidator
from django.utils.translation import gettext_lazy as _


def en_lettres(nom: str) -> None:
    if not any(caractere.isalpha() for caractere in nom):
        raise ValidationError(_("Écrivez votre prénom et votre nom en toutes lettres."))


class ChampCode(forms.CharField):
    """The six digits of the room; spaces between them are forgiven."""

    default_validators = [RegexValidator(r"\A[0-9]{6}\Z", _("Indiquez les six chiffres du code, par exemple 012345."))]

    def to_python(self, value):
        return "".join(super().to_python(value).split())


class SignatureForm(forms.Form):
    """A name typed, a signature drawn, or both."""

    nom = forms.CharField(
        label=_("Votre prénom et votre nom"),
        max_length=200,
        required=False,
        help_text=_("En les écrivant ou en signant, vous attestez être présente ou présent à cette demi-journée."),
        validators=[MinLengthValidator(2, _("Écrivez votre prénom et votre nom en toutes lettres.")), en_lettres],
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    trace = forms.CharField(required=False, max_length=40_000, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["nom"].mention = _("(ou dessinez votre signature)")

    def clean(self):
        donnees = super().clean()
        if not self.errors and not donnees["nom"] and not donnees["trace"]:
            self.add_error(
                "nom", _("Écrivez votre prénom et votre nom en toutes lettres, ou dessinez votre signature.")
            )
        return donnees


class SignerForm(SignatureForm):
    code = ChampCode(
        label=_("Code à six chiffres"),
        max_length=20,
        help_text=_("Il est affiché dans la salle, ou donné à l'écran dans une session à distance."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "class": "code-saisi"}),
    )

    field_order = ["code", "nom", "trace"]
