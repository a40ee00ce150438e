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


EXEMPLES = {
    **{f"besoins:enquete_{page}": enquete for page in ("detail", "update", "ouvrir")},
    "besoins:enquete_fermer": enquete_ouverte,
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
