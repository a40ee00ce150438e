from besoins.actions.priorite import imposer_place
from besoins.actions.regroupement import regrouper_besoins
from tests.besoins import atelier, fabriques


def besoin(d):
    return {"pk": fabriques.besoin_prouve(d.concepteur).pk}


def preuve(d):
    prouve = fabriques.besoin_prouve(d.concepteur)
    return {"pk": prouve.pk, "preuve": prouve.preuves.get().pk}


def deux_besoins(d):
    fabriques.besoin(d.concepteur, "Accueillir mieux")
    return {"pk": fabriques.besoin(d.concepteur, "Accueillir").pk}


def besoin_impose(d):
    fait = fabriques.besoin(d.concepteur)
    imposer_place(besoin=fait, place=1, motif="Le conseil", par=d.concepteur)
    return {"pk": fait.pk}


def membre(d):
    groupe, membre = (
        fabriques.besoin_prouve(d.concepteur, "Accueillir"),
        fabriques.besoin(d.concepteur, "Accueillir mieux"),
    )
    regrouper_besoins(besoins=[membre], sous=groupe, par=d.concepteur)
    return {"pk": membre.pk}


EXEMPLES = {
    **{f"besoins:besoin_{page}": besoin for page in ("detail", "update", "qualifier", "ecarter", "reexaminer")},
    "besoins:besoin_retenir": lambda d: {"pk": fabriques.besoin_qualifie(d.concepteur).pk},
    "besoins:besoin_satisfaire": lambda d: {"pk": atelier.besoin_retenu(d).pk},
    "besoins:besoin_regrouper": deux_besoins,
    "besoins:besoin_degrouper": membre,
    "besoins:place_imposer": besoin,
    "besoins:place_retirer": besoin_impose,
    "besoins:retour_detail": lambda d: {"pk": d.structure.pk},
    "besoins:enquete_suites": lambda d: {"pk": fabriques.enquete_ouverte(d.concepteur).enquete.pk},
    "besoins:preuve_create": besoin,
    "besoins:preuve_retirer": preuve,
}
