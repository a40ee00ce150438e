"""A person with everything is erased: only proofs still name them, and the proofs still verify."""

from datetime import timedelta
from uuid import uuid4

import pytest
from auditlog.models import LogEntry
from django.apps import apps
from django.contrib.sessions.models import Session as SessionWeb
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import models, transaction
from django.test import Client
from django.utils import timezone

from academie.actions.annuaire import paraitre_dans_l_annuaire
from academie.actions.effacement import demander_effacement, effacer_personne
from academie.branchements.invariants import INVARIANTS
from academie.models import AdresseEnErreur, DemandeEffacement, Message, Utilisateur
from besoins.models import Invitation, Reponse
from certificats.actions.consultation import noter_consultation
from certificats.models import (
    Acquis,
    Certificat,
    Consultation,
    DocumentDelivre,
    Entretien,
    FormationPassee,
    ImportationReseau,
    LigneReseau,
    Partage,
    PieceReconnaissance,
    PlanParcours,
    Poste,
    Reconnaissance,
)
from certificats.models.perimetre import PersonnelQuerySet
from certificats.queries.effacement import donnees, modeles_personnels, nom_correspond
from sessions.actions.alerte import demander_alerte
from sessions.actions.cloture import cloturer_session
from sessions.actions.emargement import contresigner
from sessions.actions.formateur import ajouter_titre, completer_fiche
from sessions.actions.inscription import inscrire
from sessions.actions.reclamation import completer_reclamation, deposer_reclamation
from sessions.models import Inscription, Reclamation, ReponsePositionnement, Session, Titre
from tests.besoins.fabriques import enquete_ouverte
from tests.certificats.fabriques import competence, enseigner, relire
from tests.sessions.emargements import demi_journee, inscription_de, ouvrir, session_au, signer
from tests.sessions.fabriques import session_ouverte, version_publiee

NOM, EMAIL = "Zéphyrine d'Arcs-Kovalenko", "zephyrine@arcs.example"
# Where the name may still be read, and why. The address: nowhere.
PREUVES = {
    ("seminaires.Emargement", "nom_saisi"): "the attendance register is a legal proof, and its chain must not break",
    ("seminaires.EnregistrementPresence", "contenu"): "the same register, sealed",
    ("certificats.Certificat", "faits"): "the person chose that the name stays printed",
}


@pytest.fixture
def personne(d):
    personne = d.animateur
    personne.prenom, personne.nom, personne.email = "Zéphyrine", "d'Arcs-Kovalenko", EMAIL
    personne.save()
    personne.emailaddress_set.update(email=EMAIL)
    return relire(personne)


@pytest.fixture
def tout(d, personne):
    """Everything that the product may hold on a person, by the actions where they exist."""
    version = version_publiee(d)
    enseigner(version)
    passee = session_au(d, dans=-10, personnes=[personne], version=version)
    Inscription.objects.update(amenagement=f"Une boucle pour {NOM}")
    for rang in range(2):
        creneau = ouvrir(demi_journee(passee, rang), d)
        signer(creneau, inscription_de(passee, personne), nom=NOM)
        contresigner(creneau=creneau, par=d.formateur, le=creneau.fin)
    cloturer_session(session=Session.objects.get(pk=passee.pk), par=d.gestionnaire)
    future = session_ouverte(d, version=version)
    inscrire(session=future, utilisateur=personne, par=personne)
    paraitre_dans_l_annuaire(utilisateur=personne, presentation=f"Moi, {NOM}", competences=[], adresse_visible=True)
    demander_alerte(utilisateur=personne, programme=version.programme)
    plainte = Reclamation(genre="reclamation", sujet="lieu", titre=f"Plainte de {NOM}", texte=f"Écrivez à {EMAIL}")
    plainte = deposer_reclamation(reclamation=plainte, par=personne, cle=uuid4())
    completer_reclamation(reclamation=plainte, texte=f"Signé {NOM}", par=personne)
    completer_fiche(formateur=personne, statut="externe", presentation=f"{NOM} anime", declaration="1", par=personne)
    ajouter_titre(formateur=personne, intitule="Titre", organisme="CNAM", annee=2020, fichier=_pdf(), par=personne)
    _carriere(personne, d, passee.debut.date())
    _parcours_complet(personne, d)
    _courriers(personne, d)
    return personne


