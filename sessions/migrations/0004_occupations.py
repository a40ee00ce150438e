from django.db import migrations


def occuper(apps, schema_editor):
    """What the half-days planned before this release take: their room and who gives them."""
    creneaux = apps.get_model("seminaires", "Creneau").objects.filter(occupations=None).exclude(session__etat="annulee")
    occupations = apps.get_model("seminaires", "Occupation").objects
    modele = occupations.model
    lot = []
    for creneau in creneaux.select_related("session").prefetch_related("interventions").iterator(chunk_size=1000):
        commun = {"creneau": creneau, "debut": creneau.debut, "fin": creneau.fin}
        if creneau.session.lieu_id and creneau.session.modalite != "distance":
            lot.append(modele(lieu_id=creneau.session.lieu_id, **commun))
        lot += [modele(formateur_id=intervention.formateur_id, **commun) for intervention in creneau.interventions.all()]
    occupations.bulk_create(lot, batch_size=1000)


class Migration(migrations.Migration):
    dependencies = [("seminaires", "0003_seances")]

    operations = [migrations.RunPython(occuper, migrations.RunPython.noop)]
