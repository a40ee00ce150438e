"""The search of sessions: what is asked for, told again as tags that one click removes."""

import django_filters as filtres
from django import forms
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from academie import francais
from academie.champs.date import ChoixDate
from academie.champs.territoire import ChampTerritoire
from academie.models import Structure, Territoire, Theme
from sessions.models import Inscription, Session

CHEMINS = {
    Territoire.Genre.REGION: "territoire",
    Territoire.Genre.DEPARTEMENT: "departement",
    Territoire.Genre.EPCI: "lieu__commune__epci",
    Territoire.Genre.COMMUNE: "lieu__commune",
}


class FiltreTerritoire(filtres.Filter):
    field_class = ChampTerritoire

    def filter(self, qs, value):
        return qs.filter(**{CHEMINS[value.genre]: value}) if value else qs


class Recherche(filtres.FilterSet):
    """A FilterSet whose invalid form shows nothing, and that tells its filters."""

    def trouvees(self):
        return self.qs if self.form.is_valid() else self.queryset.none()

    def filtres_actifs(self) -> list[dict]:
        """Each filter in force: how it reads, and the address without it."""
        actifs = []
        for nom, champ in self.form.fields.items():
            if champ.widget.is_hidden:
                continue
            if self.form.is_valid() and (valeur := self.form.cleaned_data.get(nom)):
                reste = self.data.copy()
                for cle in (nom, f"{nom}_choix", "page"):
                    reste.pop(cle, None)
                actifs.append({"libelle": _dire(champ, valeur), "url_retrait": f"?{reste.urlencode()}"})
        return actifs


def _dire(champ, valeur) -> str:
    if valeur is True:
        return str(champ.label)
    if hasattr(valeur, "year"):
        valeur = francais.date_courte(valeur)
    if isinstance(valeur, str) and hasattr(champ, "choices"):
        valeur = dict(champ.choices).get(valeur, valeur)
    return f"{champ.label} : {valeur}"


class SessionFiltre(Recherche):
    """What a visitor chooses among open sessions."""

    region = filtres.ModelChoiceFilter(
        label=_("Région"),
        field_name="territoire",
        queryset=Territoire.objects.regions().order_by("nom"),
        empty_label=_("Toutes les régions"),
    )
    territoire = FiltreTerritoire(label=_("Département, intercommunalité ou commune"))
    theme = filtres.ModelChoiceFilter(
        label=_("Thème"),
        field_name="version__programme__theme",
        queryset=Theme.objects.all(),
        empty_label=_("Tous les thèmes"),
    )
    du = filtres.DateFilter(label=_("À partir du"), field_name="debut", lookup_expr="date__gte", widget=ChoixDate)
    au = filtres.DateFilter(label=_("Jusqu'au"), field_name="debut", lookup_expr="date__lte", widget=ChoixDate)
    modalite = filtres.ChoiceFilter(
        label=_("Modalité"), choices=Session.Modalite, empty_label=_("Toutes les modalités")
    )
    places = filtres.BooleanFilter(label=_("Places disponibles"), widget=forms.CheckboxInput, method="avec_des_places")

    class Meta:
        model = Session
        fields = []

    def avec_des_places(self, qs, _nom, value):
        return qs.filter(places_prises__lt=F("capacite") - F("places_reservees")) if value else qs


class PilotageFiltre(Recherche):
    """What a gestionnaire looks for among all sessions."""

    etat = filtres.ChoiceFilter(label=_("État"), choices=Session.Etat, empty_label=_("Tous les états"))
    region = filtres.ModelChoiceFilter(
        label=_("Région"),
        field_name="territoire",
        queryset=Territoire.objects.regions().order_by("nom"),
        empty_label=_("Toutes les régions"),
    )
    du = filtres.DateFilter(label=_("À partir du"), field_name="debut", lookup_expr="date__gte", widget=ChoixDate)

    class Meta:
        model = Session
        fields = []


class InscriptionFiltre(Recherche):
    etat = filtres.ChoiceFilter(label=_("État"), choices=Inscription.Etat, empty_label=_("Tous les états"))
    du = filtres.DateFilter(
        label=_("À partir du"), field_name="session__debut", lookup_expr="date__gte", widget=ChoixDate
    )

    class Meta:
        model = Inscription
        fields = []


class EffectifFiltre(Recherche):
    """Who one looks for among the people of a session."""

    etat = filtres.ChoiceFilter(label=_("État"), choices=Inscription.Etat, empty_label=_("Tous les états"))
    structure = filtres.ModelChoiceFilter(
        label=_("Structure"), queryset=Structure.objects.none(), empty_label=_("Toutes les structures")
    )

    class Meta:
        model = Inscription
        fields = []

    def __init__(self, *args, structures, **kwargs):
        super().__init__(*args, **kwargs)
        self.form.fields["structure"].queryset = structures
