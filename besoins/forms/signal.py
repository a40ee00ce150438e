from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from academie.autorisations.table import Role
from academie.champs.territoire import ChampTerritoire
from academie.francais import date_sans_jour
from academie.models import Structure, Territoire
from besoins.forms.enquete import JourInput
from besoins.models import Cotation, Signal, SourceVeille
from besoins.queries.signal import semblables

AUTRE_FAIT = "autre"


class RechercheMotsForm(forms.Form):
    q = forms.CharField(label=_("Mots cherchés"), max_length=100, required=False)


class RechercheSignauxForm(RechercheMotsForm):
    axe = forms.ChoiceField(label=_("Axe"), choices=[("", _("Tous")), *Signal.Axe.choices], required=False)
    note = forms.ChoiceField(
        label=_("Notation"),
        choices=[
            ("", _("Tous les signaux actifs")),
            ("moi", _("À noter par moi")),
            ("non", _("À noter")),
            ("oui", _("Notés")),
            ("ecarte", _("Écartés")),
        ],
        required=False,
    )
    source = forms.ModelChoiceField(
        SourceVeille.objects.all(), label=_("Source"), required=False, empty_label=_("Toutes")
    )
    territoire = forms.ModelChoiceField(
        Territoire.objects.regions(), label=_("Région"), required=False, empty_label=_("Toutes")
    )
    depuis = forms.DateField(label=_("Observé depuis le"), widget=JourInput(), required=False)
    jusqu_au = forms.DateField(label=_("Jusqu'au"), widget=JourInput(), required=False)


def pas_a_venir(jour):
    """A fact observed is past."""
    if jour > timezone.localdate():
        raise forms.ValidationError(_("Indiquez un jour passé : un signal est un fait déjà observé."))


class AxeField(forms.ChoiceField):
    def __init__(self, **options):
        super().__init__(choices=[("", _("Choisissez un axe")), *Signal.Axe.choices], label=_("Axe"), **options)


class ChoixApresCoup(forms.ChoiceField):
    """Its choices are known once the rest of the form is read."""

    def valid_value(self, value):
        return True


class SignalForm(forms.ModelForm):
    """A source is chosen among the known ones, or named. What looks like a known signal is asked about."""

    nouvelle_source = forms.CharField(
        label=_("Ou une nouvelle source"),
        max_length=SourceVeille._meta.get_field("nom").max_length,
        required=False,
        help_text=_("Son nom, si elle n'est pas dans la liste."),
    )
    genre_source = forms.ChoiceField(
        label=_("Nature de la nouvelle source"),
        choices=SourceVeille.Genre.choices[1:],
        initial=SourceVeille.Genre.LECTURE,
        required=False,
    )
    axe = AxeField()
    territoire = ChampTerritoire(label=_("Territoire"), required=False)
    suite = ChoixApresCoup(label=_("Est-ce le même fait ?"), widget=forms.RadioSelect, required=False)

    # On the page from the start; the others wait under "Préciser".
    PREMIERS = ("titre", "resume", "source", "nouvelle_source", "axe")
    PRECISIONS = ("observe_le", "territoire", "url", "genre_source")

    class Meta:
        model = Signal
        fields = ["titre", "resume", "source", "axe", "observe_le", "territoire", "url"]
        widgets = {"resume": forms.Textarea(attrs={"rows": 4}), "observe_le": JourInput()}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.semblables: list[Signal] = []
        self.fields["source"].required = False
        self.fields["source"].empty_label = _("Choisissez une source")
        self.fields["source"].mention = _("(ou nommez-la dessous)")
        self.fields["observe_le"].initial = timezone.localdate
        self.fields["observe_le"].validators.append(pas_a_venir)

    def clean(self):
        donnees = super().clean()
        if not donnees.get("source") and not donnees.get("nouvelle_source") and "source" not in self.errors:
            self.add_error("source", _("Choisissez une source, ou nommez-en une nouvelle."))
        if self.instance._state.adding and not self.errors:
            self._comparer(donnees)
        return donnees

    def _comparer(self, donnees):
        """Ask whether this is a known fact; the very same capture sent twice is no question."""
        source = donnees.get("source") or donnees["nouvelle_source"]
        self.semblables = [
            signal
            for signal in semblables(titre=donnees["titre"], url=donnees["url"])
            if (signal.titre, str(signal.source), signal.observe_le)
            != (donnees["titre"], str(source), donnees["observe_le"])
        ]
        if not self.semblables:
            return
        self.fields["suite"].choices = choix_de_suite(self.semblables)
        possibles = {str(signal.pk): signal for signal in self.semblables} | {AUTRE_FAIT: None}
        if donnees["suite"] in possibles:
            donnees["meme_fait_que"] = possibles[donnees["suite"]]
        else:
            self.add_error(
                "suite",
                _("Ce signal ressemble à un signal déjà connu. Dites s'il s'agit du même fait : rien n'est perdu."),
            )

    def _get_validation_exclusions(self):
        return super()._get_validation_exclusions() | {"source"}


