from datetime import date

from certificats.models import Poste


def _poste(d):
    poste = Poste.objects.create(
        utilisateur=d.animateur, intitule="Médiateur", structure=d.structure, debut=date(2026, 1, 5)
    )
    return {"pk": poste.pk}


EXEMPLES = {
    "certificats:poste_update": _poste,
    "certificats:poste_terminer": _poste,
    "certificats:poste_retirer": _poste,
    "certificats:poste_declarer": lambda d: {"pk": d.animateur.pk},
}
