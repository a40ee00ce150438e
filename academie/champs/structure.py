from django import forms
from django.utils.translation import gettext_lazy as _

from academie.models import Structure

PROPOSITIONS = 12
LONGUEUR_MAXIMALE = 400
SEPARATEUR = " – "


class StructureInput(forms.TextInput):
    """A text where a structure is named; what it may mean is offered below it as radio buttons."""

    template_name = "academie/structure/champ.html"
    propositions: tuple[str, ...] = ()
    enumerees = False

    def value_from_datadict(self, data, files, name):
        return data.get(f"{name}_choix") or data.get(name)

    def value_omitted_from_data(self, data, files, name):
        return name not in data and f"{name}_choix" not in data

    def get_context(self, name, value, attrs):
        contexte = super().get_context(name, value, attrs)
        contexte["widget"]["propositions"] = self.propositions
        if self.enumerees:
            structures = Structure.objects.select_related("territoire__departement")
            contexte["widget"]["structures"] = [designation(structure) for structure in structures]
            contexte["widget"]["attrs"]["list"] = f"{contexte['widget']['attrs']['id']}_structures"
        return contexte


class ChampStructure(forms.Field):
    """A structure of the network, named by words of its name and of its territory; cleans to a `Structure` or None.

    With `enumerees`, the browser itself completes what is typed from the list of all.
    """

    widget = StructureInput
    default_error_messages = {
        "inconnu": _(
            "Aucune structure du réseau ne correspond à « %(texte)s ». Vérifiez l'orthographe, essayez moins de mots "
            "ou le nom de la commune."
        ),
        "ambigu": _("Plusieurs structures peuvent correspondre à « %(texte)s » : choisissez la bonne ci-dessous."),
        "a_confirmer": _("Confirmez la structure ci-dessous, ou précisez « %(texte)s »."),
    }

    def __init__(self, *, enumerees=False, **options):
        super().__init__(**options)
        self.widget.enumerees = enumerees

    def widget_attrs(self, widget):
        return {"maxlength": LONGUEUR_MAXIMALE, "autocomplete": "off", "spellcheck": "false"}

    def prepare_value(self, value):
        if isinstance(value, int):
            value = Structure.objects.select_related("territoire__departement").get(pk=value)
        return designation(value) if isinstance(value, Structure) else value

    def to_python(self, value):
        texte = (value or "").replace("\x00", "").strip()[:LONGUEUR_MAXIMALE]
        if not texte:
            return None
        structures = Structure.objects.select_related("territoire__departement")
        nom = texte.rpartition(SEPARATEUR)[0]
        for structure in structures.filter(nom=nom) if nom else ():
            if designation(structure) == texte:
                return structure
        trouvees = list(structures.nommees(texte)[:PROPOSITIONS])
        exactes = [structure for structure in trouvees if structure.nom.casefold() == texte.casefold()]
        if len(exactes) == 1:
            return exactes[0]
        self.widget.propositions = tuple(map(designation, trouvees))
        code = ("inconnu", "a_confirmer")[len(trouvees)] if len(trouvees) < 2 else "ambigu"
        raise forms.ValidationError(self.error_messages[code], code, {"texte": texte})

    def has_changed(self, initial, data):
        return (self.prepare_value(initial) or "") != (data or "")


def designation(structure: Structure) -> str:
    """The name of a structure and its territory: no other bears both."""
    return f"{structure.nom}{SEPARATEUR}{structure.territoire.designation}"
