"""Build the register of the sessions held before it existed, from what the database knows; corrections are kept in it."""

import json
from hashlib import sha256

from django.db import migrations
from django.utils import timezone


def tenir_les_registres(apps, schema_editor):
    Creneau = apps.get_model("seminaires", "Creneau")
    ouverts = Creneau.objects.exclude(emargement="ferme").order_by()
    for session in sorted(set(ouverts.values_list("session_id", flat=True))):
        _tenir(apps, session)


def _tenir(apps, session: int) -> None:
    Creneau, Lien = apps.get_model("seminaires", "Creneau"), apps.get_model("seminaires", "EnregistrementPresence")
    precedent, liens, repris_le = "0" * 64, [], _instant(timezone.now())
    for numero, (creneau, inscription, dit) in enumerate(_actes(apps, session), start=1):
        contenu = json.dumps(
            {"version": 1, "session": session, "numero": numero, "creneau": _horaire(creneau), "repris_le": repris_le} | dit,
            sort_keys=True, ensure_ascii=False, separators=(",", ":"),
        )  # fmt: skip
        empreinte = sha256(f"{precedent}\n{contenu}".encode()).hexdigest()
        liens.append(
            Lien(
                session_id=session, numero=numero, genre=dit["genre"], creneau=creneau, inscription_id=inscription,
                contenu=contenu, precedent=precedent, empreinte=empreinte,
            )
        )  # fmt: skip
        if dit["genre"] == "contreseing":
            Creneau.objects.filter(pk=creneau.pk).update(empreinte_contreseing=empreinte)
        precedent = empreinte
    Lien.objects.bulk_create(liens, batch_size=500)
    apps.get_model("seminaires", "Registre").objects.create(session_id=session, nombre=len(liens), empreinte=precedent)


def _actes(apps, session: int) -> list:
    """(half-day, enrolment, what happened) in the order of time, each half-day opened first and sealed last."""
    Creneau, Mouvement = apps.get_model("seminaires", "Creneau"), apps.get_model("seminaires", "MouvementSession")
    Emargement = apps.get_model("seminaires", "Emargement")
    ouvertures = dict(Mouvement.objects.filter(session=session, acte="emargement").values_list("le", "par"))
    noms = _Noms(apps)
    actes = []
    creneaux = Creneau.objects.filter(session=session).exclude(emargement="ferme").order_by("debut", "pk")
    for rang, creneau in enumerate(creneaux):
        par = noms.personne(ouvertures.get(creneau.ouvert_le))
        actes.append(((rang, 0, creneau.ouvert_le, 0), creneau, None, _dire("ouverture", creneau.ouvert_le, par=par)))
        reponses = Emargement.objects.filter(creneau=creneau).select_related("inscription__utilisateur")
        reponses = list(reponses.order_by("signe_le", "pk"))
        for emargement in reponses:
            for ordre, (le, dit) in enumerate(_presences(apps, emargement, noms)):
                actes.append(((rang, 1, le, ordre), creneau, emargement.inscription_id, dit))
        if creneau.emargement == "contresigne":
            constat = {
                "presentes": sum(not une.absent for une in reponses),
                "absentes": sum(une.absent for une in reponses),
                "minutes": sum(une.minutes for une in reponses),
            }
            dit = _dire("contreseing", creneau.contresigne_le, par=noms.personne(creneau.contresigne_par_id))
            actes.append(((rang, 2, creneau.contresigne_le, 0), creneau, None, dit | {"constat": constat}))
    actes.sort(key=lambda acte: acte[0])
    return [acte[1:] for acte in actes]


def _presences(apps, emargement, noms):
    """The presence as it was given, then each correction. A correction is never before what it corrects."""
    Correction = apps.get_model("seminaires", "CorrectionEmargement")
    suite = list(Correction.objects.filter(emargement=emargement).order_by("le", "pk"))
    inscription = {
        "id": emargement.inscription_id,
        "utilisateur": emargement.inscription.utilisateur_id,
        "nom": noms.nom(emargement.inscription.utilisateur),
    }
    minutes = suite[0].minutes_avant if suite else emargement.minutes
    genre, par = ("declaration" if emargement.declare_par_id else "signature"), noms.personne(emargement.declare_par_id)
    le, motif = emargement.signe_le, "" if suite else emargement.motif
    presence = _presence(emargement, minutes, motif)
    yield le, _dire(genre, le, par=par, motif=motif, inscription=inscription, presence=presence)
    for correction in suite:
        avant = {"minutes": minutes, "absent": minutes == 0}
        minutes, le = correction.minutes_apres, max(le, correction.le)
        derniere = correction is suite[-1]
        motif = emargement.motif if derniere else correction.motif
        dit = _dire(
            "correction", correction.le, par=noms.personne(correction.par_id), motif=correction.motif,
            inscription=inscription, presence=_presence(emargement, emargement.minutes if derniere else minutes, motif),
        )  # fmt: skip
        yield le, dit | {"avant": avant}


def _dire(genre: str, le, *, par, motif: str = "", inscription=None, presence=None) -> dict:
    commun = {"genre": genre, "le": _instant(le), "par": par, "motif": motif}
    return commun | {"inscription": inscription, "presence": presence}


def _presence(emargement, minutes: int, motif: str) -> dict:
    return {
        "absent": minutes == 0,
        "minutes": minutes,
        "moyen": emargement.moyen,
        "nom_saisi": emargement.nom_saisi,
        "signe_le": _instant(emargement.signe_le),
        "declare_par": emargement.declare_par_id,
        "motif": motif,
        "justifiee": False,
        "arrivee": None,
        "depart": None,
        "trace": "",
        "cle": None,
        "appareil_le": None,
    }


def _horaire(creneau) -> dict:
    return {"id": creneau.pk, "debut": _instant(creneau.debut), "fin": _instant(creneau.fin)}


def _instant(le) -> str:
    return timezone.localtime(le).isoformat(timespec="microseconds")


class _Noms:
    def __init__(self, apps):
        self.utilisateurs, self.connues = apps.get_model("academie", "Utilisateur"), {}

    def personne(self, pk: int | None) -> dict | None:
        if pk is None:
            return None
        if pk not in self.connues:
            self.connues[pk] = {"id": pk, "nom": self.nom(self.utilisateurs.objects.get(pk=pk))}
        return self.connues[pk]

    def nom(self, utilisateur) -> str:
        return f"{utilisateur.prenom} {utilisateur.nom}".strip() or utilisateur.email


class Migration(migrations.Migration):
    dependencies = [("seminaires", "0004_occupations")]

    operations = [migrations.RunPython(tenir_les_registres, migrations.RunPython.noop, elidable=True)]