def _carriere(personne, d, depuis):
    """A level, a post, a link, a reading."""
    Acquis.objects.create(
        utilisateur=personne,
        competence=competence(),
        niveau=3,
        nature="auto_evaluation",
        commentaire=NOM,
        obtenu_le=timezone.localdate(),
    )
    Poste.objects.create(utilisateur=personne, intitule=f"Poste de {NOM}", employeur="Mairie", debut=depuis)
    Partage.objects.create(
        utilisateur=personne, etendue=["postes"], empreinte="0" * 64, expire_le=timezone.localdate(), pour=NOM
    )
    noter_consultation(lecteur=d.referent, personne=personne, etendue=Consultation.Etendue.PARCOURS)


def _courriers(personne, d):
    """An invitation with its answer, an address that failed, a message, and the journal of a change."""
    enquete = enquete_ouverte(d.concepteur).enquete
    invitation = Invitation.objects.create(enquete=enquete, nom=NOM, email=EMAIL, invitee_le=timezone.now())
    Reponse.objects.create(enquete=enquete, invitation=invitation, commencee_le=timezone.now(), maj_le=timezone.now())
    AdresseEnErreur.objects.noter(EMAIL, definitive=True, motif="550", le=timezone.now())
    Message.objects.create(
        cle="sur",
        destinataire="a@b.example",
        sujet=f"Accord pour {NOM}",
        texte="…",
        etat="envoye",
        envoye_le=timezone.now(),
    )
    client = Client()
    client.force_login(personne, backend="django.contrib.auth.backends.ModelBackend")
    client.post("/mon-compte/", {"prenom": "Zéphyrine", "nom": "d'Arcs-Kovalenko", "messages_groupes": ""})


def _parcours_complet(personne, d):
    """A claim with its piece and the level it gave, a plan with a step, an interview on it, a past training, an import."""
    maintenant, jour = timezone.now(), timezone.localdate()
    demande = Reconnaissance.objects.create(
        utilisateur=personne, recit=f"Moi, {NOM}", deposee_le=maintenant, close_le=maintenant, etat="reconnue"
    )
    demande.pieces.create(intitule=NOM, fichier=_pdf(), empreinte="1" * 64, jointe_le=maintenant)
    Acquis.objects.create(
        utilisateur=personne, competence=competence("2.1"), niveau=3, nature="reconnaissance", obtenu_le=jour
    )
    plan = PlanParcours.objects.create(utilisateur=personne, numero=1)
    plan.etapes.create(ordre=1, genre="lecture", intitule=f"Lire {NOM}")
    Entretien.objects.create(
        utilisateur=personne, structure=d.structure, annee=2026, plan=plan, souhaits=f"{NOM} voudrait", nom_personne=NOM
    )
    FormationPassee.objects.create(utilisateur=personne, titre=f"Formation de {NOM}")
    importation = ImportationReseau.objects.create(nom="equipe.csv", empreinte="2" * 64, par=d.gestionnaire)
    LigneReseau.objects.create(
        importation=importation, numero=1, verdict="connue", personne=personne, lu={"nom": NOM, "email": EMAIL}
    )


def _pdf():
    return ContentFile(b"%PDF-1.7\n%%EOF\n", "diplome.pdf")


def effacer(personne, *, nom_visible=True):
    """Asked for, then done."""
    demande = demander_effacement(utilisateur=personne, nom_visible=nom_visible)
    with transaction.atomic():
        effacer_personne(demande=demande)
    return demande


def traces(*mots: str) -> set[tuple[str, str, str]]:
    """Where one of these words is, in every text of every row of the database."""
    trouves = set()
    for modele in apps.get_models():
        textes = [
            c.name
            for c in modele._meta.concrete_fields
            if isinstance(c, models.CharField | models.TextField | models.JSONField)
        ]
        for ligne in modele._base_manager.values_list(*textes) if textes else ():
            for champ, valeur in zip(textes, ligne, strict=True):
                trouves |= {
                    (modele._meta.label, champ, mot) for mot in mots if mot.casefold() in str(valeur).casefold()
                }
    return trouves


def test_seules_les_preuves_nomment_encore_la_personne(tout):
    assert len({(ou, champ) for ou, champ, _mot in traces(EMAIL, NOM, "Kovalenko")}) > 15, "nothing to erase"
    effacer(tout)
    restes = traces(EMAIL, "Zéphyrine", "Kovalenko")
    assert {(ou, champ) for ou, champ, _mot in restes} <= PREUVES.keys(), restes
    assert not traces(EMAIL)


