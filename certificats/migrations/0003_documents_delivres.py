"""What a certificate held of its file becomes a document of its own; the address in its QR code stays."""

from django.db import migrations

LOT = 2_000


def deplacer(apps, schema_editor):
    Certificat = apps.get_model("certificats", "Certificat")
    DocumentDelivre = apps.get_model("certificats", "DocumentDelivre")
    anciens = Certificat.objects.filter(documents=None).values_list("pk", "code", "fichier", "empreinte").order_by("pk")
    DocumentDelivre.objects.bulk_create(
        (
            DocumentDelivre(certificat_id=pk, genre="realisation", code=code, fichier=fichier, empreinte=empreinte)
            for pk, code, fichier, empreinte in anciens
        ),
        batch_size=LOT,
    )


class Migration(migrations.Migration):
    dependencies = [("certificats", "0002_preuves")]

    operations = [migrations.RunPython(deplacer, migrations.RunPython.noop, elidable=True)]
