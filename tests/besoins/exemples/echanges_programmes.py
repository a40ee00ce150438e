from tests.besoins import atelier

EXEMPLES = {"besoins:programme_json": lambda d: {"pk": atelier.brouillon_complet(d).pk}}
