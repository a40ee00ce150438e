from certificats.actions.fiche_poste import adapter_fiche, exiger_competence, nouvelle_version_fiche, publier_fiche
from tests.certificats.fabriques import competence, fiche


def _lisible(d):
    return {"pk": fiche(publiee=False).pk}


def _brouillon(d):
    """Of the structure: whoever may write it is its référent, or a conceptrice."""
    return {"pk": adapter_fiche(nationale=fiche(), structure=d.structure).pk}


def _parue(d):
    adaptee = adapter_fiche(nationale=fiche(), structure=d.structure)
    return {"pk": publier_fiche(fiche=adaptee).pk}


def _ajoutee(d):
    adaptee = adapter_fiche(nationale=fiche(), structure=d.structure)
    exigence = exiger_competence(fiche=adaptee, competence=competence("2.1"), niveau=2)
    return {"pk": adaptee.pk, "exigence": exigence.pk}


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
    "certificats:fiche_poste_retirer": _parue,
    "certificats:fiche_poste_comparer": _versions,
    "certificats:exigence_non_pratiquee": _adaptee,
    "certificats:fiche_poste_detail": _lisible,
    "certificats:fiche_poste_update": _brouillon,
    "certificats:fiche_poste_publier": _brouillon,
    "certificats:fiche_poste_nouvelle_version": _brouillon,
    "certificats:exigence_create": _brouillon,
    "certificats:exigence_retirer": _ajoutee,
}
