from django.db import migrations

from academie.recherche import mots


def chercher(apps, schema_editor):
    """Versions published before are found by the stems of their words, as new ones are."""
    versions = apps.get_model("besoins", "VersionProgramme").objects
    parues = list(versions.exclude(publiee_le=None).select_related("programme__theme"))
    for version in parues:
        parties = [version.programme.titre, version.programme.theme.nom, version.presentation, version.publics]
        parties += version.objectifs.values_list("intitule", flat=True)
        for titre, contenu in version.modules.values_list("titre", "contenu"):
            parties += [titre, contenu]
        version.recherche = mots(" ".join(parties))
    versions.bulk_update(parues, ["recherche"], batch_size=100)


class Migration(migrations.Migration):
    dependencies = [("besoins", "0005_ingenierie")]

    operations = [migrations.RunPython(chercher, migrations.RunPython.noop, elidable=True)]
