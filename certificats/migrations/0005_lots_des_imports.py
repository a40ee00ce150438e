from itertools import groupby, islice

import django.db.models.deletion
from django.db import migrations, models

PAR_LOT = 500
FAITS = ("importation", "rang", "modele", "objet", "empreinte", "reste")


def grouper(apps, schema_editor):
    """What imports wrote before is undone as what they write now."""
    creations = apps.get_model("certificats", "CreationReseau").objects.order_by(
        "importation", "rang", "modele", "objet"
    )
    lots = apps.get_model("certificats", "LotReseau").objects
    for (importation, rang, modele, annule), groupe in groupby(
        creations.values_list(*FAITS).iterator(), key=lambda faits: (*faits[:3], bool(faits[5]))
    ):
        while lot := [faits[3:] for faits in islice(groupe, PAR_LOT)]:
            lots.create(
                importation_id=importation,
                rang=rang,
                modele=modele,
                premier=lot[0][0],
                dernier=lot[-1][0],
                empreintes={objet: empreinte for objet, empreinte, _reste in lot},
                annule=annule,
                restes={objet: reste for objet, _empreinte, reste in lot if reste},
            )


class Migration(migrations.Migration):
    dependencies = [("certificats", "0004_un_fichier_par_document")]

    operations = [
        migrations.CreateModel(
            name="LotReseau",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "rang",
                    models.PositiveSmallIntegerField(
                        help_text="Dans l'ordre où cela s'écrit\xa0; défait à rebours.", verbose_name="rang"
                    ),
                ),
                ("modele", models.CharField(max_length=100, verbose_name="table")),
                ("premier", models.PositiveBigIntegerField(verbose_name="premier objet")),
                ("dernier", models.PositiveBigIntegerField(verbose_name="dernier objet")),
                ("empreintes", models.JSONField(verbose_name="empreintes des objets, par clé")),
                ("annule", models.BooleanField(default=False, verbose_name="annulé")),
                ("restes", models.JSONField(default=dict, verbose_name="objets qui restent, et pourquoi")),
                (
                    "importation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lots",
                        to="certificats.importationreseau",
                        verbose_name="import",
                    ),
                ),
            ],
            options={
                "verbose_name": "lot d'objets créés par un import",
                "verbose_name_plural": "lots d'objets créés par un import",
                "ordering": ["importation", "-rang", "pk"],
                "indexes": [models.Index(fields=["importation", "annule", "-rang", "id"], name="lot_reseau_rang")],
                "constraints": [models.UniqueConstraint(fields=("modele", "premier"), name="lot_reseau_unique")],
            },
        ),
        migrations.RunPython(grouper, elidable=True),
        migrations.DeleteModel(name="CreationReseau"),
    ]
