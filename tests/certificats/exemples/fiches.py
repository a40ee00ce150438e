from certificats.actions.fiche_poste import adapter_fiche, nouvelle_version_fiche
from tests.certificats.fabriques import fiche


def _brouillon(d):
    return {"pk": fiche(publiee=False).pk}


def _exigence(d):
    brouillon = fiche(publiee=False)
    return {"pk": brouillon.pk, "exigence": brouillon.exigences.get().pk}


def _publiee(d):
    return {"pk": fiche().pk}


def _versions(d):
    premiere = fiche()
    return {"pk": nouvelle_version_fiche(fiche=premiere).pk, "avec": premiere.pk}


def _adaptee(d):
    adaptee = adapter_fiche(nationale=fiche(), structure=d.structure)
    return {"pk": adaptee.pk, "exigence": adaptee.exigences.get().pk}


EXEMPLES = {
    "certificats:fiche_poste_adapter": _publiee,
    "certificats:fiche_poste_retirer": _publiee,
    "certificats:fiche_poste_comparer": _versions,
    "certificats:exigence_non_pratiquee": _adaptee,
    "certificats:fiche_poste_detail": _brouillon,
    "certificats:fiche_poste_update": _brouillon,
    "certificats:fiche_poste_publier": _brouillon,
    "certificats:fiche_poste_nouvelle_version": _brouillon,
    "certificats:exigence_create": _brouillon,
    "certificats:exigence_retirer": _exigence,
}
