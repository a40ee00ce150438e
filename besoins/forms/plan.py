from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from academie.models import Territoire
from besoins.models import (
    BesoinDuPlan,
    DisponibiliteDuPlan,
    PlanAnnuel,
    PlancherDuPlan,
    ProgrammeDuPlan,
)
from besoins.models.plan import (
    DEMI_JOURNEES_MAXIMUM,
    EFFECTIF_MAXIMUM,
    PART_MAXIMUM,
    SESSIONS_MAXIMUM,
)


def regions_habitees():
    return Territoire.objects.regions().exclude(population=0).order_by("recherche", "pk")


class ChampNombre(forms.IntegerField):
    """Nothing typed is zero."""

    def to_python(self, value):
        return super().to_python(value) or 0


class PlanForm(forms.ModelForm):
    class Meta:
        model = PlanAnnuel
        fields = ["titre", "annee", "budget", "sessions_maximum"]

    def _get_validation_exclusions(self):
        # The same plan sent twice is the same plan: the action tells it from another of the same title.
        return super()._get_validation_exclusions() | {"titre"}


class CopieForm(PlanForm):
    class Meta(PlanForm.Meta):
        fields = ["titre", "annee"]


class PlanCreateForm(PlanForm):
    disponibilite = forms.IntegerField(
        label=_("Demi-journées de chaque formatrice ou formateur"),
        min_value=0,
        max_value=DEMI_JOURNEES_MAXIMUM,
        initial=10,
        help_text=_("Pour commencer : vous corrigerez ensuite personne par personne."),
    )
    plancher = ChampNombre(
        label=_("Demi-journées au moins par région"),
        min_value=0,
        max_value=DEMI_JOURNEES_MAXIMUM,
        initial=0,
        help_text=_("Pour chaque région où un besoin est attendu. Vous corrigerez ensuite région par région."),
    )


def _champ(objet: BesoinDuPlan | ProgrammeDuPlan, nom: str):
    """The field of a model with its bounds, which a plain form does not know."""
    champ = objet._meta.get_field(nom)
    bas, haut = (borne.limit_value for borne in champ.validators[:2])
    return champ.formfield(initial=getattr(objet, nom), min_value=bas, max_value=haut)


class NombresForm(forms.Form):
    """One whole number for each object, by its key; empty is zero."""

    def __init__(self, *args, objets: Iterable, initiaux: dict[int, int], maximum: int, prefixe: str = "n", **kwargs):
        super().__init__(*args, **kwargs)
        self.objets = {f"{prefixe}{objet.pk}": objet for objet in objets}
        for nom, objet in self.objets.items():
            self.fields[nom] = ChampNombre(
                label=str(objet), min_value=0, max_value=maximum, initial=initiaux.get(objet.pk, 0)
            )

    def nombres(self) -> dict:
        return {objet: self.cleaned_data[nom] for nom, objet in self.objets.items()}

    def champs(self) -> list:
        return [self[nom] for nom in self.objets]


class BesoinForm(NombresForm):
    """The weight of a need, and the people of each région who expect it."""

    def __init__(self, *args, besoin: BesoinDuPlan, **kwargs):
        super().__init__(
            *args,
            objets=regions_habitees(),
            initiaux=dict(besoin.demandes.values_list("region", "effectif")),
            maximum=EFFECTIF_MAXIMUM,
            **kwargs,
        )
        self.fields["poids"] = _champ(besoin, "poids")


class ProgrammeForm(NombresForm):
    """What a run takes and gives, and the share of each need that it answers."""

    REGLAGES = ("demi_journees", "places", "maximum")

    def __init__(self, *args, programme: ProgrammeDuPlan, **kwargs):
        super().__init__(
            *args,
            objets=programme.plan.besoins.select_related("besoin").order_by("-poids", "pk"),
            initiaux=dict(programme.reponses.values_list("besoin", "part")),
            maximum=PART_MAXIMUM,
            **kwargs,
        )
        for nom in self.REGLAGES:
            self.fields[nom] = _champ(programme, nom)

    def reglages(self) -> dict:
        return {nom: self.cleaned_data[nom] for nom in self.REGLAGES}


class PlanchersForm(NombresForm):
    def __init__(self, *args, plan: PlanAnnuel, **kwargs):
        super().__init__(
            *args,
            objets=regions_habitees(),
            initiaux=dict(PlancherDuPlan.objects.filter(plan=plan).values_list("region", "demi_journees")),
            maximum=DEMI_JOURNEES_MAXIMUM,
            **kwargs,
        )


class DisponibiliteForm(forms.ModelForm):
    class Meta:
        model = DisponibiliteDuPlan
        fields = ["demi_journees", "regions", "programmes"]
        widgets = {"regions": forms.CheckboxSelectMultiple, "programmes": forms.CheckboxSelectMultiple}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["regions"].queryset = regions_habitees()
        self.fields["programmes"].queryset = self.instance.plan.programmes.select_related("version__programme")


class SessionsForm(forms.Form):
    """One step: how many times in this région, and whether the solver must leave it."""

    region = forms.ModelChoiceField(Territoire.objects.regions(), label=_("Région"))
    nombre = forms.IntegerField(label=_("Sessions"), min_value=0, max_value=SESSIONS_MAXIMUM)
    verrouille = forms.BooleanField(label=_("Verrouillé"), required=False)


class ComparaisonForm(forms.Form):
    avec = forms.ModelChoiceField(
        PlanAnnuel.objects.none(), label=_("Comparer avec"), empty_label=_("Choisissez un plan")
    )

    def __init__(self, *args, plans, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["avec"].queryset = plans
