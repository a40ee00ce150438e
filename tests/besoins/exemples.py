"""Addresses of this house that need an object: `{url name: function(distribution) -> kwargs}`."""

from besoins.actions.preuve import deriver_besoin_d_option
from besoins.models import Option
from besoins.queries.invitation import jeton_invitation
from tests.besoins import fabriques
from tests.besoins.atelier import EXEMPLES_INGENIERIE


def enquete(d, **autres):
    return {"pk": fabriques.brouillon(d.concepteur).enquete.pk, **autres}


def partie(nom: str):
    """An element of a draft: its section, one of its questions, or one of its options."""

    def kwargs(d):
        faite = fabriques.brouillon(d.concepteur)
        parties = {"section": faite.besoins.section, "question": faite.besoins, "option": faite.option("Formation")}
        return {"pk": faite.enquete.pk, "element": parties[nom].pk}

    return kwargs


def question_nouvelle(d):
    faite = fabriques.brouillon(d.concepteur)
    return {"pk": faite.enquete.pk, "parent": faite.besoins.section_id, "genre": "texte"}


def option_nouvelle(d):
    faite = fabriques.brouillon(d.concepteur)
    return {"pk": faite.enquete.pk, "parent": faite.besoins.pk}


def option_a_deriver(d):
    faite = fabriques.enquete_ouverte(d.concepteur)
    fabriques.repondre(faite, d.structure, "Formation")
    return {"pk": faite.enquete.pk, "option": faite.option("Formation").pk}


def enquete_lue(d):
    """Answers of every kind, a published figure, a need already derived."""
    faite = fabriques.enquete_ouverte(d.concepteur)
    fabriques.repondre(faite, d.structure, "Formation", "Réseau", urgence=4, postes=10, remarque="Merci 🙂")
    fabriques.repondre(faite, d.autre_structure, "Formation", taille=[faite.option("Petite")])
    Option.objects.filter(libelle="Réseau").update(pourcentage_publie=23)
    deriver_besoin_d_option(option=faite.option("Formation"), par=d.concepteur)
    return {"pk": faite.enquete.pk}


def lien_de_reponse_envoyee(d):
    envoyee = fabriques.repondre(fabriques.enquete_ouverte(d.concepteur), d.structure, "Formation", remarque="Merci")
    return {"jeton": jeton_invitation(envoyee)}


def invitations(d):
    faite = fabriques.enquete_ouverte(d.concepteur)
    return {"pk": fabriques.invitation(faite, d.structure).enquete_id}


def invitation(d):
    return {"pk": fabriques.invitation(fabriques.enquete_ouverte(d.concepteur), d.structure).pk}


def lien(**autres):
    def kwargs(d):
        invitee = fabriques.invitation(fabriques.enquete_ouverte(d.concepteur), d.structure)
        return {"jeton": jeton_invitation(invitee), **autres}

    return kwargs


def signal(d):
    return {"pk": fabriques.signal(note_par=d.concepteur).pk}


def besoin(d):
    return {"pk": fabriques.besoin_prouve(d.concepteur).pk}


def preuve(d):
    prouve = fabriques.besoin_prouve(d.concepteur)
    return {"pk": prouve.pk, "preuve": prouve.preuves.get().pk}


EXEMPLES = {
    **{f"besoins:enquete_{page}": enquete for page in ("detail", "update", "ouvrir")},
    **{f"besoins:enquete_{page}": enquete_lue for page in ("fermer", "resultats", "resultats_csv")},
    "besoins:enquete_apercu": lambda d: enquete(d, numero=1),
    "besoins:section_create": enquete,
    "besoins:question_create": question_nouvelle,
    "besoins:option_create": option_nouvelle,
    **{
        f"besoins:{nom}_{verbe}": partie(nom)
        for nom in ("section", "question", "option")
        for verbe in ("update", "supprimer", "monter", "descendre")
    },
    "besoins:option_deriver": option_a_deriver,
    **{f"besoins:invitation_{page}": invitations for page in ("list", "create", "envoyer")},
    "besoins:invitation_renvoyer": invitation,
    **{f"besoins:reponse_{page}": lien() for page in ("enquete", "recapitulatif", "soumettre")},
    "besoins:reponse_merci": lien_de_reponse_envoyee,
    "besoins:reponse_section": lien(numero=1),
    **{f"besoins:signal_{page}": signal for page in ("detail", "update", "noter", "deriver")},
    **{
        f"besoins:besoin_{page}": besoin
        for page in ("detail", "update", "retenir", "rejeter", "reexaminer", "monter", "descendre")
    },
    "besoins:preuve_create": besoin,
    "besoins:preuve_retirer": preuve,
    **EXEMPLES_INGENIERIE,
}
