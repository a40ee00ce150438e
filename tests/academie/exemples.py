"""Addresses of this house that need an object: `{url name: function(distribution) -> kwargs}`."""

from datetime import date, timedelta

from django.core.files.base import ContentFile
from django.utils import timezone

from academie.actions.annuaire import paraitre_dans_l_annuaire
from academie.actions.effacement import demander_effacement
from academie.actions.gabarit import reecrire_gabarit
from academie.actions.qualiopi import ajouter_piece, demander_dossier_audit
from academie.actions.regle import changer_regle
from academie.branchements.gabarits import GABARITS
from academie.models import AdresseEnErreur, Message, Referentiel
from academie.queries.effacement import empechements_de, jeton_de_confirmation
from academie.tasks import etablir_dossier_audit
from tests.academie.fusions import double, doublon, fusion

GABARIT = "sessions/messages/offre_proposee.txt"


def message(distribution):
    message = Message.objects.create(cle="exemple", destinataire="qui@test.example", sujet="Sujet", texte="Texte")
    return {"pk": message.pk}


def _message_dans(etat):
    def fabrique(distribution):
        message = Message.objects.create(
            cle="exemple", destinataire="qui@test.example", sujet="Sujet", texte="Texte", etat=etat
        )
        return {"pk": message.pk}

    return fabrique


def adresse(distribution):
    adresse = AdresseEnErreur.objects.noter(
        "qui@test.example", definitive=True, motif="550 inconnue", le=timezone.now()
    )
    return {"pk": adresse.pk}


def referentiel(distribution):
    return {"pk": Referentiel.objects.create(code="exemple", version="1", nom="Exemple").pk}


def tous_a_l_annuaire(distribution):
    for personne in distribution.personnes.values():
        paraitre_dans_l_annuaire(utilisateur=personne, presentation="Ici", competences=[], adresse_visible=False)
    return {}


def gabarit_reecrit(d):
    reecrire_gabarit(gabarit=GABARITS[GABARIT], sujet="Offre", texte="{{ lien_offre }}", par=d.gestionnaire)
    return {"code": GABARIT, "numero": 0}


def confirmation_d_effacement(d):
    return {"jeton": jeton_de_confirmation(d.animateur, nom_visible=True)}


def demande_d_effacement(d):
    return {"pk": demander_effacement(utilisateur=d.sans_role, nom_visible=True).pk}


def tous_demandent_l_effacement(d):
    for personne in d.personnes.values():
        if not empechements_de(personne):
            demander_effacement(utilisateur=personne, nom_visible=True)
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
    "adresse_list": lambda d: adresse(d) and {},
    "adresse_reconnaitre": adresse,
    "doublon_list": lambda d: doublon(d) and {},
    "doublon_ecarter": lambda d: {"pk": doublon(d).pk},
    "fusion_choisir": lambda d: {"pk": d.animateur.pk},
    "fusion_comparer": lambda d: {"pk": d.animateur.pk, "autre": double(d).pk},
    "fusion_detail": lambda d: {"pk": fusion(d).pk},
    "fusion_defaire": lambda d: {"pk": fusion(d).pk},
    "gabarit_update": lambda d: {"code": GABARIT},
    "gabarit_retablir": gabarit_reecrit,
    "message_detail": message,
    "message_update": message,
    "message_retenir": message,
    "message_annuler": message,
    "message_liberer": _message_dans("en_retenue"),
    "message_renvoyer": _message_dans("en_echec"),
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
    "compte_effacer_annuler": tous_demandent_l_effacement,
    "compte_effacer_confirmer": confirmation_d_effacement,
    "effacement_annuler": demande_d_effacement,
}
