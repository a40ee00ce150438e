from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.contrib.auth import authenticate
from django.db import transaction
from django.test import RequestFactory
from django.utils import timezone

from academie.actions.affectation import affecter
from academie.actions.annuaire import paraitre_dans_l_annuaire
from academie.actions.fusion import defaire_fusion, fusionner, oublier_mouvements
from academie.actions.utilisateur import creer_compte
from academie.autorisations.table import Role
from academie.branchements.invariants import INVARIANTS
from academie.models import Fusion, Message, MouvementFusion, Utilisateur
from academie.queries.fusion import relations
from academie.regles import Refus
from academie.regles.fusion import GARDENT_LE_LEUR, PREFERENCES, RESTENT, SUIVENT
from certificats.models import Acquis, Certificat, FormationPassee, Parcours, Poste
from sessions.actions.inscription import inscrire
from sessions.models import Inscription
from tests.certificats.fabriques import certificat, fiche
from tests.sessions.fabriques import session_ouverte, version_publiee

MAISONS = ("academie", "besoins", "seminaires", "certificats", "account", "mfa")
# What tells that there was a merge: not part of what is given back.
TRACES = {"academie.Fusion", "academie.MouvementFusion", "academie.Message", "academie.PieceMessage"}
MOT_DE_PASSE = "un mot de passe assez long"


@pytest.fixture
def paire(distribution):
    """The animateur of the cast, and another account of the same person."""
    autre = creer_compte(
        email="ada@test.example",
        prenom="Ada",
        nom="Animateur",
        mot_de_passe=MOT_DE_PASSE,
        affectations=[(Role.ANIMATEUR, distribution.autre_structure)],
    )
    return distribution.animateur, autre


def marier(d, gardee, fermee, **choix) -> Fusion:
    choix = {"email": gardee.email, "nom_de": gardee, "par": d.gestionnaire} | choix
    return fusionner(gardee=gardee, fermee=fermee, **choix)


def tables() -> dict[str, list]:
    return {
        modele._meta.label: sorted(modele._base_manager.values_list(), key=repr)
        for maison in MAISONS
        for modele in apps.get_app_config(maison).get_models(include_auto_created=True)
        if modele._meta.label not in TRACES
    }


def breches() -> list[str]:
    return [breche for invariant in INVARIANTS for breche in invariant.breches()]


def peupler(d, gardee, fermee) -> None:
    """What both may have, and what meets."""
    certificat(d)  # of `gardee`
    ailleurs = session_ouverte(d, dans=40, version=version_publiee(d, slug="ailleurs", titre="Ailleurs"))
    inscrire(session=ailleurs, utilisateur=fermee, par=fermee)
    meme = session_ouverte(d, dans=60, version=version_publiee(d, slug="meme", titre="Les mêmes"))
    metier = fiche()
    for personne in (gardee, fermee):
        inscrire(session=meme, utilisateur=personne, par=personne)
        Parcours.objects.create(utilisateur=personne, fiche_visee=metier)
        Poste.objects.create(utilisateur=personne, intitule="Médiatrice", structure=d.structure, debut="2020-01-01")
    Poste.objects.create(utilisateur=fermee, intitule="Animatrice", employeur="Ailleurs", debut="2018-01-01")
    FormationPassee.objects.create(utilisateur=fermee, titre="Accueillir")
    paraitre_dans_l_annuaire(utilisateur=fermee, presentation="Ici", competences=[], adresse_visible=True)


def test_tout_suit_ou_se_dit(distribution, paire):
    gardee, fermee = paire
    peupler(distribution, gardee, fermee)
    deja = breches()  # the tests sign without the register
    fusion = marier(distribution, gardee, fermee)
    dits = {(reste["quoi"], reste["cle"]) for reste in fusion.restes}
    for relation in relations():
        if relation.nom in RESTENT:
            continue
        lignes = relation.modele._base_manager.filter(**{relation.champ.name: fermee})
        quoi = str(relation.modele._meta.verbose_name)
        assert {(quoi, str(ligne.pk)) for ligne in lignes} <= dits, relation.nom
    assert Poste.objects.filter(utilisateur=gardee).count() == 2  # the same one twice is one
    assert FormationPassee.objects.get().utilisateur == gardee
    assert Inscription.objects.filter(utilisateur=gardee).count() == 3
    assert fusion.deplaces["inscriptions"] == 1
    assert breches() == deja


