from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from academie.models import Utilisateur
from besoins.models import Module
from sessions.actions.creneau import CreneauPrevu
from sessions.agendas import fuseaux
from sessions.forms.filtre import ChoixDate
from sessions.models import Creneau, Lieu
from sessions.queries.planification import heure_inexacte, horaires_impossibles
from sessions.queries.session import formateurs_possibles

PARIS = ZoneInfo(fuseaux.PARIS)
PLAUSIBLE = (
    MinValueValidator(date(2000, 1, 1), _("Indiquez une année après 2000.")),
    MaxValueValidator(date(2100, 1, 1), _("Indiquez une année avant 2100.")),
)


class ChoixHeure(forms.TimeInput):
    input_type = "time"

    def __init__(self, **options):
        super().__init__(format="%H:%M", **options)


@dataclass(frozen=True)
class Moyens:
    """What half-days may be made of, by key: read once for all the rows of a form."""

    modules: Mapping[int, Module]
    lieux: Mapping[int, Lieu]
    formateurs: Mapping[int, Utilisateur]

    @classmethod
    def pour(cls, version) -> "Moyens":
        return cls(
            modules={module.pk: module for module in version.modules.order_by("ordre")},
            lieux={lieu.pk: lieu for lieu in Lieu.objects.select_related("commune").order_by("nom", "pk")},
            formateurs={personne.pk: personne for personne in formateurs_possibles().order_by("nom", "prenom", "pk")},
        )

    def lieux_par_nature(self) -> list[tuple]:
        """As the choices of a field: rooms, then buses, then video rooms."""
        return [
            (genre.label.capitalize(), siens)
            for genre in Lieu.Genre
            if (siens := [(pk, str(lieu)) for pk, lieu in self.lieux.items() if lieu.genre == genre])
        ]


class ChoixParmi(forms.TypedChoiceField):
    """One of the objects given, which may change from form to form."""

    def __init__(self, **options):
        super().__init__(required=False, empty_value=None, **options)

    def proposer(self, objets: Mapping, choix, vide) -> None:
        self.coerce = lambda pk: objets[int(pk)]
        self.choices = [("", vide), *choix]


class MoyensForm(forms.Form):
    """A part of a half-day, whose fields propose the means given."""

    def __init__(self, *args, moyens: Moyens, **kwargs):
        super().__init__(*args, **kwargs)
        if module := self.fields.get("module"):
            titres = [(pk, choix.titre) for pk, choix in moyens.modules.items()]
            module.proposer(moyens.modules, titres, _("Selon l'ordre du programme"))
        if salle := self.fields.get("salle"):
            salle.proposer(moyens.lieux, moyens.lieux_par_nature(), _("Celle de la session"))
        if formateurs := self.fields.get("formateurs"):
            formateurs.coerce = lambda pk: moyens.formateurs[int(pk)]
            formateurs.choices = [(pk, str(personne)) for pk, personne in moyens.formateurs.items()]


class CreneauForm(MoyensForm):
    """A half-day: a day and two hours on the clock of its place (`a_l_heure_du_lieu`), and what it teaches."""

    pk = forms.IntegerField(widget=forms.HiddenInput, required=False)
    jour = forms.DateField(label=_("Jour"), widget=ChoixDate, validators=PLAUSIBLE)
    debut = forms.TimeField(label=_("Début"), widget=ChoixHeure)
    fin = forms.TimeField(label=_("Fin"), widget=ChoixHeure)
    module = ChoixParmi(label=_("Module"))

    def prevu(self) -> CreneauPrevu:
        donnees = self.cleaned_data
        return CreneauPrevu(
            debut=datetime.combine(donnees["jour"], donnees["debut"], tzinfo=PARIS),
            fin=datetime.combine(donnees["jour"], donnees["fin"], tzinfo=PARIS),
            pk=donnees["pk"],
            module=donnees["module"],
        )


def a_l_heure_du_lieu(prevu: CreneauPrevu, session: str) -> CreneauPrevu:
    """What was typed, on the clock of the half-day's own room, else in the zone `session`."""
    zone = ZoneInfo(prevu.lieu.fuseau if prevu.lieu and not prevu.lieu.a_distance else session)
    return replace(prevu, debut=prevu.debut.replace(tzinfo=zone), fin=prevu.fin.replace(tzinfo=zone))


class PrecisionsForm(MoyensForm):
    """What a half-day has of its own; left empty, it is as its session is."""

    modalite = forms.ChoiceField(
        label=_("Modalité"),
        choices=[("", _("Celle de la session")), *Creneau._meta.get_field("modalite").choices],
        required=False,
    )
    salle = ChoixParmi(label=_("Salle"))
    lien_distance = forms.URLField(label=_("Lien de connexion"), required=False, max_length=300, assume_scheme="https")
    formateurs = forms.TypedMultipleChoiceField(
        label=_("Formatrices et formateurs"), widget=forms.CheckboxSelectMultiple, required=False
    )

    def precisions(self) -> dict:
        donnees = self.cleaned_data
        return {
            "modalite": donnees["modalite"],
            "lieu": donnees["salle"],
            "lien_distance": donnees["lien_distance"],
            "formateurs": tuple(donnees["formateurs"]),
        }


class CreneauCompletForm(PrecisionsForm, CreneauForm):
    """Everything about a half-day, in one row."""

    def prevu(self) -> CreneauPrevu:
        return replace(super().prevu(), **self.precisions())


class CreneauxBase(forms.BaseFormSet):
    """Several half-days; empty rows are ignored, ticked ones removed. `fuseau` is that of their session, once known."""

    fuseau = ""

    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.fields["DELETE"].label = _("Retirer cette demi-journée")

    def clean(self):
        if any(self.errors):
            return
        prevus = self.prevus()
        if self.fuseau and self._refuser_les_heures_inexactes(prevus):
            return
        if impossibles := [constat.texte for constat in horaires_impossibles(prevus)]:
            raise ValidationError(impossibles)

    def prevus(self) -> list[CreneauPrevu]:
        """What was typed, row by row."""
        prevus = [form.prevu() for form in self._remplis()]
        return [a_l_heure_du_lieu(prevu, self.fuseau) for prevu in prevus] if self.fuseau else prevus

    def _remplis(self) -> list[CreneauForm]:
        return [form for form in self.forms if form.cleaned_data.get("jour") and not form.cleaned_data["DELETE"]]

    def _refuser_les_heures_inexactes(self, prevus) -> bool:
        refusees = [
            (form, champ, phrase)
            for form, prevu in zip(self._remplis(), prevus, strict=True)
            for champ in ("debut", "fin")
            if (phrase := heure_inexacte(getattr(prevu, champ)))
        ]
        for form, champ, phrase in refusees:
            form.add_error(champ, phrase)
        return bool(refusees)


_OPTIONS = {
    "formset": CreneauxBase,
    "extra": 2,
    "can_delete": True,
    "max_num": 60,
    "validate_max": True,
    "absolute_max": 100,
}
CreneauFormSet = forms.formset_factory(CreneauForm, **_OPTIONS)
CreneauCompletFormSet = forms.formset_factory(CreneauCompletForm, **_OPTIONS)
