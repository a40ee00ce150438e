from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from academie.champs.tableur import ChampTableur
from academie.models import Structure
from certificats.models import ImportationReseau
from certificats.queries.importation import COLONNES

STRUCTURES_PAR_PAGE = 50


class ImportationForm(forms.Form):
    """A file of people, posts or past trainings."""

    fichier = ChampTableur(
        help_text=gettext_lazy(
            "CSV ou XLSX, une ligne par personne, par poste ou par formation suivie. La première ligne nomme les colonnes."
        )
    )


class ColonnesForm(forms.Form):
    """What each column of the file holds."""

    def __init__(self, *args, importation: ImportationReseau, **kwargs):
        super().__init__(*args, initial=importation.correspondance, **kwargs)
        entetes = [("", _("Pas dans le fichier")), *((entete, entete) for entete in importation.entetes)]
        for colonne in COLONNES:
            self.fields[colonne.cle] = forms.ChoiceField(label=colonne.libelle, choices=entetes, required=False)


class StructuresForm(forms.Form):
    """What each unknown structure is: the most cited first, some tens at a time."""

    def __init__(self, *args, importation: ImportationReseau, **kwargs):
        super().__init__(*args, **kwargs)
        self.cles = {}
        citees = list(importation.structures.items())[:STRUCTURES_PAR_PAGE]
        proposees = {pk for _cle, faits in citees for pk in faits["propositions"]}
        choisies = {int(faits["choix"]) for _cle, faits in citees if faits["choix"].isdecimal()}
        structures = Structure.objects.select_related("territoire").in_bulk(proposees | choisies)
        for rang, (cle, faits) in enumerate(citees, start=1):
            champ = f"structure_{rang}"
            self.cles[champ] = cle
            self.fields[champ] = self._champ(faits, structures)

    def _champ(self, faits: dict, structures: dict[int, Structure]) -> forms.ChoiceField:
        cles = dict.fromkeys([*faits["propositions"], *([int(faits["choix"])] if faits["choix"].isdecimal() else [])])
        choix = [("", _("Un employeur hors du réseau\xa0: ne donne aucun rôle"))]
        choix += [(str(pk), f"{structures[pk]} ({structures[pk].territoire})") for pk in cles if pk in structures]
        if faits["territoire"]:
            choix.append(("creer", _("Une structure à créer à %(commune)s") % faits))
        precision = _("%(lignes)d lignes") % faits if faits["lignes"] > 1 else _("Une ligne")
        libelle = f"{faits['nom']} ({faits['commune']})" if faits["commune"] else faits["nom"]
        return forms.ChoiceField(
            label=libelle, choices=choix, required=False, initial=faits["choix"], help_text=precision
        )

    @property
    def choix(self) -> dict[str, str]:
        return {cle: self.cleaned_data[champ] for champ, cle in self.cles.items()}

    def champ_de(self, cle: str | None) -> str | None:
        return next((champ for champ, autre in self.cles.items() if autre == cle), None)
