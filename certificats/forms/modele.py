from django import forms
from django.utils.translation import gettext_lazy as _

from academie import francais
from academie.documents.images import FORMATS, image_propre
from certificats.models import ModeleDocument
from certificats.queries.modele import cas_reels
from sessions.models import Inscription

OCTETS_IMAGE = 2 * 1024 * 1024
PIXELS_IMAGE = 6000
IMAGES = {"logo": _("Logo"), "second_logo": _("Second logo"), "signature": _("Image de la signature")}


class ChampCas(forms.ModelChoiceField):
    def label_from_instance(self, inscription: Inscription) -> str:
        session = inscription.session
        return f"{inscription.utilisateur.get_full_name()}, {session.titre}, {francais.date_sans_jour(session.debut)}"


class ModeleDocumentForm(forms.ModelForm):
    """A version of a model, starting from the one in force. Pictures are cleaned as they come in."""

    cas = ChampCas(
        label=_("Personne"),
        queryset=None,
        required=False,
        help_text=_("Une inscription à une session close. Rien n'est enregistré ni envoyé."),
    )

    class Meta:
        model = ModeleDocument
        fields = [
            "couleur",
            "introduction",
            "conclusion",
            "logo_texte",
            "second_logo_texte",
            "mentions",
            "signataire",
            "fonction",
        ]
        widgets = {"couleur": forms.RadioSelect, "conclusion": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["cas"].queryset = Inscription.objects.filter(pk__in=[cas.pk for cas in cas_reels()]).select_related(
            "utilisateur", "session__version__programme"
        )
        self.images: dict[str, bytes] = {}
        for nom, libelle in IMAGES.items():
            self.fields[f"nouveau_{nom}"] = forms.ImageField(
                label=libelle,
                required=False,
                widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg"}),
                help_text=_("PNG ou JPEG, 2\u00a0Mo au plus."),
            )
            if getattr(self.instance, nom):
                self.fields[f"sans_{nom}"] = forms.BooleanField(
                    label=_("Retirer l'image actuelle (%(image)s)") % {"image": libelle}, required=False
                )

    def clean(self):
        donnees = super().clean()
        for nom in IMAGES:
            if fichier := donnees.get(f"nouveau_{nom}"):
                self._lire(nom, fichier)
            elif donnees.get(f"sans_{nom}"):
                setattr(self.instance, nom, "")
        for nom in ("logo", "second_logo"):
            if (nom in self.images or getattr(self.instance, nom)) and not donnees.get(f"{nom}_texte"):
                self.add_error(
                    f"{nom}_texte",
                    _("Dites en quelques mots ce que montre ce logo, par exemple le nom de la structure."),
                )
        if "apercu" in self.data and not donnees.get("cas"):
            self.add_error("cas", _("Choisissez la personne dont vous voulez voir le document."))
        return donnees

    def _lire(self, nom: str, fichier) -> None:
        if fichier.size > OCTETS_IMAGE:
            self.add_error(f"nouveau_{nom}", _("Cette image dépasse 2\u00a0Mo\u00a0: réduisez-la."))
        elif fichier.image.format not in FORMATS:
            self.add_error(
                f"nouveau_{nom}", _("Cette image n'est ni un PNG ni un JPEG\u00a0: enregistrez-la dans l'un des deux.")
            )
        elif max(fichier.image.size) > PIXELS_IMAGE:
            self.add_error(f"nouveau_{nom}", _("Cette image a plus de 6\u00a0000 points de côté\u00a0: réduisez-la."))
        else:
            fichier.seek(0)
            self.images[nom] = image_propre(fichier.read())
