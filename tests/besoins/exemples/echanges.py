from django.core.files.base import ContentFile

from besoins.actions.importation import charger_importation
from besoins.tasks.importation import demander_verification
from tests.besoins import fabriques

FICHIER = "Répondant;q2;q3\nMairie d'Évry;Petite;4\n=SOMME(A1);Grande;2\n"


def importation(d):
    faite = fabriques.enquete_ouverte(d.concepteur)
    fichier = ContentFile(FICHIER.encode(), name="réponses du terrain.csv")
    return charger_importation(enquete=faite.enquete, fichier=fichier, par=d.concepteur)


def verifiee(d):
    chargee = importation(d)
    demander_verification(chargee)
    return {"pk": chargee.pk}


def abandon(d):
    chargee = importation(d)
    return {"pk": chargee.enquete_id, "importation": chargee.pk}


def enquete_repondue(d):
    faite = fabriques.enquete_ouverte(d.concepteur)
    fabriques.repondre(faite, d.structure, "Formation", "Réseau", urgence=4, postes=10, remarque="=1+1 🙂")
    return {"pk": faite.enquete.pk}


EXEMPLES = {
    **{
        f"besoins:{page}": enquete_repondue
        for page in (
            "enquete_reponses",
            "reponses_csv",
            "reponses_xlsx",
            "reponses_json",
            "dictionnaire",
            "dictionnaire_csv",
            "importation_create",
        )
    },
    **{f"besoins:importation_{page}": verifiee for page in ("detail", "lancer")},
    "besoins:importation_abandonner": abandon,
    "besoins:importation_verifier": lambda d: {"pk": importation(d).pk},
    "besoins:importation_colonnes": lambda d: {"pk": importation(d).pk, "numero": 1},
}
