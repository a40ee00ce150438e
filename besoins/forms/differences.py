from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from academie import francais
from besoins.models import VersionProgramme
from besoins.queries.differences import ORIGINE

INCONNUE = gettext_lazy("Cette version n'existe pas, ou ne se lit pas ici. Choisissez-en une dans la liste.")


class VersionField(forms.TypedChoiceField):
    """One of some versions, by its number."""

    def __init__(self, versions: dict[str, VersionProgramme], **options):
        super().__init__(
            choices=[(code, _nommer(code, version)) for code, version in versions.items()],
            coerce=versions.get,
            error_messages={"invalid_choice": INCONNUE, "required": INCONNUE},
            **options,
        )


class ComparerForm(forms.Form):
    """With which other version a version of the workshop is compared."""

    def __init__(self, *args, versions: dict[str, VersionProgramme], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["avec"] = VersionField(versions, label=_("Comparer avec"))


class ComparerParuesForm(forms.Form):
    """Which two versions, once public, are compared."""

    def __init__(self, *args, versions: dict[str, VersionProgramme], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["de"] = VersionField(versions, label=_("De"))
        self.fields["a"] = VersionField(versions, label=_("À"))


def _nommer(code: str, version: VersionProgramme) -> str:
    if code == ORIGINE:
        return _("l'original : %(version)s") % {"version": version}
    quand = version.get_etat_display()
    if version.publiee_le:
        quand = _("publiée le %(date)s") % {"date": francais.date_sans_jour(version.publiee_le)}
    return _("version %(numero)s, %(quand)s") % {"numero": version.numero, "quand": quand}
