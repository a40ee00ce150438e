from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from academie.models import Territoire
from academie.queries.territoire import LONGUEUR_MAXIMALE, territoire_designe, territoires_trouves

PROPOSITIONS = 12
AIDE = _("Un nom, un code INSEE, un SIREN ou un code postal.")


class TerritoireInput(forms.TextInput):
    """A text where a territory is named; what it may mean is offered below it as radio buttons.

    `academie/territoire.js` makes a combobox of it; nothing depends on that.
    """

    template_name = "academie/territoire/champ.html"
    propositions: tuple[Territoire, ...] = ()
    genres: tuple[str, ...] = ()

    def value_from_datadict(self, data, files, name):
        return data.get(f"{name}_choix") or data.get(name)

    def value_omitted_from_data(self, data, files, name):
        return name not in data and f"{name}_choix" not in data

    def get_context(self, name, value, attrs):
        contexte = super().get_context(name, value, attrs)
        contexte["widget"] |= {
            "propositions": [territoire.designation for territoire in self.propositions],
            "genres": " ".join(self.genres),
            "adresse": reverse_lazy("territoire_recherche"),
        }
        return contexte


class ChampTerritoire(forms.Field):
    """A territory, named by its name, INSEE code, SIREN or postal code; cleans to a `Territoire` or None.

    With `genres`, only these levels are accepted. What is ambiguous is refused with its meanings
    offered as choices, the text kept.
    """

    widget = TerritoireInput
    default_error_messages = {
        "inconnu": _(
            "Aucun territoire ne correspond à « %(texte)s ». Vérifiez l'orthographe, "
            "ou indiquez le code INSEE ou le code postal."
        ),
        "ambigu": _("Plusieurs territoires peuvent correspondre à « %(texte)s » : choisissez le bon ci-dessous."),
        "a_confirmer": _("Confirmez le territoire ci-dessous, ou précisez « %(texte)s »."),
    }

    def __init__(self, *, genres=(), help_text=AIDE, **options):
        self.genres = tuple(genres)
        super().__init__(help_text=help_text, **options)
        self.widget.genres = self.genres

    def widget_attrs(self, widget):
        return {"maxlength": LONGUEUR_MAXIMALE * 2, "autocomplete": "off", "spellcheck": "false"}

    def prepare_value(self, value):
        if isinstance(value, int):
            value = Territoire.objects.select_related("departement").get(pk=value)
        return value.designation if isinstance(value, Territoire) else value

    def to_python(self, value):
        texte = (value or "").strip()[: LONGUEUR_MAXIMALE * 2]
        if not texte:
            return None
        if territoire := territoire_designe(texte, genres=self.genres):
            return territoire
        self.widget.propositions = tuple(territoires_trouves(texte, genres=self.genres, limite=PROPOSITIONS))
        nombre = len(self.widget.propositions)
        code = ("inconnu", "a_confirmer")[nombre] if nombre < 2 else "ambigu"
        raise forms.ValidationError(self.error_messages[code], code, {"texte": texte})

    def has_changed(self, initial, data):
        return (self.prepare_value(initial) or "") != (data or "")
