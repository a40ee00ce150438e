from django import forms
from django.utils.translation import gettext_lazy as _

from besoins.models import QuestionPositionnement
from sessions.actions.positionnement import Demande
from sessions.queries.positionnement import CHOIX, questions_de
from sessions.queries.regles import prerequis_a_confirmer

TEXTE, PHRASE = 1000, 1000


class PositionnementForm(forms.Form):
    """The questions of the programme (L6353-9: those and no other), and what should be planned."""

    amenagement = forms.CharField(
        label=_("Faut-il prévoir quelque chose pour vous ?"),
        help_text=_(
            "Ce qu'il faut prévoir, jamais pourquoi : une place près de l'écran, une boucle magnétique, des pauses, "
            "un document en gros caractères… N'écrivez aucune information de santé. Vos formatrices et formateurs et "
            "l'Académie le lisent ; votre employeur, jamais."
        ),
        max_length=PHRASE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args, session, **kwargs):
        super().__init__(*args, **kwargs)
        questions = questions_de(session.version)
        self.noms = {f"q{question.pk}": question.pk for question in questions}
        for question in questions:
            self.fields[f"q{question.pk}"] = _champ(question)
        self.order_fields([*self.noms, "amenagement"])

    @property
    def questions(self) -> list:
        return [self[nom] for nom in self.noms]

    @property
    def demande(self) -> Demande:
        return Demande(
            prerequis_confirmes=self.cleaned_data.get("prerequis", False),
            reponses={pk: self.cleaned_data[nom] for nom, pk in self.noms.items()},
            amenagement=self.cleaned_data["amenagement"],
        )


class DemandeForm(PositionnementForm):
    """What is asked of a person who enrols."""

    def __init__(self, *args, session, **kwargs):
        super().__init__(*args, session=session, **kwargs)
        if prerequis_a_confirmer(session.version):
            self.fields["prerequis"] = forms.BooleanField(
                label=_("Je remplis ces prérequis"),
                error_messages={
                    "required": _("Confirmez que vous remplissez les prérequis, ou choisissez un autre programme.")
                },
            )
            self.order_fields(["prerequis"])


def _champ(question: QuestionPositionnement) -> forms.Field:
    if question.genre == QuestionPositionnement.Genre.TEXTE:
        return forms.CharField(
            label=question.intitule,
            max_length=TEXTE,
            required=False,
            widget=forms.Textarea(attrs={"rows": 3}),
        )
    return forms.TypedChoiceField(
        label=question.intitule,
        choices=CHOIX[question.genre],
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choisissez la réponse la plus proche : il n'y en a pas de mauvaise.")},
    )
