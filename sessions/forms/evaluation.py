import django_filters as filtres
from django import forms
from django.utils.translation import gettext_lazy as _

from academie.models import Territoire, Utilisateur
from besoins.models import Programme
from sessions.forms.filtre import ChoixDate, Recherche
from sessions.models import Financeur, Intervention, Session
from sessions.queries.bilan_evaluation import GROUPES


class EvaluationFiltre(Recherche):
    """Which sessions, and how their evaluations are put side by side."""

    par = filtres.ChoiceFilter(label=_("Regrouper"), choices=GROUPES, empty_label=None, method="tout")
    programme = filtres.ModelChoiceFilter(
        label=_("Programme"),
        field_name="version__programme",
        queryset=Programme.objects.filter(versions__etat__in=["publiee", "retiree"]).distinct(),
        empty_label=_("Tous les programmes"),
    )
    formateur = filtres.ModelChoiceFilter(
        label=_("Formatrice ou formateur"),
        queryset=Utilisateur.objects.filter(pk__in=Intervention.objects.values("formateur")).order_by("nom", "prenom"),
        empty_label=_("Toutes et tous"),
        method="animees",
    )
    region = filtres.ModelChoiceFilter(
        label=_("Région"),
        field_name="territoire",
        queryset=Territoire.objects.regions().order_by("nom"),
        empty_label=_("Toutes les régions"),
    )
    du = filtres.DateFilter(label=_("À partir du"), field_name="fin", lookup_expr="date__gte", widget=ChoixDate)
    au = filtres.DateFilter(label=_("Jusqu'au"), field_name="fin", lookup_expr="date__lte", widget=ChoixDate)

    class Meta:
        model = Session
        fields = []

    def tout(self, qs, _nom, _valeur):
        return qs

    def animees(self, qs, _nom, formateur):
        creneaux = Intervention.objects.filter(formateur=formateur).values("creneau__session")
        return qs.filter(pk__in=creneaux)

    def groupe(self) -> str:
        return (self.form.is_valid() and self.form.cleaned_data.get("par")) or "session"


class FinanceurForm(forms.ModelForm):
    class Meta:
        model = Financeur
        fields = ["nom", "email", "sollicite"]

    def validate_unique(self):
        """The action says it, and takes the same one sent twice."""
