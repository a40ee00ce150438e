from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("academie", "0005_messages")]

    operations = [migrations.RemoveField("message", champ) for champ in ("piece", "piece_nom", "piece_type")]
