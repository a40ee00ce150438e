from besoins.queries.invitation import jeton_invitation
from tests.besoins import fabriques


def lien(**autres):
    def kwargs(d):
        invitee = fabriques.invitation(fabriques.enquete_ouverte(d.concepteur), d.structure)
        return {"jeton": jeton_invitation(invitee), **autres}

    return kwargs


def lien_de_reponse_envoyee(d):
    envoyee = fabriques.repondre(fabriques.enquete_ouverte(d.concepteur), d.structure, "Formation", remarque="Merci")
    return {"jeton": jeton_invitation(envoyee)}


EXEMPLES = {
    **{f"besoins:reponse_{page}": lien() for page in ("enquete", "recapitulatif", "soumettre")},
    "besoins:reponse_merci": lien_de_reponse_envoyee,
    "besoins:reponse_section": lien(numero=1),
}
