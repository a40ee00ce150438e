"""Every address that takes a POST, sent the same one twice by each role that may: done once, and nothing breaks."""

from datetime import timedelta
from functools import cache

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from academie.autorisations.table import Role
from academie.models import Theme, Utilisateur
from besoins.models import Code, Objectif, Reponse, Valeur
from sessions.models import Creneau
from sessions.queries.emargement import code_de_la_salle
from tests.besoins import fabriques
from tests.besoins.atelier import besoin_retenu
from tests.certificats.fabriques import competence, session_close
from tests.formulaires import formulaires_de, remplir
from tests.sessions.exemples.bilans import financement
from tests.sessions.pieces import PDF
from tests.test_acces import ADRESSES, exemples

TABLES = ["academie", "besoins", "seminaires", "certificats", "django_tasks_database"]
ENVOIS = {
    nom: motif.callback.view_class
    for nom, motif in ADRESSES.items()
    if hasattr(motif.callback, "view_class")
    and hasattr(motif.callback.view_class, "post")
    and "post" in motif.callback.view_class.http_method_names
}
ROLES = [role.value for role in Role if role != Role.CONNECTE]
# What a person adds to what the page proposes.
SAISIES = {
    "compte_effacer": lambda d: {"mot": "EFFACER", "mot_de_passe": "mot-de-passe-du-test"},
    "effacement_create": lambda d: {"email": d.sans_role.email},
    "structure_regler": lambda d: {"accord_requis": "on", "accord_email": "direction@test.example"},
    "gabarit_update": lambda d: {"texte": "Bonjour {{ prenom }}, {{ lien_offre }}"},
    "message_update": lambda d: {"texte": "Corrigé"},
    "piece_create": lambda d: {"note": "Au classeur"},
    "besoins:bibliotheque_ajouter": lambda d: {"modele": "questions-reutilisables", "section": 0},
    "besoins:codage_question": lambda d: codage_d_un_texte(),
    "besoins:codage_trancher": lambda d: {"code": Code.objects.get(libelle="Coût").pk, "retenu": "oui"},
    "besoins:suggestion_accepter": lambda d: {"mots": "loin trop", "libelle": "Trop loin"},
    "besoins:suggestion_ecarter": lambda d: {"mots": "loin trop"},
    "besoins:enquete_importer": lambda d: {"fichier": FichierRelu("enquete.json", ENQUETE)},
    "besoins:enquete_modele": lambda d: {"est_modele": "oui"},
    "besoins:question_condition_create": lambda d: {"operateur": "repondue"},
    "besoins:section_condition_create": lambda d: {"operateur": "repondue"},
    "besoins:question_combiner": lambda d: {"combinaison": "une"},
    "besoins:section_combiner": lambda d: {"combinaison": "une"},
    "besoins:commentaire_create": lambda d: {"texte": "À préciser"},
    "besoins:couverture_update": lambda d: {"besoins_avant": [lien()]},
    "besoins:programme_effectifs": lambda d: {f"structure-{d.structure.pk}": 4},
    "besoins:programme_financement": lambda d: {"cout": 900},
    "besoins:programme_territoires": lambda d: {"territoires": d.region.nom},
    "besoins:importation_colonnes": lambda d: {"colonne_5": ""},
    "besoins:importation_create": lambda d: {"fichier": FichierRelu("reponses.csv", b"q2;q3\nPetite;4\n")},
    "besoins:lot_colonnes": lambda d: {"titre": "titre", "essentiel": "", "synthese": "essentiel"},
    "besoins:lot_create": lambda d: {
        "genre": "note",
        "fichier": FichierRelu("notes.csv", b"titre;essentiel\nUn bus;Bref\n"),
    },
    "besoins:lien_ouvert_remplacer": lambda d: {"version": 1},
    "besoins:liste_create": lambda d: {"fichier": FichierRelu("liste.csv", b"Nom;Courriel\nAnne;anne@test.example\n")},
    "besoins:liste_colonnes": lambda d: {"nom": "", "email": "Courriel"},
    "besoins:ponderation": lambda d: {"ponderation": "main"},
    "besoins:ponderation_poids": lambda d: {f"r{Reponse.objects.first().pk}": "2,5"},
    "besoins:plan_besoin": lambda d: {"poids": 12},
    "besoins:plan_disponibilite": lambda d: {"demi_journees": 3},
    "besoins:objectif_create": lambda d: {"intitule": "Accompagner un usage"},
    "besoins:population_adresses": lambda d: {"adresses": "anne@test.example; Zoé <zoe@test.example>"},
    "besoins:population_create": lambda d: {"structures": [d.structure.pk, d.autre_structure.pk]},
    "besoins:premier_jet": lambda d: {"objectifs": [Objectif.objects.earliest("pk").pk]},
    "besoins:preuve_create": lambda d: {"signal": fabriques.signal("Autre fait", note_par=d.concepteur).pk},
    "besoins:programme_besoins": lambda d: {"besoins": [besoin_retenu(d, "Autre besoin").pk]},
    "besoins:programme_importer": lambda d: {"fichier": FichierRelu("programme.json", PROGRAMME)},
    "besoins:programme_importer_creer": lambda d: programme_lu(d),
    "besoins:programme_create": lambda d: {"besoins": [besoin_retenu(d).pk]},
    "besoins:reponse_commencer": lambda d: {"cle": "tirée avec la page"},
    "besoins:signal_create": lambda d: {"nouvelle_source": "Carnet"},
    "besoins:signal_noter": lambda d: {"fiabilite": "C"},
    "besoins:ressource_piece": lambda d: {"fichier": FichierRelu("bilan.pdf", b"%PDF-1.4 bilan")},
    "besoins:source_create": lambda d: {"genre": "blog"},
    "certificats:entretien_completer": lambda d: {"texte": "Une précision"},
    "certificats:entretien_signer": lambda d: {"nom": str(d.animateur)},
    "certificats:entretien_update": lambda d: {"fait": "Trois ateliers", "revision": 1},
    "certificats:etape_plan_create": lambda d: {"genre": "lecture"},
    "certificats:modele_update": lambda d: {"introduction": "Nous attestons que"},
    "certificats:etape_plan_update": lambda d: {"souhaitee_le": timezone.localdate()},
    "certificats:plan_renvoyer": lambda d: {"mot": "Ajoutez un tutorat"},
    "certificats:reseau_colonnes": lambda d: {"prenom": "Prénom", "nom": "Nom", "intitule": ""},
    "certificats:reseau_create": lambda d: {
        "fichier": FichierRelu("reseau.csv", b"mail;nom\nanne@test.example;Abel\n")
    },
    "certificats:reseau_ligne": lambda d: {"choix": "laisser"},
    "certificats:reseau_structures": lambda d: {"structure_1": d.structure.pk},
    "certificats:certificat_remplacer": lambda d: {"titulaire": "Animateur Autrement"},
    "certificats:session_delivrer": lambda d: {"sessions": [session_close(d).pk]},
    "certificats:acquis_remarquer": lambda d: {"remarque": "J'étais aidée"},
    "certificats:auto_evaluation_fiche": lambda d: {f"c{competence().pk}": 3},
    "certificats:auto_evaluation_referentiel": lambda d: {f"c{competence().pk}": 3},
    "certificats:exigence_create": lambda d: {"niveau": 5},
    "certificats:exigence_non_pratiquee": lambda d: {"non_pratiquee": "Le réseau s'en charge"},
    "certificats:poste_create": lambda d: {"employeur": "Une mairie hors du réseau"},
    "certificats:reconnaissance_piece": lambda d: {"fichier": FichierRelu("attestation.pdf", PDF)},
    "sessions:creneau_pieces": lambda d: {"fichier": FichierRelu("feuille.pdf", PDF)},
    "sessions:emargement_corriger": lambda d: {"presence": "presente"},
    "sessions:emargement_justifier": lambda d: {"fichier": FichierRelu("convocation.pdf", PDF)},
    "sessions:inscription_remplacer": lambda d: {"utilisateur": Utilisateur.objects.latest("pk").pk},
    "sessions:offre_repondre": lambda d: {"reponse": "accepter"},
    "sessions:reserve_update": lambda d: {"places": 3},
    "sessions:session_reserve_update": lambda d: {"places": 3},
    "sessions:emargement_signer": lambda d: {
        "code": code_de_la_salle(Creneau.objects.get(emargement="ouvert"), timezone.now()),
        "nom": "Ada Exemple",
    },
    "sessions:tablette_signer": lambda d: {"nom": "Ada Exemple"},
    "sessions:consentement": lambda d: {"structures": [d.structure.pk]},
    "sessions:demande_update": lambda d: {"amenagement": "Des pauses"},
    "sessions:groupe_create": lambda d: {"personnes": [d.animateur.pk]},
    "sessions:groupe_fichier": lambda d: {"fichier": FichierRelu("equipe.csv", b"mail\nada@test.example\n")},
    "sessions:lieu_create": lambda d: {"adresse": "3 rue du Port"},
    "sessions:session_deplacer": lambda d: {"premier_jour": timezone.localdate() + timedelta(days=44)},
    "sessions:session_dupliquer": lambda d: {"premier_jour": timezone.localdate() + timedelta(days=44)},
    "sessions:session_update": lambda d: {"capacite": 19},
    "sessions:formateur_update": lambda d: {"presentation": "Onze ans"},
    "sessions:enseignement_create": lambda d: {"experience": "Onze ans"},
    "sessions:session_redater": lambda d: {
        f"creneaux-{n}-jour": timezone.localdate() + timedelta(days=44) for n in (0, 1)
    },
    "sessions:bpf_montants": lambda d: {"C4": 1200},
    "sessions:bpf_specialites": lambda d: {f"theme_{Theme.objects.earliest('pk').pk}": "326"},
    "sessions:temps_ajouter": lambda d: {"jour": timezone.localdate(), "heures": 1, "minutes": 0, "activite": "Bilan"},
    "sessions:temps_create": lambda d: {"financement": financement(d).pk},
}
# Their example leaves nothing to do: alone in its list, already done, or one step of several.
SANS_EFFET = {
    *(f"besoins:{noun}_{sens}" for noun in ("besoin", "option", "question", "section") for sens in ("monter", "descendre")),
    "besoins:besoin_reexaminer",
    "besoins:enquete_apercu",
    "besoins:enquete_update",
    "besoins:lien_ouvert",
    "besoins:objectif_move",
    "besoins:programme_importer",
    "besoins:reponse_soumettre",
    "besoins:section_supprimer",
    "certificats:fiche_poste_nouvelle_version",
    "certificats:verification",
    "certificats:verification_detail",
    "sessions:creneau_contresigner",
    "sessions:creneau_ouvrir",
    "sessions:groupe_confirmer",
    "sessions:groupe_fichier",
    "sessions:session_cloturer",
    "sessions:session_create",
    "sessions:session_create_etape",
    "sessions:session_recapitulatif",
    "sessions:temps_reprendre",
}  # fmt: skip
ENQUETE = b'{"format": "oten-enquete", "version": 1, "titre": "Lue dans un fichier", "sections": []}'

