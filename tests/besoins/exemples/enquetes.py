from besoins.actions.condition import ajouter_condition
from besoins.models import Condition
from tests.besoins import fabriques


def enquete(d, **autres):
    return {"pk": fabriques.brouillon(d.concepteur).enquete.pk, **autres}


def enquete_ouverte(d):
    return {"pk": fabriques.enquete_ouverte(d.concepteur).enquete.pk}


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


def condition(nom: str, **autres):
    """A section or a question that depends on the first question of the survey."""

    def kwargs(d):
        faite = fabriques.brouillon(d.concepteur)
        cibles = {"section": faite.urgence.section, "question": faite.urgence}
        condition = Condition(**{nom: cibles[nom]}, source=faite.taille, operateur="est", option=faite.option("Petite"))
        ajouter_condition(condition=condition)
        cles = {"source": faite.besoins.pk, "condition": condition.pk}
        return {"pk": faite.enquete.pk, "element": cibles[nom].pk} | {cle: cles[cle] for cle in autres}

    return kwargs


def correction(d):
    faite = fabriques.enquete_ouverte(d.concepteur)
    return {"pk": faite.enquete.pk, "genre": "question", "element": faite.taille.pk}


EXEMPLES = {
    **{
        f"besoins:enquete_{page}": enquete
        for page in ("detail", "update", "ouvrir", "supprimer", "dupliquer", "modele", "json")
    },
    "besoins:enquete_fermer": enquete_ouverte,
    "besoins:enquete_nouvelle_version": enquete_ouverte,
    "besoins:bibliotheque_detail": lambda d: {"cle": "questions-reutilisables"},
    "besoins:bibliotheque_creer": lambda d: {"cle": "questions-reutilisables"},
    "besoins:bibliotheque_ajouter": enquete,
    "besoins:correction_create": correction,
    **{
        f"besoins:{nom}_{page}": condition(nom, **cles)
        for nom in ("section", "question")
        for page, cles in (
            ("conditions", {}),
            ("combiner", {}),
            ("condition_create", {"source": 1}),
            ("condition_supprimer", {"condition": 1}),
        )
    },
    "besoins:enquete_apercu": lambda d: enquete(d, numero=1),
    "besoins:section_create": enquete,
    "besoins:question_create": question_nouvelle,
    "besoins:option_create": option_nouvelle,
    **{
        f"besoins:{nom}_{verbe}": partie(nom)
        for nom in ("section", "question", "option")
        for verbe in ("update", "supprimer", "monter", "descendre")
    },
}
