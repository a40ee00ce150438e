"""The questions of one page of a survey, as one form."""

from collections.abc import Container
from decimal import Decimal
from random import Random

from crispy_forms.templatetags.crispy_forms_filters import as_crispy_field
from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from academie.champs.territoire import ChampTerritoire
from academie.regles import regle
from academie.templatetags.presentation import champ_de_choix
from besoins.forms.valeur import ChampChoixLibre, ChampClassement, ChampMatrice, LongueurMaximale, texte_court
from besoins.models import Option, Question, Section, Valeur
from besoins.queries.conditions import REPRISE, Parcours
from besoins.queries.valeur import valeurs_de

Genre = Question.Genre


class ReponseSectionForm(forms.Form):
    """The questions of one page that are asked on the way `parcours`; `questions` when others are shown.

    With `exiger=False` nothing is mandatory: one may step back at any time. `graine` keeps a random order of options
    the same for one person. Without a way every question shows, as it was written.
    """

    def __init__(
        self,
        section: Section,
        *args,
        exiger: bool = True,
        valeurs: dict[int, list[Valeur]] | None = None,
        parcours: Parcours | None = None,
        questions: Container[int] | None = None,
        graine: object = "",
        **kwargs,
    ):
        montrees = parcours.questions if questions is None and parcours else questions
        self.questions = {
            f"question_{question.pk}": question
            for question in section.questions.all()
            if montrees is None or question.pk in montrees
        }
        gardees = valeurs or {}
        initial = {
            nom: _initial(question, gardees[question.pk])
            for nom, question in self.questions.items()
            if question.pk in gardees
        }
        super().__init__(*args, initial=initial, **kwargs)
        reprendre = parcours.reprendre if parcours else str
        for nom, question in self.questions.items():
            communs = {
                "label": reprendre(question.intitule),
                "help_text": _aide(question, reprendre(question.aide)),
                "required": exiger and question.obligatoire,
                "error_messages": {"required": _manque(question)},
            }
            self.fields[nom] = CHAMPS[question.genre](question, _options(question, graine), communs)

    @property
    def champs(self) -> list[tuple[Question, str]]:
        """Each question and the markup of its field."""
        return [(question, _ecrire(question, self[nom])) for nom, question in self.questions.items()]

    def retirer(self, questions: Container[int]) -> None:
        """Ask no more the questions that are not among `questions`, nor complain about them."""
        for nom in [nom for nom, question in self.questions.items() if question.pk not in questions]:
            del self.fields[nom], self.questions[nom]
            self.errors.pop(nom, None)

    def reponses(self) -> dict[Question, object]:
        """What was understood, question by question: a wrong number does not lose the rest of the page."""
        self.is_valid()
        return {
            question: self.cleaned_data[nom] for nom, question in self.questions.items() if nom in self.cleaned_data
        }

    def valeurs(self) -> dict[int, list[Valeur]]:
        """The same as rows that are not saved, by key of question: what conditions look at."""
        return {question.pk: valeurs_de(question, donnee) for question, donnee in self.reponses().items()}


def _ecrire(question: Question, champ: forms.BoundField) -> str:
    """Words taken up from an answer are somebody's: never kept for the next one."""
    if REPRISE.search(f"{question.intitule} {question.aide}"):
        return as_crispy_field(champ)
    return champ_de_choix(champ)


def _options(question: Question, graine: object) -> list[Option]:
    """The options in the order this person sees; "Autre" stays at the end."""
    options = list(question.options.all())
    if question.ordre_aleatoire:
        Random(f"{graine}:{question.pk}").shuffle(options)
        options.sort(key=lambda option: option.libre)
    return options


def _choix(question: Question, options: list[Option], communs: dict):
    plusieurs = question.genre == Genre.CHOIX_MULTIPLE
    if any(option.libre for option in options):
        champ = ChampChoixLibre(options=options, plusieurs=plusieurs, **communs)
    else:
        par_cle = {str(option.pk): option for option in options}
        genre, widget = (
            (forms.TypedMultipleChoiceField, forms.CheckboxSelectMultiple)
            if plusieurs
            else (forms.TypedChoiceField, forms.RadioSelect)
        )
        champ = genre(
            choices=[(option.pk, _libelle(option)) for option in options],
            coerce=par_cle.__getitem__ if plusieurs else lambda cle: [par_cle[cle]],
            empty_value=None,
            widget=widget,
            **communs,
        )
    if plusieurs:
        champ.validators.append(_NombreDeChoix(question.minimum, question.maximum))
    return champ


class _NombreDeChoix:
    def __init__(self, minimum: int | None, maximum: int | None):
        self.minimum, self.maximum = minimum, maximum

    def __call__(self, choix: list):
        nombre = len(choix)
        if self.minimum and nombre < self.minimum:
            phrase = ngettext("Cochez au moins %(n)s réponse.", "Cochez au moins %(n)s réponses.", self.minimum)
            raise forms.ValidationError(phrase, params={"n": self.minimum})
        if self.maximum and nombre > self.maximum:
            phrase = ngettext(
                "Cochez %(n)s réponse au plus : vous en avez coché %(nombre)s.",
                "Cochez %(n)s réponses au plus : vous en avez coché %(nombre)s.",
                self.maximum,
            )
            raise forms.ValidationError(phrase, params={"n": self.maximum, "nombre": nombre})


