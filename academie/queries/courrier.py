"""A mail made of one message, or of several that waited for each other: text, HTML, files, and marks to know it again."""

from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from academie.branchements.pieces import fabriquer
from academie.courrier.forme import en_html, en_texte
from academie.courrier.retour import MARQUE, adresse_de_retour
from academie.models import Message


def courrier_de(messages: list[Message]) -> EmailMultiAlternatives:
    """The mail of these messages to one address. The first gives the marks by which what comes back is known."""
    premier = messages[0]
    sujet = premier.sujet if len(messages) == 1 else sujet_groupe(messages)
    expediteur = settings.DEFAULT_FROM_EMAIL
    courrier = EmailMultiAlternatives(
        subject=sujet,
        body=_texte(messages),
        # The envelope's sender, where refusals come back; readers see the header.
        from_email=adresse_de_retour(settings.RETOURS_ADRESSE, premier.jeton) or expediteur,
        to=[premier.destinataire],
        reply_to=[settings.CONTACT],
        headers={
            "From": expediteur,
            "Message-ID": f"<{premier.jeton}@{parseaddr(expediteur)[1].rpartition('@')[2]}>",
            MARQUE: premier.jeton,
            "Auto-Submitted": "auto-generated",
        },
    )
    parties = [{"sujet": message.sujet, "corps": corps_html(message.texte)} for message in messages]
    html = render_to_string("academie/messages/courrier.html", {"sujet": sujet, "parties": parties})
    courrier.attach_alternative(html, "text/html")
    noms: set[str] = set()
    for piece in (piece for message in messages for piece in message.pieces.all()):
        contenu = fabriquer(piece.source) if piece.source else bytes(piece.contenu or b"")
        courrier.attach(_nom_libre(piece.nom, noms), contenu, piece.type)
    return courrier


def corps_html(texte: str) -> str:
    """Safe: everything typed is escaped by `en_html`."""
    return mark_safe(en_html(texte))


def sujet_groupe(messages: list[Message]) -> str:
    return _("%(nombre)d messages d'OTeN Académie : %(premier)s…") % {
        "nombre": len(messages),
        "premier": messages[0].sujet[:120],
    }


def _texte(messages: list[Message]) -> str:
    if len(messages) == 1:
        return en_texte(messages[0].texte)
    return "\n\n".join(
        f"{rang}. {message.sujet}\n{'-' * 40}\n\n{en_texte(message.texte)}" for rang, message in enumerate(messages, 1)
    )


def _nom_libre(nom: str, pris: set[str]) -> str:
    libre, rang = nom, 2
    while libre in pris:
        racine, point, extension = nom.rpartition(".")
        libre = f"{racine}-{rang}{point}{extension}"
        rang += 1
    pris.add(libre)
    return libre
