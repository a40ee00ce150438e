"""Corrections are in the register: their table goes."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("seminaires", "0005_registre")]

    operations = [migrations.DeleteModel(name="CorrectionEmargement")]
