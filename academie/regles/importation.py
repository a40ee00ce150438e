from dataclasses import dataclass

from django.utils.translation import gettext as _

from academie.regles.refus import Refus

ERREURS_MAXIMUM = 20


@dataclass(frozen=True, slots=True)
class ErreurImport:
    """A wrong place in a file: `ligne` starts at 1, 0 is the whole file; `endroit` a column or a key, maybe empty."""

    fichier: str
    ligne: int
    endroit: str
    raison: str

    def __str__(self):
        ou = [self.fichier]
        if self.ligne:
            ou.append(_("ligne %(numero)d") % {"numero": self.ligne})
        if self.endroit:
            ou.append(f"« {self.endroit} »")
        return f"{', '.join(ou)} : {self.raison}"


class ImportRefuse(Refus):
    """The files are wrong and nothing was written. `erreurs`: in order, at most ERREURS_MAXIMUM."""

    def __init__(self, erreurs: list[ErreurImport]):
        super().__init__("\n".join(map(str, erreurs)))
        self.erreurs = erreurs
