from tests.certificats.fabriques import fiche


def _brouillon(d):
    return {"pk": fiche(publiee=False).pk}


def _exigence(d):
    brouillon = fiche(publiee=False)
    return {"pk": brouillon.pk, "exigence": brouillon.exigences.get().pk}


EXEMPLES = {
    "certificats:fiche_poste_detail": _brouillon,
    "certificats:fiche_poste_update": _brouillon,
    "certificats:fiche_poste_publier": _brouillon,
    "certificats:fiche_poste_nouvelle_version": _brouillon,
    "certificats:exigence_create": _brouillon,
    "certificats:exigence_retirer": _exigence,
}
