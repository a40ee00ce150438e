import django_filters as filtres
from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from academie.champs.doublon import UneSeuleFoisMixin
from academie.champs.territoire import ChampTerritoire
from academie.models import Territoire
from sessions.forms.filtre import Recherche
from sessions.models import Lieu


class LieuForm(UneSeuleFoisMixin, forms.ModelForm):
    commune = ChampTerritoire(label=_("Commune"), genres=[Territoire.Genre.COMMUNE])

    class Meta:
        model = Lieu
        fields = [
            "genre",
            "nom",
            "adresse",
            "commune",
            "lien_distance",
            "capacite",
            "acces",
            "accessibilite",
            "equipement",
            "contact_nom",
            "contact_telephone",
            "contact_email",
        ]
        widgets = {
            "genre": forms.RadioSelect,
            "acces": forms.Textarea(attrs={"rows": 3}),
            "accessibilite": forms.Textarea(attrs={"rows": 3}),
            "equipement": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {
            "genre": _("Un équipement mobile a l'adresse où il stationne ; une salle de visioconférence a un lien."),
            "adresse": _("Facultative pour une salle de visioconférence."),
            "commune": _("Pour une salle de visioconférence : celle de qui la gère."),
            "lien_distance": _("Pour une salle de visioconférence. Il n'est montré qu'aux personnes inscrites."),
            "capacite": _("Vide : inconnu. Une session n'y offre jamais plus de places."),
            "acces": _("Transports, stationnement, étage, digicode."),
            "accessibilite": _("Entrée de plain-pied, ascenseur, boucle magnétique, toilettes adaptées."),
            "equipement": _("Postes, vidéoprojecteur, connexion, prises, tablettes."),
            "contact_nom": _("La personne à joindre sur place : elle n'est montrée qu'aux équipes et à qui anime."),
        }

    def clean_lien_distance(self):
        """A room has no link of its own."""
        return self.cleaned_data["lien_distance"] if self.cleaned_data.get("genre") == Lieu.Genre.DISTANCE else ""


class LieuFiltre(Recherche):
    """What a gestionnaire looks for among places."""

    q = filtres.CharFilter(label=_("Nom ou adresse"), method="chercher")
    genre = filtres.ChoiceFilter(label=_("Nature"), choices=Lieu.Genre, empty_label=_("Toutes les natures"))
    region = filtres.ModelChoiceFilter(
        label=_("Région"),
        field_name="commune__region",
        queryset=Territoire.objects.regions().order_by("nom"),
        empty_label=_("Toutes les régions"),
    )
    places = filtres.NumberFilter(
        label=_("Places au moins"), field_name="capacite", lookup_expr="gte", min_value=1, max_value=30_000
    )
    accessible = filtres.BooleanFilter(
        label=_("Accessibilité renseignée"), widget=forms.CheckboxInput, method="renseignes"
    )

    class Meta:
        model = Lieu
        fields = []

    def chercher(self, qs, _nom, value):
        for mot in value.split()[:10]:
            qs = qs.filter(Q(nom__icontains=mot) | Q(adresse__icontains=mot) | Q(commune__nom__icontains=mot))
        return qs

    def renseignes(self, qs, _nom, value):
        return qs.exclude(accessibilite="") if value else qs