PROGRAMME = b'{"format": "oten-programme", "version": 1, "titre": "Lu dans un fichier", "theme": "Astronomie"}'


class FichierRelu(SimpleUploadedFile):
    """Sent twice, read twice from its beginning."""

    def read(self, *tailles):
        self.seek(0)
        return super().read(*tailles)


def programme_lu(d) -> dict:
    choix = {"titre": "Lu dans un fichier", "theme": Theme.objects.first().pk, "besoins": [besoin_retenu(d).pk]}
    return choix | {"description": PROGRAMME.decode()}


def lien() -> str:
    """A box that was ticked: an objective and the need that it answers."""
    return "{}-{}".format(*Objectif.besoins.through.objects.values_list("objectif", "besoin").first())


def codage_d_un_texte() -> dict:
    """A text that nobody has read yet."""
    valeur = Valeur.objects.get(codages=None, question__genre="texte")
    return {"textes": [valeur.pk], f"v{valeur.pk}": ["aucun"]}


MOTS = ("titre", "nom", "prenom", "intitule", "libelle")


@cache
def requetes() -> dict[str, str]:
    """What reads each table: by the ORM it took a tenth of the suite's time."""
    return {
        modele._meta.label: f'SELECT * FROM "{modele._meta.db_table}" ORDER BY "{modele._meta.pk.column}"'
        for nom in TABLES
        for modele in apps.get_app_config(nom).get_models(include_auto_created=True)
    }