def test_defaire_rend_chaque_table(distribution, paire):
    gardee, fermee = paire
    peupler(distribution, gardee, fermee)
    avant, deja = tables(), breches()
    fusion = marier(distribution, gardee, fermee, email=fermee.email, nom_de=fermee)
    assert tables() != avant
    fusion = defaire_fusion(fusion=fusion, par=distribution.gestionnaire)
    assert fusion.touches == []
    apres = tables()
    assert {table for table in avant if avant[table] != apres[table]} == set()
    assert breches() == deja
    assert not MouvementFusion.objects.exists()


def test_la_place_confirmee_gagne(distribution, paire):
    gardee, fermee = paire
    session = session_ouverte(distribution, capacite=1)
    inscrire(session=session, utilisateur=fermee, par=fermee)
    inscrire(session=session, utilisateur=gardee, par=gardee)
    avant = tables()
    fusion = marier(distribution, gardee, fermee)
    etats = dict(Inscription.objects.values_list("utilisateur", "etat"))
    assert etats == {gardee.pk: "confirmee", fermee.pk: "en_attente"}
    assert [reste["quoi"] for reste in fusion.restes] == ["inscription"]
    defaire_fusion(fusion=fusion, par=distribution.gestionnaire)
    assert tables() == avant


def test_les_deux_adresses_menent_au_compte_garde(distribution, paire):
    gardee, fermee = paire
    gardee.set_password("celui du compte garde")
    gardee.save()
    fusion = marier(distribution, gardee, fermee, email=fermee.email)
    requete = RequestFactory().post("/")
    for adresse in (gardee.email, fermee.email):
        assert authenticate(requete, email=adresse, password="celui du compte garde") == gardee
        assert authenticate(requete, email=adresse, password=MOT_DE_PASSE) is None
    gardee, fermee = Utilisateur.objects.get(pk=gardee.pk), Utilisateur.objects.get(pk=fermee.pk)
    assert (gardee.email, fermee.is_active) == ("ada@test.example", False)
    assert authenticate(requete, username=fermee.email, password=MOT_DE_PASSE) is None
    assert EmailAddress.objects.get(primary=True, user=gardee).email == gardee.email
    defaire_fusion(fusion=fusion, par=distribution.gestionnaire)
    assert authenticate(requete, email="ada@test.example", password=MOT_DE_PASSE) == fermee


def test_les_deux_adresses_sont_prevenues(distribution, paire):
    fusion = marier(distribution, *paire)
    messages = Message.objects.filter(gabarit__contains="fusion_faite")
    assert {message.destinataire for message in messages} == {personne.email for personne in paire}
    defaire_fusion(fusion=fusion, par=distribution.gestionnaire)
    messages = Message.objects.filter(gabarit__contains="fusion_defaite")
    assert {message.destinataire for message in messages} == {personne.email for personne in paire}


def test_deux_clics_une_fusion(distribution, paire):
    assert marier(distribution, *paire) == marier(distribution, *paire)
    fusion = Fusion.objects.get()
    assert defaire_fusion(fusion=fusion, par=distribution.gestionnaire) == defaire_fusion(
        fusion=fusion, par=distribution.gestionnaire
    )
    assert Message.objects.filter(gabarit__contains="fusion_").count() == 4


def test_ce_qui_a_change_depuis_reste_et_se_dit(distribution, paire):
    gardee, fermee = paire
    poste = Poste.objects.create(utilisateur=fermee, intitule="Animatrice", employeur="Ailleurs", debut="2018-01-01")
    fusion = marier(distribution, gardee, fermee, nom_de=fermee)
    Poste.objects.filter(pk=poste.pk).update(utilisateur=distribution.autre_animateur)
    Utilisateur.objects.filter(pk=gardee.pk).update(prenom="Adèle")
    fusion = defaire_fusion(fusion=fusion, par=distribution.gestionnaire)
    assert {touche["quoi"] for touche in fusion.touches} == {"poste", "utilisatrice ou utilisateur"}
    assert Poste.objects.get().utilisateur == distribution.autre_animateur
    assert Utilisateur.objects.get(pk=gardee.pk).prenom == "Adèle"
    assert Utilisateur.objects.get(pk=fermee.pk).is_active