def test_le_nom_masque_se_compare_et_ne_se_lit_plus(tout):
    effacer(tout, nom_visible=False)
    [certificat] = Certificat.objects.all()
    assert "Kovalenko" not in str(certificat.faits)
    assert nom_correspond(certificat, "zéphyrine  D'ARCS-kovalenko")
    assert not nom_correspond(certificat, "Zéphyrine Martin")
    assert ("certificats.Certificat", "faits") not in {(ou, champ) for ou, champ, _mot in traces("Kovalenko")}


@pytest.mark.parametrize("nom_visible", [True, False])
def test_les_preuves_tiennent_le_registre_la_chaine_et_les_certificats(tout, d, nom_visible):
    effacer(tout, nom_visible=nom_visible)
    assert {i.nom: breches for i in INVARIANTS if (breches := list(i.breches()))} == {}
    for document in DocumentDelivre.objects.all():
        reponse = Client().get(f"/verification/{document.code_lisible}/")
        assert reponse.status_code == 200
        assert ("Kovalenko" in reponse.content.decode()) == nom_visible


def test_le_compte_ne_s_ouvre_plus_et_ses_roles_ont_fini(tout):
    effacer(tout)
    personne = Utilisateur.objects.get(pk=tout.pk)
    assert str(personne) == "Personne effacée"
    assert not personne.is_active
    assert not personne.has_usable_password()
    assert not personne.permissions
    assert not personne.affectations.du_jour().exists()
    assert not SessionWeb.objects.exists()
    assert not personne.emailaddress_set.exists()


def test_les_places_a_venir_sont_rendues_et_le_passe_reste(tout):
    effacer(tout)
    etats = dict(Inscription.objects.filter(utilisateur=tout).values_list("session__etat", "etat"))
    assert etats == {"realisee": "confirmee", "ouverte": "annulee"}
    assert Session.objects.get(etat="ouverte").places_prises == 0
    assert not Inscription.objects.exclude(amenagement="").exists()
    assert not ReponsePositionnement.objects.exists()


def test_le_parcours_disparait_avec_ses_fichiers(tout, django_capture_on_commit_callbacks):
    deposes = [Titre.objects.get(formateur=tout).fichier.name, PieceReconnaissance.objects.get().fichier.name]
    assert all(default_storage.exists(nom) for nom in deposes)
    with django_capture_on_commit_callbacks(execute=True):
        effacer(tout)
    assert not any(modele._default_manager.filter(utilisateur=tout).exists() for modele in modeles_personnels())
    assert not any(default_storage.exists(nom) for nom in deposes)
    assert all(default_storage.exists(document.fichier.name) for document in DocumentDelivre.objects.all())


def test_tout_ce_qui_appartient_a_une_personne_est_trouve():
    """A personal model that would not be found would outlive its owner."""
    personnels = set(modeles_personnels())
    assert {Acquis, Poste, Partage, Consultation} <= personnels
    assert all(isinstance(m._default_manager.all(), PersonnelQuerySet) for m in personnels)


def test_le_journal_ne_dit_plus_qui_ni_d_ou(tout):
    effacer(tout)
    assert not LogEntry.objects.filter(actor=tout).exclude(actor_email=None).exists()
    assert not LogEntry.objects.filter(actor=tout).exclude(remote_addr=None).exists()


def test_effacer_deux_fois_efface_une_fois(tout):
    demande = effacer(tout)
    le = DemandeEffacement.objects.get(pk=demande.pk).terminee_le
    effacer_personne(demande=demande, le=timezone.now() + timedelta(days=1))
    assert DemandeEffacement.objects.get(pk=demande.pk).terminee_le == le


def test_un_homonyme_garde_ce_qui_est_a_lui(tout, d):
    homonyme = d.autre_animateur
    homonyme.prenom, homonyme.nom = "Zéphyrine", "d'Arcs-Kovalenko"
    homonyme.save()
    sienne = inscription_de(
        session_au(d, dans=3, personnes=[homonyme], version=Session.objects.first().version), homonyme
    )
    Inscription.objects.filter(pk=sienne.pk).update(amenagement=f"Pour {NOM}")
    effacer(tout)
    assert str(relire(homonyme)) == NOM
    assert Inscription.objects.get(pk=sienne.pk).amenagement == f"Pour {NOM}"


def test_mes_donnees_contiennent_ce_que_j_ai_depose(tout):
    tenues = donnees(tout)
    assert tenues["parcours_reconnaissance"][0]["recit"] == f"Moi, {NOM}"
    assert tenues["parcours_piecereconnaissance"][0]["intitule"] == NOM
    assert tenues["parcours_etapeplan"][0]["intitule"] == f"Lire {NOM}"
