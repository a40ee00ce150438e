from decimal import Decimal

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext as _

from academie.francais import nombre
from academie.regles import regle
from besoins.models import Question, Section, Valeur

Genre = Question.Genre


class ReponseSectionForm(forms.Form):
    """The questions of one page. With `exiger=False` nothing is mandatory: one may step back at any time."""

    def __init__(
        self, section: Section, *args, exiger: bool = True, valeurs: dict[int, list[Valeur]] | None = None, **kwargs
    ):
        self.questions = {f"question_{question.pk}": question for question in section.questions.all()}
        gardees = valeurs or {}
        initial = {
            nom: _initial(question, gardees[question.pk])
            for nom, question in self.questions.items()
            if question.pk in gardees
        }
        super().__init__(*args, initial=initial, **kwargs)
        for nom, question in self.questions.items():
            self.fields[nom] = _champ(question, exige=exiger and question.obligatoire)

    def reponses(self) -> dict[Question, object]:
        """What was understood, question by question: a wrong number does not lose the rest of the page."""
        self.is_valid()
        return {
            question: _donnee(question, self.cleaned_data[nom])
            for nom, question in self.questions.items()
            if nom in self.cleaned_data
        }


def _champ(question: Question, *, exige: bool) -> forms.Field:
    communs = {
        "label": question.intitule,
        "help_text": _aide(question),
        "required": exige,
        "error_messages": {"required": _manque(question)},
    }
    return CHAMPS[question.genre](question, communs)


def _choix_unique(question, communs):
    return forms.TypedChoiceField(
        choices=_options(question), coerce=int, empty_value=None, widget=forms.RadioSelect, **communs
    )


def _choix_multiple(question, communs):
    return forms.TypedMultipleChoiceField(
        choices=_options(question), coerce=int, widget=forms.CheckboxSelectMultiple, **communs
    )


def _echelle(question, communs):
    mots = {question.minimum: question.libelle_minimum, question.maximum: question.libelle_maximum}
    degres = range(question.minimum, question.maximum + 1)
    choix = [(note, f"{note} – {mots[note]}" if mots.get(note) else str(note)) for note in degres]
    return forms.TypedChoiceField(choices=choix, coerce=Decimal, empty_value=None, widget=forms.RadioSelect, **communs)


def _nombre(question, communs):
    champ = forms.DecimalField(
        min_value=question.minimum,
        max_value=question.maximum,
        max_digits=18,
        decimal_places=4,
        localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        **communs,
    )
    champ.error_messages["invalid"] = _("Indiquez un nombre, par exemple 12 ou 12,5.")
    return champ


def _texte(question, communs):
    longueur = regle("enquete.reponse_taille")
    champ = forms.CharField(widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}), **communs)
    champ.validators.append(_LongueurMaximale(longueur))
    return champ


class _LongueurMaximale:
    """No `maxlength` in the page: a browser would cut what is pasted without a word."""

    def __init__(self, longueur: int):
        self.longueur = longueur

    def __call__(self, texte: str):
        if len(texte) > self.longueur:
            raise forms.ValidationError(
                _(
                    "Votre réponse compte %(longueur)s caractères, le maximum est de %(maximum)s. Raccourcissez-la : votre "
                    "texte est gardé ci-dessous."
                ),
                params={"longueur": nombre(len(texte)), "maximum": nombre(self.longueur)},
            )


CHAMPS = {
    Genre.CHOIX_UNIQUE: _choix_unique,
    Genre.CHOIX_MULTIPLE: _choix_multiple,
    Genre.ECHELLE: _echelle,
    Genre.NOMBRE: _nombre,
    Genre.TEXTE: _texte,
}


def _options(question: Question) -> list[tuple[int, str]]:
    return [
        (
            option.pk,
            format_html('{} <span class="petit attenue">{}</span>', option.libelle, option.detail)
            if option.detail
            else option.libelle,
        )
        for option in question.options.all()
    ]


def _aide(question: Question) -> str:
    bornes = ""
    if question.genre == Genre.CHOIX_MULTIPLE:
        bornes = _("Plusieurs réponses possibles.")
    elif question.unite:
        bornes = _("En %(unite)s.") % {"unite": question.unite}
    return format_html("{}", f"{question.aide} {bornes}".strip())


def _manque(question: Question) -> str:
    if question.a_des_options or question.genre == Genre.ECHELLE:
        return _("Choisissez une réponse.")
    return _("Indiquez votre réponse.")


def _initial(question: Question, valeurs: list[Valeur]):
    if question.genre == Genre.CHOIX_MULTIPLE:
        return [valeur.option_id for valeur in valeurs]
    if question.genre == Genre.CHOIX_UNIQUE:
        return valeurs[0].option_id
    if question.genre == Genre.TEXTE:
        return valeurs[0].texte
    if question.genre == Genre.ECHELLE:
        return int(valeurs[0].nombre)
    return valeurs[0].nombre.normalize()


def _donnee(question: Question, valeur):
    if not question.a_des_options:
        return valeur
    choisies = valeur if isinstance(valeur, list) else [valeur]
    return [option for option in question.options.all() if option.pk in choisies]
