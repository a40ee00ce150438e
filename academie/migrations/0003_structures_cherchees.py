from django.db import migrations

from academie.models.territoire import normaliser


def chercher(apps, schema_editor):
    """Structures known before are found by name and by territory, as new ones are."""
    structures = apps.get_model("academie", "Structure").objects
    connues = list(structures.filter(recherche="").select_related("territoire"))
    for structure in connues:
        structure.recherche = normaliser(f"{structure.nom} {structure.territoire.nom}")
    structures.bulk_update(connues, ["recherche"], batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("academie", "0002_ingenierie")]

    operations = [migrations.RunPython(chercher, migrations.RunPython.noop, elidable=True)]
