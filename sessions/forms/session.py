from django import forms
from django.utils.translation import gettext_lazy as _

from academie.models import Territoire
from sessions.actions.session import Projet, examiner_projet
from sessions.forms.creneau import PLAUSIBLE, CreneauCompletFormSet, Moyens
from sessions.forms.filtre import ChoixDate
from sessions.models import Lieu, Session
from sessions.queries.creneau import creneaux_de
from sessions.queries.planification import Constat


class SituerForm(forms.Form):
    """Where: a place, a link, or both, by the modality."""

    lieu = forms.ModelChoiceField(
        label=_("Lieu"),
        queryset=Lieu.objects.sur_place().select_related("commune"),
        required=False,
        empty_label=_("Choisissez un lieu"),
        help_text=_("Pour une session sur place, ou sur place et à distance."),
    )
    territoire = forms.ModelChoiceField(
        label=_("Région organisatrice"),
        queryset=Territoire.objects.regions().order_by("nom"),
        required=False,
        empty_label=_("Choisissez une région"),
        help_text=_("Pour une session à distance ; sinon, c'est celle du lieu."),
    )
    lien_distance = forms.URLField(
        label=_("Lien de connexion"),
        required=False,
        max_length=300,
        assume_scheme="https",
        help_text=_("Il n'est montré qu'aux personnes inscrites. Vous pourrez l'ajouter plus tard."),
    )

    def fuseau(self, modalite: str) -> str:
        """The zone of what was chosen: that of the place, else of the région."""
        lieu, territoire = (self.cleaned_data.get(nom) for nom in ("lieu", "territoire"))
        a_distance = modalite == Session.Modalite.DISTANCE
        return Session(lieu=None if a_distance else lieu, territoire=territoire).fuseau_du_lieu

    def exiger(self, modalite: str):
        """Refuse what `modalite` cannot do without."""
        if self.errors:
            return
        if modalite != Session.Modalite.DISTANCE and not self.cleaned_data["lieu"]:
            self.add_error("lieu", _("Une session sur place a un lieu : choisissez-le."))
        if modalite == Session.Modalite.DISTANCE and not self.cleaned_data["territoire"]:
            self.add_error("territoire", _("Indiquez la région qui organise cette session à distance."))


class PlacesForm(forms.Form):
    """How many, and until when."""

    capacite = forms.IntegerField(label=_("Nombre de places"), min_value=1, max_value=1000)
    minimum = forms.IntegerField(
        label=_("Nombre minimum de personnes"),
        min_value=1,
        help_text=_("En dessous, la session risque d'être annulée."),
    )
    cloture_inscriptions = forms.DateField(
        label=_("Dernier jour pour s'inscrire"), widget=ChoixDate, validators=PLAUSIBLE
    )
    ouverture_inscriptions = forms.DateField(
        label=_("Premier jour pour s'inscrire"),
        widget=ChoixDate,
        validators=PLAUSIBLE,
        required=False,
        help_text=_("Vide : dès que la session est ouverte."),
    )
    par_structure = forms.IntegerField(
        label=_("Places au plus pour une structure"),
        min_value=0,
        max_value=1000,
        required=False,
        help_text=_("Vide : la règle générale s'applique. 0 : sans limite."),
    )

    def clean(self):
        capacite, minimum = self.cleaned_data.get("capacite"), self.cleaned_data.get("minimum")
        if capacite and minimum and minimum > capacite:
            self.add_error("minimum", _("Le minimum ne dépasse pas le nombre de places."))


class SessionForm(PlacesForm, SituerForm):
    """A session already planned, in one page, with its half-days."""

    modalite = forms.ChoiceField(label=_("Modalité"), choices=Session.Modalite, widget=forms.RadioSelect)
    field_order = [
        "modalite",
        "lieu",
        "territoire",
        "lien_distance",
        "capacite",
        "minimum",
        "cloture_inscriptions",
        "ouverture_inscriptions",
        "par_structure",
    ]

    def __init__(self, *args, instance: Session, **kwargs):
        kwargs["initial"] = {nom: getattr(instance, nom) for nom in self.field_order}
        super().__init__(*args, **kwargs)
        self.instance = instance
        self.creneaux = CreneauCompletFormSet(
            self.data if self.is_bound else None,
            initial=creneaux_de(instance),
            prefix="creneaux",
            form_kwargs={"moyens": Moyens.pour(instance.version)},
        )

    def is_valid(self):
        valide = super().is_valid()
        self.creneaux.fuseau = self.fuseau(self.cleaned_data.get("modalite", ""))
        return self.creneaux.is_valid() and valide

    def clean(self):
        super().clean()
        self.exiger(self.cleaned_data.get("modalite", ""))

    def projet(self) -> Projet:
        valeurs = {nom: self.cleaned_data[nom] for nom in self.field_order}
        return Projet(**valeurs, creneaux=self.creneaux.prevus())

    def constats(self) -> list[Constat]:
        return examiner_projet(version=self.instance.version, projet=self.projet(), session=self.instance)
