def _personne(d):
    return {"pk": d.animateur.pk}


EXEMPLES = {
    "certificats:personne_detail": _personne,
    "certificats:personne_ouvrir": _personne,
}
