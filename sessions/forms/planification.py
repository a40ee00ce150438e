"""A session planned step by step: what was typed is kept, nothing is written before the summary is sent."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from academie.regles import regle
from besoins.models import VersionProgramme
from sessions.actions.creneau import CreneauPrevu
from sessions.actions.session import Projet, examiner_projet
from sessions.forms.creneau import PLAUSIBLE, CreneauFormSet, Moyens, PrecisionsForm, a_l_heure_du_lieu
from sessions.forms.filtre import ChoixDate
from sessions.forms.session import PlacesForm, SituerForm
from sessions.models import Lieu, Session
from sessions.models.fuseau import minutes_reelles
from sessions.queries.creneau import creneaux_proposes
from sessions.queries.planification import Constat, heures_inexactes
from sessions.queries.session import formateurs_possibles

PLACES_PROPOSEES, MINIMUM_PROPOSE = 20, 8


class ProgrammeEtapeForm(forms.Form):
    """What is given, how, from when."""

    version = forms.ModelChoiceField(
        label=_("Programme"),
        queryset=VersionProgramme.objects.publiees().select_related("programme").order_by("programme__titre"),
        empty_label=_("Choisissez un programme publié"),
    )
    modalite = forms.ChoiceField(label=_("Modalité"), choices=Session.Modalite, widget=forms.RadioSelect)
    premier_jour = forms.DateField(
        label=_("Premier jour"),
        widget=ChoixDate,
        validators=PLAUSIBLE,
        help_text=_("Les demi-journées proposées à l'étape suivante partent de ce jour ; vous pourrez les changer."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["version"].label_from_instance = lambda version: version.programme.titre

    def clean_premier_jour(self):
        jour = self.cleaned_data["premier_jour"]
        if jour <= timezone.localdate():
            raise forms.ValidationError(_("Choisissez un jour à venir."))
        return jour


class LieuEtapeForm(SituerForm):
    """Where, and who gives it; then, under each half-day, what it has of its own."""

    salle_distante = forms.ModelChoiceField(
        label=_("Salle de visioconférence"),
        queryset=Lieu.objects.a_distance().select_related("commune"),
        required=False,
        empty_label=_("Aucune"),
        help_text=_("Prise pour toutes les demi-journées à distance."),
    )

    formateurs = forms.ModelMultipleChoiceField(
        label=_("Formatrices et formateurs"),
        queryset=None,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choisissez au moins une personne.")},
        help_text=_("Pour toutes les demi-journées ; vous pouvez le préciser pour chacune, plus bas."),
    )
    field_order = ["lieu", "territoire", "lien_distance", "salle_distante", "formateurs"]

    def __init__(self, *args, modalite: str, prevus: Sequence[CreneauPrevu], moyens: Moyens, **kwargs):
        super().__init__(*args, **kwargs)
        self.modalite, self.prevus = modalite, prevus
        self.fields["formateurs"].queryset = formateurs_possibles()
        donnees = self.data if self.is_bound else None
        self.precisions = [
            PrecisionsForm(donnees, prefix=f"{prevu.debut:c%Y%m%d%H%M}", moyens=moyens) for prevu in prevus
        ]

    @property
    def demi_journees(self) -> list[tuple]:
        return list(zip(self.prevus, self.precisions, strict=True))

    def is_valid(self):
        return all([super().is_valid(), *(form.is_valid() for form in self.precisions)])

    def clean(self):
        self.exiger(self.modalite)
        if not self.errors and all(form.is_valid() for form in self.precisions):
            for phrase in heures_inexactes(self.creneaux()):
                self.add_error(None, phrase)

    def situation(self) -> dict:
        return {nom: self.cleaned_data[nom] for nom in ("lieu", "territoire", "lien_distance")}

    def creneaux(self) -> list[CreneauPrevu]:
        """The half-days with what they have of their own, else what they all have."""
        fuseau = self.fuseau(self.modalite)
        return [
            a_l_heure_du_lieu(replace(prevu, **self._completer(form.precisions())), fuseau)
            for prevu, form in self.demi_journees
        ]

    def _completer(self, precisions: dict) -> dict:
        precisions["formateurs"] = precisions["formateurs"] or tuple(self.cleaned_data["formateurs"])
        if (precisions["modalite"] or self.modalite) != Session.Modalite.PRESENTIEL:
            precisions["lieu"] = precisions["lieu"] or self.cleaned_data["salle_distante"]
        return precisions


class RecapitulatifForm(forms.Form):
    """Nothing to type. The key makes a second click give the same session."""

    cle = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)


ETAPES = {
    "programme": _("Programme"),
    "horaires": _("Demi-journées"),
    "lieu": _("Lieu et animation"),
    "places": _("Places"),
    "recapitulatif": _("Récapitulatif"),
}


class Planification:
    """The steps, over what was typed at each: `{step: the encoded form}`, as a visitor's session keeps it."""

    def __init__(self, saisies: dict[str, str]):
        self.saisies = saisies

    def formulaire(self, etape: str, donnees: QueryDict | None = None):
        """The form of a step: bound to `donnees`, else to what was typed, else with what is proposed."""
        if donnees is None and etape in self.saisies:
            donnees = QueryDict(self.saisies[etape])
        return getattr(self, f"_{etape}")(donnees)

    def retenir(self, etape: str, donnees: QueryDict) -> None:
        donnees = donnees.copy()
        donnees.pop("csrfmiddlewaretoken", None)
        self.saisies[etape] = donnees.urlencode()

    def premiere_incomplete(self, avant: str = "recapitulatif") -> str | None:
        """The first step before `avant` that still lacks something."""
        for etape in ETAPES:
            if etape == avant:
                return None
            if etape not in self.saisies or not self.formulaire(etape).is_valid():
                return etape
        return None

    @property
    def version(self) -> VersionProgramme:
        return self._valeurs("programme")["version"]

    def projet(self) -> Projet:
        """What the steps say together. Only once none is incomplete; while seats are not said, those proposed."""
        lieu, places = self.formulaire("lieu"), self.formulaire("places")
        lieu.is_valid()
        valeurs = places.cleaned_data if places.is_valid() else places.initial
        return Projet(
            modalite=self._valeurs("programme")["modalite"], creneaux=lieu.creneaux(), **lieu.situation(), **valeurs
        )

    def constats(self) -> list[Constat]:
        return examiner_projet(version=self.version, projet=self.projet())

    def resume(self) -> dict | None:
        """What the summary shows; None while a step is incomplete."""
        if self.premiere_incomplete():
            return None
        projet = self.projet()
        return {
            "version": self.version,
            "projet": projet,
            "modalite": Session.Modalite(projet.modalite).label,
            "minutes": sum(minutes_reelles(creneau.debut, creneau.fin) for creneau in projet.creneaux),
            "constats": self.constats(),
        }

    def _valeurs(self, etape: str) -> dict:
        formulaire = self.formulaire(etape)
        formulaire.is_valid()
        return formulaire.cleaned_data

    def _programme(self, donnees):
        return ProgrammeEtapeForm(donnees)

    def _horaires(self, donnees):
        programme, proposes = self._valeurs("programme"), []
        moyens = Moyens.pour(programme["version"])
        if donnees is None:
            modules = [(pk, module.minutes) for pk, module in moyens.modules.items()]
            proposes = creneaux_proposes(programme["version"].minutes_prevues, programme["premier_jour"], modules)
        return CreneauFormSet(donnees, initial=proposes, prefix="creneaux", form_kwargs={"moyens": moyens})

    def _lieu(self, donnees):
        horaires = self.formulaire("horaires")
        horaires.is_valid()
        return LieuEtapeForm(
            donnees,
            modalite=self._valeurs("programme")["modalite"],
            prevus=horaires.prevus(),
            moyens=Moyens.pour(self.version),
        )

    def _places(self, donnees):
        return PlacesForm(donnees, initial=places_proposees(self._valeurs("programme")["premier_jour"]))


def places_proposees(premier_jour: date) -> dict:
    """What is proposed at first: the closing day comes from the table of rules."""
    cloture = premier_jour - timedelta(days=regle("session.cloture_inscriptions"))
    return {
        "capacite": PLACES_PROPOSEES,
        "minimum": MINIMUM_PROPOSE,
        "cloture_inscriptions": max(cloture, timezone.localdate()),
    }
