"""Addresses of this house that need an object: `{url name: function(distribution) -> kwargs}`."""

from academie.models import Message, Referentiel


def message(distribution):
    message = Message.objects.create(cle="exemple", destinataire="qui@test.example", sujet="Sujet", texte="Texte")
    return {"pk": message.pk}


def referentiel(distribution):
    return {"pk": Referentiel.objects.create(code="exemple", version="1", nom="Exemple").pk}


EXEMPLES = {
    "message_detail": message,
    "referentiel_detail": referentiel,
    "structure_update": lambda d: {"pk": d.structure.pk},
    "utilisateur_detail": lambda d: {"pk": d.animateur.pk},
    "affectation_create": lambda d: {"pk": d.animateur.pk},
    "affectation_terminer": lambda d: {"pk": d.animateur.affectations.get().pk},
}
