import academie.recherche.champ
from django.db import migrations

from academie.recherche import noms

PAR_LOT = 500


def chercher(apps, schema_editor):
    """Accounts opened before are found by their names and addresses, as new ones are."""
    personnes = apps.get_model("academie", "Utilisateur").objects
    derniere = 0
    while lot := list(personnes.filter(pk__gt=derniere).order_by("pk")[:PAR_LOT]):
        for personne in lot:
            personne.recherche = noms(f"{personne.prenom} {personne.nom} {personne.email}")
        personnes.bulk_update(lot, ["recherche"])
        derniere = lot[-1].pk


def oublier(apps, schema_editor):
    """SQLite removes no column that a trigger reads; PostgreSQL's index goes with the column."""
    if schema_editor.connection.vendor == "sqlite":
        for geste in ("ajout", "retrait", "change"):
            schema_editor.execute(f"DROP TRIGGER IF EXISTS academie_utilisateur_mots_{geste}")
        schema_editor.execute("DROP TABLE IF EXISTS academie_utilisateur_mots")


class Migration(migrations.Migration):
    dependencies = [("academie", "0007_preuves")]

    operations = [
        migrations.AddField(
            model_name="utilisateur",
            name="recherche",
            field=academie.recherche.champ.NomsField(
                de=("prenom", "nom", "email"),
                default="",
                editable=False,
                verbose_name="noms et adresse tels qu'on les cherche",
            ),
        ),
        migrations.RunPython(chercher, oublier, elidable=True),
    ]
