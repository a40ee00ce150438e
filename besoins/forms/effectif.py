from collections.abc import Iterable
from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext_lazy as _

from academie.francais import enumeration
from academie.models import Structure
from besoins.actions.effectif import EFFECTIF_MAXIMUM
from besoins.forms.besoin import ChampTerritoires
from besoins.models import EffectifAttendu
from besoins.queries.effectif import Demandeuse


@dataclass(frozen=True)
class Groupe:
    """Structures shown together, each as a number to fill."""

    nom: str
    aide: str
    champs: list[forms.BoundField]


class EffectifsForm(forms.Form):
    """A number for each structure counted, that asked, or that was looked for; empty, nobody comes from there."""

    def __init__(
        self,
        *args,
        comptees: Iterable[EffectifAttendu],
        demandeuses: Iterable[Demandeuse],
        trouvees: Iterable[Structure],
        **kwargs,
    ):
        super().__init__(*args, **kwargs)
        self.structures: dict[str, Structure] = {}
        comptees = [self._compter(attendu.structure, attendu.effectif) for attendu in comptees]
        self.demandeuses = [self._compter(une.structure, aide=enumeration(une.raisons)) for une in demandeuses]
        self.trouvees = [self._compter(structure) for structure in trouvees]
        self._groupes = (
            (_("Les structures comptées"), _("Effacez un nombre pour ne plus compter la structure."), comptees),
            (
                _("Les structures qui l'ont demandé"),
                _("Ce qu'en disent les preuves des besoins : demandes, signalements, réponses nommées."),
                self.demandeuses,
            ),
            (_("Les structures trouvées"), "", self.trouvees),
        )

    def _compter(self, structure: Structure, effectif: int | None = None, aide: str = "") -> str:
        nom = f"structure-{structure.pk}"
        self.structures[nom] = structure
        self.fields[nom] = forms.IntegerField(
            label=_designer(structure),
            min_value=0,
            max_value=EFFECTIF_MAXIMUM,
            required=False,
            initial=effectif,
            help_text=aide,
        )
        self.fields[nom].mention = _("(personnes)")
        return nom

    def groupes(self) -> list[Groupe]:
        return [Groupe(nom, aide, [self[champ] for champ in champs]) for nom, aide, champs in self._groupes if champs]

    def effectifs(self) -> dict[Structure, int | None]:
        """What was typed; with the button that takes those who asked, one person where nothing was."""
        return {
            self.structures[nom]: 1 if effectif is None and self._prise(nom) else effectif
            for nom, effectif in self.cleaned_data.items()
        }

    def _prise(self, nom: str) -> bool:
        return "prendre" in self.data and nom in self.demandeuses


def _designer(structure: Structure) -> str:
    """Its name, and where it is unless the name says so."""
    territoire = structure.territoire.nom
    return structure.nom if territoire in structure.nom else f"{structure.nom} ({territoire})"


class TerritoiresForm(forms.Form):
    territoires = ChampTerritoires(
        label=_("Territoires visés"),
        required=False,
        help_text=_("Un par ligne : un nom, un code INSEE ou un SIREN. Laissez vide s'il vise tous les territoires."),
    )
