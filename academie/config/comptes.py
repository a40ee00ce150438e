from uuid import uuid4

from allauth.account.adapter import DefaultAccountAdapter

from academie.actions.message import mettre_en_file


class AdaptateurComptes(DefaultAccountAdapter):
    """allauth's mails go through the Académie's own queue: one place to see them, one worker to send them."""

    def send_mail(self, template_prefix, email, context):
        courrier = self.render_mail(template_prefix, email, {"request": self.request, **context})
        mettre_en_file(
            cle=f"compte:{uuid4()}",
            gabarit="academie/messages/compte.txt",
            contexte={"sujet": courrier.subject, "texte": courrier.body},
            destinataire=email,
        )
