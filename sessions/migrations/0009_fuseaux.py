"""Sessions planned overseas before zones were kept: they happen when they did, and are told at the hour of there."""

from django.db import migrations

from sessions.agendas.fuseaux import PARIS, fuseau_de


def situer(apps, schema_editor):
    sessions, creneaux, salles = (apps.get_model("seminaires", nom).objects for nom in ("Session", "Creneau", "Lieu"))
    lieux = dict(salles.values_list("pk", "commune__code"))
    for session in sessions.only("fuseau", "lieu", "territoire").select_related("territoire").iterator():
        if session.lieu_id:
            session.fuseau = fuseau_de(lieux[session.lieu_id][:3])
        else:
            session.fuseau = fuseau_de(code_region=session.territoire.code)
        if session.fuseau != PARIS:
            session.save(update_fields=["fuseau"])
            session.creneaux.update(fuseau=session.fuseau)
    for lieu, commune in lieux.items():
        # A half-day with a room of its own; a video room has no hour.
        ailleurs = creneaux.filter(lieu=lieu).exclude(lieu__genre="distance").exclude(fuseau=fuseau_de(commune[:3]))
        ailleurs.exclude(modalite="distance").update(fuseau=fuseau_de(commune[:3]))


class Migration(migrations.Migration):
    dependencies = [("seminaires", "0008_agendas")]

    operations = [migrations.RunPython(situer, migrations.RunPython.noop)]
