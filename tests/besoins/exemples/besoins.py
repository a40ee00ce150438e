from tests.besoins import fabriques


def besoin(d):
    return {"pk": fabriques.besoin_prouve(d.concepteur).pk}


def preuve(d):
    prouve = fabriques.besoin_prouve(d.concepteur)
    return {"pk": prouve.pk, "preuve": prouve.preuves.get().pk}


EXEMPLES = {
    **{
        f"besoins:besoin_{page}": besoin
        for page in ("detail", "update", "qualifier", "retenir", "ecarter", "satisfaire", "reexaminer")
    },
    "besoins:preuve_create": besoin,
    "besoins:preuve_retirer": preuve,
}