def contenu() -> dict[str, list]:
    with connection.cursor() as curseur:
        return {nom: curseur.execute(requete).fetchall() for nom, requete in requetes().items()}


def lignes(contenu: dict[str, list]) -> dict[str, int]:
    return {table: len(rangees) for table, rangees in contenu.items()}


def acteurs(vue, distribution):
    """Who may, role by role; a visitor where anybody may."""
    permission = getattr(vue, "permission", None)
    if permission is None:
        return {"visiteur": None}
    personnes = {role: distribution.personnes[role] for role in ROLES}
    return {role: personne for role, personne in personnes.items() if permission in personne.permissions}


def saisie(nom, page, distribution) -> dict:
    """What the page proposes, filled, with another name than the one it had."""
    donnees = remplir(formulaires_de(page))
    for mot in MOTS:
        if isinstance(donnees.get(mot), str):
            donnees[mot] += " bis"
    return donnees | SAISIES.get(nom, lambda d: {})(distribution)


@pytest.mark.parametrize("nom", sorted(ENVOIS))
def test_deux_fois_le_meme_envoi(nom, distribution):
    Theme.objects.create(slug="theme", nom="Thème")
    competence()
    kwargs = exemples().get(nom, lambda d: {})(distribution)
    url, effet = reverse(nom, kwargs=kwargs), False
    for role, personne in acteurs(ENVOIS[nom], distribution).items():
        client = Client()
        if personne:
            client.force_login(personne, backend="django.contrib.auth.backends.ModelBackend")
        with transaction.atomic():
            donnees = saisie(nom, client.get(url), distribution)
            avant = contenu()
            premiere = client.post(url, donnees)
            entre = contenu()
            seconde = client.post(url, donnees)
            apres = contenu()
            transaction.set_rollback(True)
        assert premiere.status_code < 500, role
        assert seconde.status_code < 500, role
        assert lignes(apres) == lignes(entre), role
        if avant != entre:
            effet = True
            assert seconde.status_code == 302, f"{role}: {seconde.status_code}"
    assert effet or nom in SANS_EFFET, f"the first POST did nothing: {donnees}"
