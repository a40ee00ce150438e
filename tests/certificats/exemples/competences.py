from tests.certificats.equipes import equipe
from tests.certificats.fabriques import competence, fiche


def _competence(d):
    equipe(d.structure, fiche(), prouvent=6, manquent=6)
    return {"pk": competence().pk}


EXEMPLES = {
    "certificats:competence_detail": _competence,
    "certificats:ecart_verser": _competence,
}
