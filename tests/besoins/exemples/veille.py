from tests.besoins import fabriques


def signal(d):
    return {"pk": fabriques.signal(note_par=d.concepteur).pk}


EXEMPLES = {f"besoins:signal_{page}": signal for page in ("detail", "update", "noter", "deriver")}
