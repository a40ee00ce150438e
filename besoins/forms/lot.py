"""The rows of a file read as the form of their kind would read them."""

import re
from dataclasses import dataclass, field

from django import forms
from django.utils.translation import gettext as _

from academie.champs.territoire import ChampTerritoire
from academie.models import Competence, Territoire, Theme
from academie.models.territoire import normaliser
from academie.tableaux import cellule_lue
from besoins.actions.ressource import CONTENU
from besoins.forms.ressource import RessourceForm
from besoins.models import LotRessources, Ressource
from besoins.queries.ressource import nom_du_champ

CHAMPS = ("genre", *CONTENU)


@dataclass(frozen=True)
class LigneLue:
    numero: int
    titre: str
    ressource: dict | None
    apercu: list[tuple[str, str]]
    erreurs: list[str] = field(default_factory=list)


class ColonnesForm(forms.Form):
    """What each column of the file holds."""

    def __init__(self, *args, lot: LotRessources, **kwargs):
        super().__init__(*args, **kwargs)
        entetes = [("", _("Pas dans le fichier")), *((entete, entete) for entete in lot.entetes)]
        for champ in CHAMPS:
            self.fields[champ] = forms.ChoiceField(label=nom_du_champ(champ), choices=entetes, required=False)


class LecteurDeLot:
    """Reads the rows of a file; nothing is written."""

    def __init__(self, lot: LotRessources):
        rangs = {entete: rang for rang, entete in enumerate(lot.entetes)}
        self.lot = lot
        self.rangs = {champ: rangs[entete] for champ, entete in lot.correspondance.items() if entete in rangs}
        self.lieux: dict[tuple, Territoire | forms.ValidationError | None] = {}
        self.noms = {champ: nom_du_champ(champ) for champ in self.rangs}
        self.themes = {normaliser(nom): pk for pk, slug, nom in _themes() for nom in (slug, nom)}
        self.competences = dict(_competences())
        self.genres = {normaliser(mot): valeur for valeur, nom in Ressource.Genre.choices for mot in (valeur, str(nom))}
        self.reponses = {normaliser(str(nom)): valeur for valeur, nom in Ressource.Reproductible.choices}

    def lignes(self) -> list[LigneLue]:
        if "titre" not in self.rangs:
            return []
        return [self._ligne(numero, cases) for numero, cases in self.lot.lignes]

    def _ligne(self, numero: int, cases: list[str]) -> LigneLue:
        dites = {champ: cellule_lue(cases[rang]).strip() for champ, rang in self.rangs.items()}
        erreurs = []
        genre = self.genres.get(normaliser(dites.get("genre", "")), self.lot.genre)
        if dites.get("genre") and normaliser(dites["genre"]) not in self.genres:
            erreurs.append(_("nature inconnue : « %s »") % dites["genre"])
        formulaire = RessourceForm(dites | self._traduites(dites, erreurs), genre=genre)
        formulaire.fields["territoire"].disabled = True
        lieu = self._lieu(formulaire.fields["territoire"], dites.get("territoire", ""), erreurs)
        for champ, raisons in formulaire.errors.items():
            erreurs += [f"{formulaire[champ].label} : {raison}" for raison in raisons]
        ressource = None if erreurs else {"genre": genre, **formulaire.cleaned_data, "territoire": lieu}
        apercu = [(self.noms[champ], texte) for champ, texte in dites.items() if texte and champ != "titre"]
        return LigneLue(numero, dites.get("titre", ""), ressource, apercu, erreurs)

    def _lieu(self, champ: ChampTerritoire, texte: str, erreurs: list[str]) -> Territoire | None:
        """A place is looked for once, however many lines name it."""
        cle = (champ.genres, texte)
        if cle not in self.lieux:
            try:
                self.lieux[cle] = champ.clean(texte)
            except forms.ValidationError as refus:
                self.lieux[cle] = refus
        lieu = self.lieux[cle]
        if isinstance(lieu, forms.ValidationError):
            erreurs += [f"{champ.label} : {raison}" for raison in lieu.messages]
            return None
        return lieu

    def _traduites(self, dites: dict[str, str], erreurs: list[str]) -> dict:
        """What a form wants as keys, out of what people write."""
        traduites: dict[str, object] = {"competences": []}
        if theme := dites.get("theme"):
            traduites["theme"] = self.themes.get(normaliser(theme), "")
            if not traduites["theme"]:
                erreurs.append(_("thème inconnu : « %s »") % theme)
        if reponse := dites.get("reproductible"):
            traduites["reproductible"] = self.reponses.get(normaliser(reponse), reponse)
        codes = [code for code in re.split(r"[\s,;]+", dites.get("competences", "")) if code]
        for code in codes:
            if code in self.competences:
                traduites["competences"].append(self.competences[code])
            else:
                erreurs.append(_("compétence inconnue : « %s »") % code)
        return traduites


def _themes():
    return Theme.objects.values_list("pk", "slug", "nom")


def _competences():
    return Competence.objects.filter(domaine__referentiel__code="digcomp").values_list("code", "pk")
