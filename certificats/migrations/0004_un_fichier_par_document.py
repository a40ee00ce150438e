from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("certificats", "0003_documents_delivres")]

    operations = [
        migrations.RemoveField(
            model_name='certificat',
            name='code',
        ),
        migrations.RemoveField(
            model_name='certificat',
            name='empreinte',
        ),
        migrations.RemoveField(
            model_name='certificat',
            name='fichier',
        ),
    ]
