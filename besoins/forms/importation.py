from itertools import groupby

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from academie.champs.tableur import ChampTableur
from besoins.models import Importation, Question
from besoins.queries.colonne import Colonne


class ImportationForm(forms.Form):
    """A file of answers collected elsewhere."""

    fichier = ChampTableur(
        label=gettext_lazy("Fichier de réponses"),
        help_text=gettext_lazy(
            "CSV ou XLSX, une personne par ligne, les noms des colonnes sur la première ; ou un fichier exporté d'ici, "
            "ou l'export CSV de LimeSurvey tel quel, en codes ou en réponses complètes."
        ),
        accepte=".csv,.tsv,.txt,.xlsx,.json",
    )


class ColonnesForm(forms.Form):
    """Which column of the file brings each of `colonnes`; those that serve elsewhere are not offered."""

    def __init__(self, *args, importation: Importation, colonnes: list[Colonne], **kwargs):
        super().__init__(*args, **kwargs)
        self.colonnes = {f"colonne_{rang}": colonne for rang, colonne in enumerate(colonnes, start=1)}
        reconnues = importation.correspondance
        prises = set(reconnues.values())
        libres = [(entete, entete) for entete in importation.entetes if entete not in prises]
        for nom, colonne in self.colonnes.items():
            actuelle = reconnues.get(colonne.entete, "")
            choix = [("", _("Pas dans le fichier")), *([(actuelle, actuelle)] if actuelle else []), *libres]
            self.fields[nom] = forms.ChoiceField(
                label=colonne.libelle, choices=choix, required=False, initial=actuelle, help_text=colonne.entete
            )

    @property
    def groupes(self) -> list[tuple[Question | None, list[forms.BoundField]]]:
        """The fields, question by question."""
        par_question = groupby(self.colonnes.items(), key=lambda element: element[1].question)
        return [(question, [self[nom] for nom, _colonne in champs]) for question, champs in par_question]

    @cached_property
    def correspondance(self) -> dict[str, str]:
        return {colonne.entete: self.cleaned_data[nom] for nom, colonne in self.colonnes.items()}

    def champ_de(self, entete: str | None) -> str | None:
        """The field of one of our columns."""
        return next((nom for nom, colonne in self.colonnes.items() if colonne.entete == entete), None)
