from django.core.files.uploadedfile import SimpleUploadedFile

from academie.models import Structure
from besoins.actions.lien import regler_lien_ouvert
from besoins.actions.liste import charger_liste
from besoins.actions.population import ajouter_structures
from tests.besoins import fabriques


def enquete(d):
    """Open, with one structure invited long ago and one not yet."""
    faite = fabriques.enquete_ouverte(d.concepteur)
    fabriques.invitation(faite, d.structure)
    faite.enquete.invitations.update(invitee_le=faite.enquete.ouverte_le.replace(year=2020))
    return faite.enquete


def a_relancer(d):
    return {"pk": enquete(d).pk}


def a_inviter(d):
    faite = enquete(d)
    sans_adresse = Structure.objects.create(nom="Sans adresse", genre="autre", territoire=d.commune)
    ajouter_structures(enquete=faite, structures=[d.autre_structure, sans_adresse])
    return {"pk": faite.pk}


def lien_ouvert(d):
    return {"pk": regler_lien_ouvert(enquete=enquete(d), lien_ouvert=True, lien_limite=50).pk}


def invitation(d):
    return {"pk": fabriques.invitation(fabriques.enquete_ouverte(d.concepteur), d.structure).pk}


def invitation_a_retirer(d):
    invitee = fabriques.invitation(fabriques.enquete_ouverte(d.concepteur), d.structure)
    return {"pk": invitee.enquete_id, "invitation": invitee.pk}


def liste(d):
    fichier = SimpleUploadedFile("liste.csv", b"Nom;Courriel\nAnne;anne@test.example\n")
    return {"pk": charger_liste(enquete=enquete(d), fichier=fichier, par=d.concepteur).pk}


EXEMPLES = {
    **{f"besoins:invitation_{page}": a_relancer for page in ("list", "chiffres", "csv")},
    **{f"besoins:invitation_{page}": invitation for page in ("detail", "renvoyer", "rebond", "refuser")},
    **{f"besoins:population_{page}": a_relancer for page in ("create", "adresses")},
    **{f"besoins:lien_{page}": a_inviter for page in ("list", "csv")},
    "besoins:population_vider": a_inviter,
    "besoins:envoi_invitation": a_inviter,
    "besoins:envoi_relance": a_relancer,
    "besoins:liste_create": a_relancer,
    **{f"besoins:liste_{page}": liste for page in ("detail", "colonnes")},
    "besoins:lien_ouvert": lien_ouvert,
    "besoins:lien_ouvert_remplacer": lien_ouvert,
    "besoins:population_retirer": invitation_a_retirer,
    "besoins:representativite": a_relancer,
}
