"""Addresses of this house that need an object: `{url name: function(distribution) -> kwargs}`."""

from academie.actions.annuaire import paraitre_dans_l_annuaire
from academie.models import Message, Referentiel


def message(distribution):
    message = Message.objects.create(cle="exemple", destinataire="qui@test.example", sujet="Sujet", texte="Texte")
    return {"pk": message.pk}


def referentiel(distribution):
    return {"pk": Referentiel.objects.create(code="exemple", version="1", nom="Exemple").pk}


def tous_a_l_annuaire(distribution):
    for personne in distribution.personnes.values():
        paraitre_dans_l_annuaire(utilisateur=personne, presentation="Ici", competences=[], adresse_visible=False)
    return {}


EXEMPLES = {
    "annuaire_personnes": tous_a_l_annuaire,
    "annuaire_quitter": tous_a_l_annuaire,
    "message_detail": message,
    "referentiel_detail": referentiel,
    "structure_update": lambda d: {"pk": d.structure.pk},
    "utilisateur_detail": lambda d: {"pk": d.animateur.pk},
    "affectation_create": lambda d: {"pk": d.animateur.pk},
    "affectation_terminer": lambda d: {"pk": d.animateur.affectations.get().pk},
}
