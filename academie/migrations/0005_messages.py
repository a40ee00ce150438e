"""Messages written before: a mark of its own for each (`AddField` gave them all the same), and their attachment in its row."""

import secrets

from django.db import migrations

PAR_LOT = 500


def reprendre(apps, schema_editor):
    Message, Piece = (apps.get_model("academie", nom) for nom in ("Message", "PieceMessage"))
    lot = []
    for message in Message.objects.only("pk").iterator(chunk_size=PAR_LOT):
        message.jeton = secrets.token_hex(12)
        lot.append(message)
        if len(lot) == PAR_LOT:
            Message.objects.bulk_update(lot, ["jeton"])
            lot = []
    Message.objects.bulk_update(lot, ["jeton"])
    for message in Message.objects.exclude(piece=None).iterator(chunk_size=PAR_LOT):
        Piece.objects.create(message=message, nom=message.piece_nom, type=message.piece_type, contenu=message.piece)


class Migration(migrations.Migration):
    dependencies = [("academie", "0004_seances")]

    operations = [migrations.RunPython(reprendre, migrations.RunPython.noop)]
