from besoins.actions.preuve import deriver_besoin_d_option
from besoins.models import Enquete, Option, Question, Reponse
from tests.besoins import fabriques
from tests.besoins.recolte import recolter


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


def enquete_publiee(d):
    lue = enquete_lue(d)
    Enquete.objects.filter(**lue).update(resultats_publies=True)
    faite = Enquete.objects.get(**lue)
    question = Question.objects.get(section__enquete=faite, genre="choix_unique")
    recolter(faite, *[{question: question.options.first()} for _ in range(6)])
    return lue


def enquete_pesee(d):
    lue = enquete_lue(d)
    Enquete.objects.filter(**lue).update(ponderation="main")
    return lue


def enquete_a_repeser(d):
    lue = enquete_lue(d)
    postes = Question.objects.get(section__enquete=lue["pk"], genre="nombre")
    Enquete.objects.filter(**lue).update(ponderation="question", ponderation_question=postes)
    Reponse.objects.filter(enquete=lue["pk"]).update(poids=2)
    return lue


def textes_lus(d):
    lue = enquete_lue(d)
    return lue | {"question": Question.objects.get(section__enquete=lue["pk"], genre="texte").pk}


EXEMPLES = {
    **{f"besoins:enquete_{page}": enquete_lue for page in ("resultats", "resultats_csv")},
    **{f"besoins:{page}": enquete_lue for page in ("croisement", "croisement_csv", "ponderation")},
    "besoins:resultats_publics": enquete_publiee,
    "besoins:ponderation_poids": enquete_pesee,
    "besoins:ponderation_recalculer": enquete_a_repeser,
    "besoins:resultats_textes": textes_lus,
    "besoins:option_deriver": option_a_deriver,
}
