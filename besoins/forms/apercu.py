import re
from collections.abc import Mapping

from django.http import QueryDict

from besoins.forms.reponse import ReponseSectionForm
from besoins.models import Section, Valeur
from besoins.queries.conditions import Parcours

CHAMP = re.compile(r"question_(\d+)(_|\Z)")


class Essai:
    """A survey tried as a respondent: what is typed travels from page to page in the pages themselves, nothing is kept."""

    def __init__(self, sections: list[Section], donnees: QueryDict | None = None):
        self.sections, self.donnees = sections, donnees
        self.valeurs: dict[int, list[Valeur]] = {}
        for section in sections if donnees is not None else []:
            self.valeurs |= ReponseSectionForm(section, data=donnees, exiger=False).valeurs()
        self.parcours = Parcours(sections, self.valeurs)

    def page(self, numero: int) -> ReponseSectionForm:
        """A page as it is first seen, or seen again."""
        section = self.sections[numero - 1]
        # A page that its conditions hide may be looked at all the same.
        parcours = self.parcours if section in self.parcours.sections else None
        return ReponseSectionForm(section, valeurs=self.valeurs, parcours=parcours)

    def envoyee(self, numero: int) -> ReponseSectionForm:
        """The page that has just been filled, checked as the respondent's is."""
        section = self.sections[numero - 1]
        vues = {int(cle) for cle in self.donnees.getlist("vue") if cle.isascii() and cle.isdigit()}
        form = ReponseSectionForm(section, data=self.donnees, parcours=self.parcours, questions=vues)
        form.retirer(self.parcours.questions)
        return form

    def appelle(self, numero: int, form: ReponseSectionForm) -> bool:
        """Whether the answers call for a question that the page did not show."""
        questions = self.sections[numero - 1].questions.all()
        return any(self.parcours.montre(q) and f"question_{q.pk}" not in form.questions for q in questions)

    def voisine(self, numero: int, sens: int) -> int | None:
        """The page asked after (1) or before (-1) this one; None at the end."""
        numeros = [rang for rang, section in enumerate(self.sections, start=1) if section in self.parcours.sections]
        suivantes = [rang for rang in numeros[::sens] if (rang - numero) * sens > 0]
        return suivantes[0] if suivantes else None

    def emportees(self, form: ReponseSectionForm | None) -> list[tuple[str, str]]:
        """What was typed on the other pages."""
        ici = {str(question.pk) for question in form.questions.values()} if form else set()
        donnees: Mapping[str, list[str]] = dict(self.donnees.lists()) if self.donnees is not None else {}
        return [
            (nom, valeur)
            for nom, valeurs in donnees.items()
            if (champ := CHAMP.match(nom)) and champ[1] not in ici
            for valeur in valeurs
        ]
