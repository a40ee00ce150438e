import django_filters as filtres
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from academie.models import Territoire
from sessions.forms.creneau import PLAUSIBLE
from sessions.forms.filtre import Recherche
from sessions.models import Creneau, Lieu, Session
from sessions.queries.planning import VUES, Fenetre, fenetre, occupees
from sessions.queries.session import formateurs_possibles


class PlanningFiltre(Recherche):
    """Which half-days, over which days. The day and the view go from page to page without being shown."""

    region = filtres.ModelChoiceFilter(
        label=_("Région"),
        field_name="session__territoire",
        queryset=Territoire.objects.regions().order_by("nom"),
        empty_label=_("Toutes les régions"),
    )
    formateur = filtres.ModelChoiceFilter(
        label=_("Formatrice ou formateur"),
        field_name="interventions__formateur",
        queryset=lambda _request: formateurs_possibles().order_by("nom", "prenom", "pk"),
        empty_label=_("Tout le monde"),
    )
    lieu = filtres.ModelChoiceFilter(
        label=_("Lieu"),
        queryset=Lieu.objects.select_related("commune").order_by("nom", "pk"),
        empty_label=_("Tous les lieux"),
        method="dans",
    )
    etat = filtres.ChoiceFilter(
        label=_("État"),
        field_name="session__etat",
        choices=Session.Etat,
        empty_label=_("Toutes, sauf annulées et reportées"),
    )
    vue = filtres.ChoiceFilter(choices=list(VUES.items()), widget=forms.HiddenInput, method="rien")
    jour = filtres.DateFilter(widget=forms.HiddenInput, method="rien", validators=PLAUSIBLE)

    class Meta:
        model = Creneau
        fields = []

    def trouvees(self):
        trouvees = super().trouvees()
        return trouvees if self.valeurs.get("etat") else occupees(trouvees)

    @property
    def valeurs(self) -> dict:
        return self.form.cleaned_data if self.form.is_valid() else {}

    @property
    def fenetre(self) -> Fenetre:
        return fenetre(self.valeurs.get("vue") or "semaine", self.valeurs.get("jour") or timezone.localdate())

    def adresse(self, **valeurs) -> str:
        """The same filters, elsewhere in time."""
        donnees = self.data.copy()
        for nom, valeur in valeurs.items():
            donnees.pop(nom, None)
            donnees[nom] = valeur
        return f"?{donnees.urlencode()}"

    def ailleurs(self) -> dict:
        """The addresses around: before, after, today, the other views, and one's day to complete with a date."""
        montree = self.fenetre
        return {
            "vues": [{"nom": nom, "libelle": libelle, "url": self.adresse(vue=nom)} for nom, libelle in VUES.items()],
            "url_avant": self.adresse(jour=montree.avant, vue=montree.vue),
            "url_apres": self.adresse(jour=montree.apres, vue=montree.vue),
            "url_aujourd_hui": self.adresse(jour=timezone.localdate(), vue=montree.vue),
            "url_des_jours": self.adresse(vue="jour", jour=""),
        }

    def dans(self, qs, _nom, lieu):
        return qs.filter(occupations__lieu=lieu) if lieu else qs

    def rien(self, qs, _nom, _valeur):
        return qs
