from besoins.actions.regroupement import regrouper_besoins
from tests.besoins import fabriques


def besoin(d):
    return {"pk": fabriques.besoin_prouve(d.concepteur).pk}


def preuve(d):
    prouve = fabriques.besoin_prouve(d.concepteur)
    return {"pk": prouve.pk, "preuve": prouve.preuves.get().pk}


def membre(d):
    groupe, membre = (
        fabriques.besoin_prouve(d.concepteur, "Accueillir"),
        fabriques.besoin(d.concepteur, "Accueillir mieux"),
    )
    regrouper_besoins(besoins=[membre], sous=groupe, par=d.concepteur)
    return {"pk": membre.pk}


EXEMPLES = {
    **{
        f"besoins:besoin_{page}": besoin
        for page in ("detail", "update", "qualifier", "retenir", "ecarter", "satisfaire", "reexaminer")
    },
    "besoins:besoin_regrouper": besoin,
    "besoins:besoin_degrouper": membre,
    "besoins:place_imposer": besoin,
    "besoins:place_retirer": besoin,
    "besoins:retour_detail": lambda d: {"pk": d.structure.pk},
    "besoins:enquete_suites": lambda d: {"pk": fabriques.enquete_ouverte(d.concepteur).enquete.pk},
    "besoins:preuve_create": besoin,
    "besoins:preuve_retirer": preuve,
}
