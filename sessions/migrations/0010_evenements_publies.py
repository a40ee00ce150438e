import re
from collections import defaultdict
from datetime import UTC, datetime

from django.db import migrations

LOT = 500


def publier(apps, schema_editor):
    """Copy the bytes that calendars already know, with their UID and their revision: no subscriber sees a change."""
    Creneau = apps.get_model("seminaires", "Creneau")
    EvenementPublie = apps.get_model("seminaires", "EvenementPublie")
    VersionAgenda = apps.get_model("seminaires", "VersionAgenda")
    profils, versions = _profils(apps), {}
    publics = Creneau.objects.filter(session__ouverte_le__isnull=False).exclude(fragment_ics=b"").order_by("pk")
    relations = ("version__programme__theme", "territoire", "departement", "lieu__commune__epci")
    lot = []
    for creneau in publics.select_related(*(f"session__{nom}" for nom in relations)).iterator(chunk_size=LOT):
        ligne = _ligne(EvenementPublie, creneau, profils[creneau.pk])
        lot.append(ligne)
        for cle in _cles(ligne):
            versions[cle] = max(versions.get(cle, ligne.modifie_le), ligne.modifie_le)
        if len(lot) == LOT:
            EvenementPublie.objects.bulk_create(lot)
            lot = []
    EvenementPublie.objects.bulk_create(lot)
    VersionAgenda.objects.bulk_create(
        [VersionAgenda(cle=cle, modifie_le=le) for cle, le in sorted(versions.items())], batch_size=LOT
    )


def _ligne(EvenementPublie, creneau, statuts):
    session = creneau.session
    return EvenementPublie(
        uid=creneau.uid,
        session=session,
        programme=session.version.programme,
        theme=session.version.programme.theme,
        region=session.territoire,
        departement=session.departement,
        epci=session.lieu.commune.epci if session.lieu else None,
        profil="mixte" if len(statuts) > 1 else next(iter(statuts), ""),
        a_distance=(creneau.modalite or session.modalite) == "distance",
        debut=creneau.debut,
        fin=creneau.fin,
        annule_le=session.annulee_le,
        fragment=creneau.fragment_ics,
        # As these bytes say: a session is confirmed or closed without a word to calendars.
        modifie_le=datetime.strptime(_lu(creneau, b"LAST-MODIFIED"), "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC),
        sequence=int(_lu(creneau, b"SEQUENCE")),
    )


def _lu(creneau, propriete):
    return re.search(rb"\n" + propriete + rb":(\S+)", creneau.fragment_ics)[1].decode()


def _cles(ligne):
    yield from ("public", f"session/{ligne.session_id}")
    yield from (f"programme/{ligne.programme.slug}", f"theme/{ligne.theme.slug}")
    for lieu in (ligne.region, ligne.departement, ligne.epci):
        if lieu:
            yield f"{lieu.genre}/{lieu.code}"
    if ligne.profil:
        yield f"profil/{ligne.profil}"
    if ligne.a_distance:
        yield "distance"


def _profils(apps):
    statuts = apps.get_model("seminaires", "FicheFormateur").objects.exclude(statut="")
    statuts = dict(statuts.values_list("formateur", "statut"))
    profils = defaultdict(set)
    interventions = apps.get_model("seminaires", "Intervention").objects.filter(formateur__in=statuts)
    for creneau, formateur in interventions.values_list("creneau", "formateur"):
        profils[creneau].add(statuts[formateur])
    return profils


class Migration(migrations.Migration):
    dependencies = [("seminaires", "0008_agendas"), ("seminaires", "0009_fuseaux")]

    operations = [
        migrations.RunPython(publier, migrations.RunPython.noop),
        migrations.RemoveField(model_name="creneau", name="fragment_ics"),
        migrations.DeleteModel(name="Agenda"),
    ]
