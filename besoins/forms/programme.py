from django import forms
from django.utils.translation import gettext_lazy as _

from academie.models import Theme
from besoins.actions.programme import REDACTION
from besoins.models import Besoin, VersionProgramme
from besoins.queries.besoin import appui, avec_preuves

GROUPES = (
    (_("Le programme"), ("titre", "theme", "presentation", "publics", "publics_accompagnes", "niveau", "prerequis")),
    (_("La pédagogie"), ("methodes", "moyens", "modalites_evaluation", "accompagnement", "seuil_assiduite")),
    (_("L'accès"), ("accessibilite", "modalites_acces", "tarif", "contact")),
)


class BesoinsField(forms.ModelMultipleChoiceField):
    """Retained needs, each with its evidence beside its box."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **options):
        super().__init__(avec_preuves(Besoin.objects.retenus()), **options)

    def label_from_instance(self, obj):
        return f"{obj.titre} – {appui(obj)}"


class ProgrammeForm(forms.Form):
    """The start of a programme: which needs, which subject."""

    titre = forms.CharField(
        label=_("Titre du programme"),
        max_length=160,
        help_text=_("Par exemple « Accompagner l'e-administration ». Il devient l'adresse du programme au catalogue."),
    )
    theme = forms.ModelChoiceField(Theme.objects.all(), label=_("Thème"), empty_label=_("Choisissez un thème"))
    besoins = BesoinsField(
        label=_("Besoins auxquels il répond"),
        help_text=_("Les besoins retenus. Choisissez-en au moins un."),
        error_messages={"required": _("Choisissez au moins un besoin retenu : un programme répond à un besoin.")},
    )


class BesoinsForm(forms.Form):
    besoins = BesoinsField(
        label=_("Besoins auxquels le programme répond"),
        help_text=_("Un besoin retiré d'ici quitte aussi les objectifs du programme."),
        error_messages={"required": _("Gardez au moins un besoin retenu : un programme répond à un besoin.")},
    )


class VersionForm(forms.ModelForm):
    """Everything a version promises besides its objectives and modules. A draft may be saved incomplete."""

    titre = forms.CharField(label=_("Titre"), max_length=160)
    theme = forms.ModelChoiceField(Theme.objects.all(), label=_("Thème"))
    publics_accompagnes = forms.MultipleChoiceField(
        label=_("Publics accompagnés"),
        choices=VersionProgramme.Public,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Celles et ceux que les personnes formées accompagneront. On cherche par eux au catalogue."),
    )

    class Meta:
        model = VersionProgramme
        fields = [champ for champ in REDACTION if champ != "cout"]  # with the funders, on their page

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        programme = self.instance.programme
        self.initial |= {"titre": programme.titre, "theme": programme.theme_id}
        deja_publie = programme.versions.exclude(publiee_le=None).exists()
        for champ in ("titre", "theme"):
            self.fields[champ].disabled = deja_publie
            if deja_publie:
                self.fields[champ].help_text = _("Il ne change plus : des certificats et des agendas le portent.")
        # Django shadows a field whose default is computed with a hidden copy that nothing here needs.
        self.fields["seuil_assiduite"].show_hidden_initial = False
        for champ in VersionProgramme.CHAMPS_OBLIGATOIRES:
            self.fields[champ].mention = _("(demandé pour la relecture)")
            if isinstance(self.fields[champ].widget, forms.Textarea):
                self.fields[champ].widget.attrs["rows"] = 4

    def groupes(self):
        return [(legende, [self[champ] for champ in champs]) for legende, champs in GROUPES]


class FiltreAtelierForm(forms.Form):
    q = forms.CharField(label=_("Titre"), required=False, max_length=100)
    etat = forms.ChoiceField(
        label=_("État"),
        required=False,
        choices=[("", _("Toutes sauf retirées")), *VersionProgramme.Etat.choices],
    )
    theme = forms.ChoiceField(label=_("Thème"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["theme"].choices = [("", _("Tous les thèmes")), *Theme.objects.values_list("slug", "nom")]
