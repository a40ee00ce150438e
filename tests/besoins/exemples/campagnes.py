from tests.besoins import fabriques


def invitations(d):
    faite = fabriques.enquete_ouverte(d.concepteur)
    return {"pk": fabriques.invitation(faite, d.structure).enquete_id}


def invitation(d):
    return {"pk": fabriques.invitation(fabriques.enquete_ouverte(d.concepteur), d.structure).pk}


EXEMPLES = {
    **{f"besoins:invitation_{page}": invitations for page in ("list", "create", "envoyer")},
    "besoins:invitation_renvoyer": invitation,
}
