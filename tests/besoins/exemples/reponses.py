from besoins.actions.reponse import decliner_invitation, enregistrer_reponse
from besoins.queries.invitation import jeton_enquete, jeton_invitation
from tests.besoins import fabriques
from tests.besoins.questionnaires import tous_les_genres


def lien(d):
    return {"jeton": jeton_invitation(fabriques.invitation(fabriques.enquete_ouverte(d.concepteur), d.structure))}


def lien_vers_tous_les_genres(d):
    invitee = fabriques.invitation(tous_les_genres(d.concepteur), d.structure)
    return {"jeton": jeton_invitation(invitee), "numero": 1}


def lien_de_reponse_envoyee(d):
    envoyee = fabriques.repondre(fabriques.enquete_ouverte(d.concepteur), d.structure, "Formation", remarque="Merci")
    return {"jeton": jeton_invitation(envoyee)}


def lien_de_reponse_commencee(d):
    faite = fabriques.enquete_ouverte(d.concepteur)
    invitee = fabriques.invitation(faite, d.structure)
    enregistrer_reponse(invitation=invitee, valeurs={faite.besoins: [faite.option("Formation")]})
    return {"jeton": jeton_invitation(invitee)}


def lien_de_refus(d):
    invitee = fabriques.invitation(fabriques.enquete_ouverte(d.concepteur), d.structure)
    return {"jeton": jeton_invitation(decliner_invitation(invitation=invitee))}


def lien_ouvert(d):
    enquete = fabriques.enquete_ouverte(d.concepteur).enquete
    enquete.lien_ouvert = True
    enquete.save(update_fields=["lien_ouvert"])
    return {"jeton": jeton_enquete(enquete)}


EXEMPLES = {
    **{f"besoins:reponse_{page}": lien for page in ("enquete", "recapitulatif", "soumettre", "refuser", "lien")},
    "besoins:reponse_merci": lien_de_reponse_envoyee,
    "besoins:reponse_section": lien_vers_tous_les_genres,
    "besoins:reponse_recepisse": lien_de_reponse_commencee,
    "besoins:reponse_accepter": lien_de_refus,
    "besoins:reponse_commencer": lien_ouvert,
}