def _echelle(question: Question, options: list[Option], communs: dict):
    mots = {question.minimum: question.libelle_minimum, question.maximum: question.libelle_maximum}
    degres = range(question.minimum, question.maximum + 1)
    choix = [(note, f"{note} – {mots[note]}" if mots.get(note) else str(note)) for note in degres]
    return forms.TypedChoiceField(choices=choix, coerce=Decimal, empty_value=None, widget=forms.RadioSelect, **communs)


def _nombre(question: Question, options: list[Option], communs: dict):
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


def _date(question: Question, options: list[Option], communs: dict):
    champ = forms.DateField(
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        **communs,
    )
    champ.error_messages["invalid"] = _("Indiquez une date au format jj/mm/aaaa, par exemple 03/03/2027.")
    return champ


def _texte(question: Question, options: list[Option], communs: dict):
    champ = forms.CharField(widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}), **communs)
    champ.validators.append(LongueurMaximale(regle("enquete.reponse_taille")))
    return champ


def _classement(question: Question, options: list[Option], communs: dict):
    rangs = min(question.maximum or len(options), len(options))
    return ChampClassement(options=options, rangs=rangs, **communs)


def _matrice(question: Question, options: list[Option], communs: dict):
    return ChampMatrice(options=options, degres=range(question.minimum, question.maximum + 1), **communs)


def _territoire(question: Question, options: list[Option], communs: dict):
    aide = format_html("{} {}", communs.pop("help_text"), _("Un nom, un code INSEE, un SIREN ou un code postal."))
    return ChampTerritoire(help_text=aide, **communs)


CHAMPS = {
    Genre.CHOIX_UNIQUE: _choix,
    Genre.CHOIX_MULTIPLE: _choix,
    Genre.OUI_NON: _choix,
    Genre.ECHELLE: _echelle,
    Genre.NOMBRE: _nombre,
    Genre.DATE: _date,
    Genre.TEXTE_COURT: lambda question, options, communs: texte_court(**communs),
    Genre.TEXTE: _texte,
    Genre.CLASSEMENT: _classement,
    Genre.MATRICE: _matrice,
    Genre.TERRITOIRE: _territoire,
}


def _libelle(option: Option) -> str:
    if not option.detail:
        return option.libelle
    return format_html('{} <span class="petit attenue">{}</span>', option.libelle, option.detail)


def _aide(question: Question, aide: str) -> str:
    return format_html("{}", f"{aide} {_consigne(question)}".strip())


def _consigne(question: Question) -> str:
    """How to answer, where the field does not tell."""
    if question.genre == Genre.CHOIX_MULTIPLE:
        return _consigne_choix(question)
    if question.genre == Genre.CLASSEMENT:
        if question.maximum:
            return _("Classez-en %(n)s au plus : 1 pour la première.") % {"n": question.maximum}
        return _("1 pour la première.")
    if question.genre == Genre.MATRICE:
        bornes = {
            borne: f"{getattr(question, borne)} ({mot})" if mot else getattr(question, borne)
            for borne, mot in (("minimum", question.libelle_minimum), ("maximum", question.libelle_maximum))
        }
        return (
            _("Pour chaque ligne, deux notes de %(minimum)s à %(maximum)s : son importance, votre maîtrise.") % bornes
        )
    return _("En %(unite)s.") % {"unite": question.unite} if question.unite else ""


def _consigne_choix(question: Question) -> str:
    bornes = {"minimum": question.minimum, "maximum": question.maximum}
    if question.minimum and question.maximum:
        return _("De %(minimum)s à %(maximum)s réponses.") % bornes
    if question.minimum and question.minimum > 1:
        return _("%(minimum)s réponses au moins.") % bornes
    if question.maximum:
        return ngettext("%(maximum)s réponse au plus.", "%(maximum)s réponses au plus.", question.maximum) % bornes
    return _("Plusieurs réponses possibles.")


def _manque(question: Question) -> str:
    if question.genre == Genre.CLASSEMENT:
        return _("Classez les réponses.")
    if question.a_des_options or question.genre == Genre.ECHELLE:
        return _("Choisissez une réponse.")
    return _("Indiquez votre réponse.")


def _initial(question: Question, valeurs: list[Valeur]):
    """What a field shows of the values kept."""
    if not valeurs:
        return None
    if question.a_des_options:
        return _initial_options(question, valeurs)
    if question.genre == Genre.ECHELLE:
        return int(valeurs[0].nombre)
    if question.genre == Genre.NOMBRE:
        return valeurs[0].nombre.normalize()
    return valeurs[0].jour or valeurs[0].territoire or valeurs[0].texte


def _initial_options(question: Question, valeurs: list[Valeur]):
    if question.genre == Genre.CLASSEMENT:
        return {valeur.option_id: int(valeur.nombre) for valeur in valeurs}
    if question.genre == Genre.MATRICE:
        return {
            valeur.option_id: {
                "importance": None if valeur.nombre is None else int(valeur.nombre),
                "maitrise": valeur.maitrise,
            }
            for valeur in valeurs
        }
    choix = [valeur.option_id for valeur in valeurs]
    if any(option.libre for option in question.options.all()):
        return {"choix": choix, "textes": {valeur.option_id: valeur.texte for valeur in valeurs}}
    return choix if question.genre == Genre.CHOIX_MULTIPLE else choix[0]
