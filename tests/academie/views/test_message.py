from django.urls import reverse

from academie.models import Message


def test_le_texte_d_un_message_est_echappe(distribution, connecte):
    message = Message.objects.create(
        cle="x",
        destinataire="a@test.example",
        sujet="<b>Sujet</b>",
        texte="<script>alert(1)</script> http://a.example/",
    )
    page = connecte(distribution.administrateur).get(reverse("message_detail", args=[message.pk])).content.decode()
    assert "<script>alert" not in page
    assert "<b>Sujet" not in page
    assert 'href="http://a.example/"' in page
