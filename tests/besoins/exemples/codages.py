from besoins.actions.codage import ajouter_code, citer, coder_textes
from besoins.models import Code
from besoins.queries.codage import textes_de
from tests.besoins import fabriques


def coder(d, remarques=("Trop loin de chez nous", "Les sessions sont trop loin 🙂", "Trop loin, trop cher")):
    """Remarks of as many structures, a codebook of two themes, two people who do not quite agree, one quote."""
    faite = fabriques.enquete_ouverte(d.concepteur)
    for structure, remarque in zip(fabriques.structures(len(remarques), d.commune), remarques, strict=True):
        fabriques.repondre(faite, structure, "Formation", remarque=remarque)
    loin, cher = (
        ajouter_code(code=Code(question=faite.remarque, libelle=nom, mots=mots), par=d.concepteur)
        for nom, mots in (("Distance", "loin"), ("Coût", ""))
    )
    premier, *_, dernier = textes_de(faite.remarque)
    coder_textes(question=faite.remarque, choix={premier.pk: [loin], dernier.pk: [loin, cher]}, par=d.concepteur)
    coder_textes(
        question=faite.remarque, choix={premier.pk: [loin], dernier.pk: [loin]}, par=fabriques.seconde_lecture()
    )
    citer(valeur=premier, texte="Trop loin […]", par=d.concepteur)
    return faite, loin, cher, premier, dernier


def adresse(*noms):
    def exemple(d):
        faite, loin, cher, premier, _dernier = coder(d)
        cles = {"question": faite.remarque.pk, "code": loin.pk, "autre": cher.pk, "valeur": premier.pk}
        return {"pk": faite.enquete.pk} | {nom: cles[nom] for nom in noms}

    return exemple


EXEMPLES = {
    **{f"besoins:codage_{page}": adresse() for page in ("list", "resultats", "textes")},
    **{f"besoins:{page}": adresse("question") for page in ("codage_question", "codage_accord", "code_create")},
    **{f"besoins:suggestion_{page}": adresse("question") for page in ("list", "accepter", "ecarter")},
    **{
        f"besoins:{page}": adresse("code")
        for page in ("code_update", "code_fusionner", "code_supprimer", "theme_deriver")
    },
    **{f"besoins:{page}": adresse("valeur") for page in ("codage_trancher", "citation", "citation_retirer")},
}