def choix_de_suite(signaux: list[Signal]) -> list[tuple[str, str]]:
    """What to do with a capture that looks like known signals."""
    phrase = _("Oui, le même fait que « %(titre)s » (%(source)s, %(jour)s) : l'enregistrer et les rapprocher")
    memes = [
        (
            str(signal.pk),
            phrase % {"titre": signal.titre, "source": signal.source.nom, "jour": date_sans_jour(signal.observe_le)},
        )
        for signal in signaux
    ]
    return [*memes, (AUTRE_FAIT, str(_("Non, c'est un autre fait : l'enregistrer à part")))]


class SuiteForm(forms.Form):
    """An item of a feed that looks like a known signal."""

    axe = AxeField()
    suite = forms.ChoiceField(
        label=_("Est-ce le même fait ?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _(
                "Cet article ressemble à un signal déjà connu. Dites s'il s'agit du même fait : rien n'est perdu."
            )
        },
    )

    def __init__(self, *args, semblables: list[Signal], **kwargs):
        super().__init__(*args, **kwargs)
        self.semblables = semblables
        if semblables:
            self.fields["suite"].choices = choix_de_suite(semblables)
        else:
            del self.fields["suite"]

    @property
    def meme_fait_que(self) -> Signal | None:
        return next((signal for signal in self.semblables if str(signal.pk) == self.cleaned_data.get("suite")), None)


class SignalProposeForm(forms.ModelForm):
    """What somebody saw in the field, in a minute, on a phone."""

    axe = AxeField(help_text=_("De quoi parle surtout ce que vous avez vu ?"))
    structure = forms.ModelChoiceField(Structure.objects.none(), label=_("Pour quelle structure ?"), empty_label=None)

    class Meta:
        model = Signal
        fields = ["titre", "resume", "axe", "observe_le", "url", "structure"]
        labels = {"titre": _("En une phrase, ce que vous avez remarqué"), "resume": _("Ce que vous avez vu ou entendu")}
        help_texts = {
            "resume": _("Qui, où, combien de fois ? Ne nommez aucun usager."),
            "url": _("Si un article ou une page en parle."),
        }
        widgets = {"resume": forms.Textarea(attrs={"rows": 4}), "observe_le": JourInput()}

    def __init__(self, *args, utilisateur, **kwargs):
        super().__init__(*args, **kwargs)
        siennes = {pk for role in (Role.ANIMATEUR, Role.REFERENT) for pk in utilisateur.structures_comme(role)}
        self.fields["observe_le"].initial = timezone.localdate
        self.fields["observe_le"].validators.append(pas_a_venir)
        self.fields["structure"].queryset = Structure.objects.filter(pk__in=siennes)
        self.fields["structure"].initial = utilisateur.structure
        if len(siennes) < 2:
            self.fields["structure"].widget = forms.HiddenInput()
            self.fields["structure"].required = bool(siennes)


class NoteForm(forms.ModelForm):
    class Meta:
        model = Cotation
        fields = ["fiabilite", "credibilite", "note"]
        widgets = {"fiabilite": forms.RadioSelect, "credibilite": forms.RadioSelect}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for nom in ("fiabilite", "credibilite"):
            self.fields[nom].choices = [choix for choix in self.fields[nom].choices if choix[0] not in ("", None)]
            self.fields[nom].error_messages["required"] = _("Choisissez une note.")


class EcartForm(forms.Form):
    motif = forms.CharField(
        label=_("Motif"),
        max_length=Signal._meta.get_field("motif").max_length,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("La personne qui a signalé ce fait le lira."),
    )


class SignalRadio(forms.ModelChoiceField):
    widget = forms.RadioSelect

    def label_from_instance(self, signal):
        faits = {"titre": signal.titre, "source": signal.source.nom, "jour": date_sans_jour(signal.observe_le)}
        return _("%(titre)s (%(source)s, %(jour)s)") % faits


class RapprochementForm(forms.Form):
    """The other signal of the same fact, among those that the page proposes."""

    autre = SignalRadio(
        Signal.objects.none(),
        label=_("Signal du même fait"),
        empty_label=None,
        error_messages={"required": _("Choisissez le signal qui rapporte le même fait.")},
    )

    def __init__(self, *args, candidats, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["autre"].queryset = candidats
