from django import forms
from django.core.validators import MaxLengthValidator, MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from academie.champs.tableur import ChampTableur
from academie.champs.territoire import ChampTerritoire
from academie.models import Competence, Territoire, Theme
from academie.regles import regle
from besoins.actions.piece import PERMIS
from besoins.actions.ressource import CONTENU
from besoins.models import Ressource
from besoins.queries.parution import demandes
from besoins.queries.ressource import LECTURES, TRIS

GROUPES = (
    (_("De quoi il s'agit"), ("titre", "theme", "territoire", "annee")),
    (_("Le contenu"), ()),
    (_("D'où cela vient"), Ressource.PROVENANCE),
    (_("À quoi cela sert"), ("competences",)),
)


class RessourceForm(forms.ModelForm):
    """What a resource of one kind tells. A draft may be saved incomplete: only its title is needed."""

    territoire = ChampTerritoire(label=_("Territoire"), required=False)
    competences = forms.ModelMultipleChoiceField(
        Competence.objects.none(),
        label=_("Compétences"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Celles que cette ressource aide à travailler : les modules qui les visent la proposent."),
    )
    annee = forms.IntegerField(
        label=_("Année des faits"), required=False, validators=[MinValueValidator(1980), MaxValueValidator(2100)]
    )

    class Meta:
        model = Ressource
        fields = CONTENU

    def __init__(self, *args, genre: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.genre = self.instance.genre = genre
        for champ in set(self.fields) - {*Ressource.COMMUNS, *Ressource.CORPS[genre], *Ressource.PROVENANCE}:
            del self.fields[champ]
        self.fields["competences"].queryset = Competence.objects.filter(
            domaine__referentiel__code="digcomp"
        ).select_related("domaine__referentiel")
        if genre == Ressource.Genre.ANALYSE:
            self.fields["territoire"] = ChampTerritoire(
                label=_("Région"), required=False, genres=[Territoire.Genre.REGION]
            )
        for nom, champ in self.fields.items():
            if nom in demandes(genre):
                champ.mention = _("(demandé pour la relecture)")
            if isinstance(champ.widget, forms.Textarea):
                champ.max_length = regle("ressource.texte")
                champ.validators.append(MaxLengthValidator(champ.max_length))
                champ.widget.attrs["rows"] = 12 if nom == "texte" else 4

    def groupes(self):
        """The fields, by what they are about; a group without names takes the texts of the kind."""
        for legende, champs in GROUPES:
            noms = [nom for nom in champs or Ressource.CORPS[self.genre] if nom in self.fields]
            yield legende, [self[nom] for nom in noms]

    def _post_clean(self):
        """Nothing is written here: the action writes."""


class PieceForm(forms.Form):
    fichier = forms.FileField(
        label=_("Fichier"),
        help_text=_("PDF, document bureautique sans macro (ODT, ODS, ODP, DOCX, XLSX, PPTX) ou image (PNG, JPEG)."),
        error_messages={"empty": _("Ce fichier est vide.")},
        widget=forms.FileInput(attrs={"accept": ",".join(PERMIS)}),
    )


class DepotForm(forms.Form):
    """A file that brings one resource, or a table of them."""

    genre = forms.ChoiceField(
        label=_("Nature"),
        choices=Ressource.Genre.choices,
        help_text=_("Celle du texte, ou des lignes du tableau qui ne la disent pas."),
    )
    fichier = ChampTableur(
        help_text=_(
            "Un tableau (CSV ou XLSX, une ressource par ligne, les noms des colonnes sur la première), "
            "ou un texte (Markdown ou texte brut) qui devient une étude, une note ou une analyse."
        ),
        accepte=".csv,.tsv,.xlsx,.md,.markdown,.txt",
        taille="ressource.taille",
    )


class AvisForm(forms.Form):
    decision = forms.ChoiceField(
        label=_("Décision"),
        choices=[
            ("publier", _("Publier : tout le monde peut la lire")),
            ("renvoyer", _("Renvoyer à la rédaction : il reste à changer")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choisissez de publier ou de renvoyer à la rédaction.")},
    )
    avis = forms.CharField(
        label=_("Commentaire"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Indispensable pour renvoyer : dites ce qu'il faut changer. Il est gardé dans l'historique."),
    )


class RetraitForm(forms.Form):
    motif = forms.CharField(
        label=_("Pourquoi cette ressource est-elle retirée ?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Sa page le dira à qui suit un ancien lien."),
    )


class FiltreRessourcesForm(forms.Form):
    """What a visitor asks of the network's memory."""

    q = forms.CharField(label=_("Mots cherchés"), required=False, max_length=100)
    genre = forms.ChoiceField(label=_("Nature"), required=False, choices=Ressource.Genre.choices)
    theme = forms.ChoiceField(label=_("Thème"), required=False)
    region = forms.ChoiceField(label=_("Région"), required=False)
    reproductible = forms.ChoiceField(label=_("Reproductible"), required=False, choices=Ressource.Reproductible.choices)
    lecture = forms.ChoiceField(label=_("Temps de lecture"), required=False, choices=list(LECTURES.items()))
    tri = forms.ChoiceField(label=_("Trier par"), required=False, choices=[("", _("le plus utile")), *TRIS.items()])

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["theme"].choices = Theme.objects.values_list("slug", "nom")
        self.fields["region"].choices = Territoire.objects.regions().values_list("code", "nom")

    def annoncer(self, comptes: dict[str, list[tuple[str, str, int]]]) -> None:
        """Offer what something has, with how many; what is chosen stays offered."""
        for nom, valeurs in comptes.items():
            champ, choisie = self.fields[nom], self.cleaned_data.get(nom)
            libelles = dict(champ.choices)
            offertes = [(valeur, f"{libelle} ({n})") for valeur, libelle, n in valeurs]
            if choisie and choisie not in dict(offertes):
                offertes.append((choisie, f"{libelles[choisie]} (0)"))
            champ.choices = [("", _("Indifférent")), *offertes]


class FiltreDossiersForm(forms.Form):
    q = forms.CharField(label=_("Mots cherchés"), required=False, max_length=100)
    etat = forms.ChoiceField(
        label=_("État"),
        required=False,
        choices=[
            ("", _("Toutes sauf retirées")),
            *[choix for choix in Ressource.Etat.choices if choix[0] != Ressource.Etat.INTEGREE],
        ],
    )
    genre = forms.ChoiceField(
        label=_("Nature"), required=False, choices=[("", _("Toutes les natures")), *Ressource.Genre.choices]
    )
