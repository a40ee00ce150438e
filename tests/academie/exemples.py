"""Addresses of this house that need an object: `{url name: function(distribution) -> kwargs}`."""

from datetime import date, timedelta

from django.core.files.base import ContentFile
from django.utils import timezone

from academie.actions.annuaire import paraitre_dans_l_annuaire
from academie.actions.qualiopi import ajouter_piece, demander_dossier_audit
from academie.actions.regle import changer_regle
from academie.models import Message, Referentiel
from academie.tasks import etablir_dossier_audit


def message(distribution):
    message = Message.objects.create(cle="exemple", destinataire="qui@test.example", sujet="Sujet", texte="Texte")
    return {"pk": message.pk}


def referentiel(distribution):
    return {"pk": Referentiel.objects.create(code="exemple", version="1", nom="Exemple").pk}


def tous_a_l_annuaire(distribution):
    for personne in distribution.personnes.values():
        paraitre_dans_l_annuaire(utilisateur=personne, presentation="Ici", competences=[], adresse_visible=False)
    return {}


def piece(d):
    fichier = ContentFile(b"%PDF-1.7", "reglement.pdf")
    return {
        "pk": ajouter_piece(
            indicateur=9, titre="Règlement", date=date(2026, 1, 5), fichier=fichier, par=d.gestionnaire
        ).pk
    }


def dossier(d):
    demande = demander_dossier_audit(annee=None, nominatif=False, par=d.gestionnaire)
    etablir_dossier_audit.call(demande.pk)
    return {"pk": demande.pk}


def valeur_a_venir(d):
    demain = timezone.localdate() + timedelta(days=1)
    return changer_regle(
        cle="inscription.offre_validite", valeur=24, depuis=demain, motif="Plus vite", par=d.gestionnaire
    )


EXEMPLES = {
    "annuaire_personnes": tous_a_l_annuaire,
    "annuaire_quitter": tous_a_l_annuaire,
    "dossier_audit_zip": dossier,
    "message_detail": message,
    "piece_create": lambda d: {"numero": 9},
    "piece_fichier": piece,
    "piece_retirer": piece,
    "qualiopi_detail": lambda d: {"numero": 4},
    "referentiel_detail": referentiel,
    "regle_changer": lambda d: {"cle": "inscription.offre_validite"},
    "regle_detail": lambda d: {"cle": "inscription.offre_validite"},
    "regle_retirer": lambda d: {"pk": valeur_a_venir(d).pk},
    "structure_regler": lambda d: {"pk": d.structure.pk},
    "structure_update": lambda d: {"pk": d.structure.pk},
    "utilisateur_detail": lambda d: {"pk": d.animateur.pk},
    "affectation_create": lambda d: {"pk": d.animateur.pk},
    "affectation_terminer": lambda d: {"pk": d.animateur.affectations.get().pk},
}