def test_un_certificat_reste_tel_qu_imprime(distribution, paire):
    delivre = certificat(distribution)
    faits, fermee, deja = delivre.faits, delivre.inscription.utilisateur, breches()
    marier(distribution, paire[1], fermee)
    delivre = Certificat.objects.get(pk=delivre.pk)
    assert delivre.faits == faits
    assert delivre.inscription.utilisateur == paire[1]
    assert set(Acquis.objects.values_list("utilisateur", flat=True)) == {paire[1].pk}
    assert breches() == deja


class TestRefus:
    def test_son_propre_compte(self, distribution, paire):
        with pytest.raises(Refus, match="est le vôtre"):
            marier(distribution, *paire, par=paire[0])

    def test_un_compte_de_pouvoir_par_une_gestionnaire(self, distribution, paire):
        with pytest.raises(Refus, match="administre l'Académie"):
            marier(distribution, distribution.administrateur, paire[1])
        assert marier(distribution, distribution.referent, paire[1], par=distribution.administrateur)

    def test_le_meme_compte(self, distribution, paire):
        with pytest.raises(Refus, match="même compte"):
            marier(distribution, paire[0], paire[0])

    def test_un_compte_ferme(self, distribution, paire):
        Utilisateur.objects.filter(pk=paire[1].pk).update(is_active=False)
        with pytest.raises(Refus, match="déjà fermé"):
            marier(distribution, *paire)

    def test_une_troisieme_adresse(self, distribution, paire):
        with pytest.raises(Refus) as refus:
            marier(distribution, *paire, email="autre@test.example")
        assert refus.value.champ == "email"

    def test_deux_personnes_a_la_meme_seance(self, distribution, paire):
        from tests.certificats.fabriques import session_tenue

        session_tenue(distribution, presences={paire[0]: 2, paire[1]: 1})
        with pytest.raises(Refus, match="même demi-journée"):
            marier(distribution, *paire)

    def test_deux_personnes_qui_animent_en_meme_temps(self, distribution, paire):
        session_ouverte(distribution, dans=30)
        from sessions.models import Occupation

        prise = Occupation.objects.filter(formateur=distribution.formateur).earliest("pk")
        Occupation.objects.create(
            creneau=prise.creneau, formateur=distribution.autre_formateur, debut=prise.debut, fin=prise.fin
        )
        with pytest.raises(Refus, match="en même temps"):
            marier(distribution, distribution.formateur, distribution.autre_formateur, par=distribution.administrateur)

    def test_qui_a_ecrit_et_qui_a_relu(self, distribution):
        from tests.sessions.fabriques import version_publiee

        version_publiee(distribution).redacteurs.add(distribution.concepteur)
        with pytest.raises(Refus, match="relue"):
            marier(
                distribution,
                distribution.concepteur,
                distribution.autre_concepteur,
                par=distribution.administrateur,
            )

    def test_apres_le_delai(self, distribution, paire):
        fusion = marier(distribution, *paire, le=timezone.now() - timedelta(days=31))
        oublier_mouvements()
        assert not MouvementFusion.objects.exists()
        with pytest.raises(Refus, match="définitive"):
            defaire_fusion(fusion=fusion, par=distribution.gestionnaire)


def test_chaque_relation_a_sa_regle():
    """A new column that names a person, and that a unique constraint guards, is decided in the table."""
    connues = {relation.nom for relation in relations()}
    decidees = RESTENT.keys() | GARDENT_LE_LEUR | PREFERENCES.keys()
    assert {relation.nom for relation in relations() if relation.unique} - decidees == set()
    assert (decidees | SUIVENT.keys()) - connues == set()


def test_un_role_donne_depuis_reste(distribution, paire):
    fusion = marier(distribution, *paire)
    affecter(utilisateur=paire[0], role=Role.REFERENT, structure=distribution.structure)
    with transaction.atomic():
        defaire_fusion(fusion=fusion, par=distribution.administrateur)
    assert {a.role for a in Utilisateur.objects.get(pk=paire[0].pk).affectations_du_jour} == {"animateur", "referent"}
    assert [a.structure for a in paire[1].affectations.all()] == [distribution.autre_structure]
