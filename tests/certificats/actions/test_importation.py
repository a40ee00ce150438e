from datetime import date, timedelta
from decimal import Decimal
from importlib import import_module
from types import SimpleNamespace

import pytest
from allauth.account.models import EmailAddress
from django.utils import timezone

from academie.models import Affectation, Message, Structure, Utilisateur
from academie.regles import Refus
from certificats.actions.annulation_reseau import annuler_import, executer_annulation
from certificats.actions.ecriture_reseau import executer_import
from certificats.actions.importation import (
    abandonner_import,
    decider_ligne,
    laisser_les_doublons,
    lancer_import,
    oublier_imports,
    regler_colonnes,
    regler_structures,
)
from certificats.models import FormationPassee, ImportationReseau, LigneReseau, LotReseau, Poste
from certificats.queries.importation import provenance, restes_de
from certificats.tasks.importation import demander_import, demander_lecture, reprendre_les_imports
from tests.certificats.fabriques import fiche
from tests.certificats.reseaux import CAMILLE, annule, charge, doublon, ecrit, lu, relire

FORMEE = "camille@test.example;Camille;Lemoine;;;;;Accueillir;CNFPT;10,5;\n"
LOIN = "noe@test.example;Noé;Abel;Le Repaire;Responsable;1er sept. 2019;44196;;;;\n"


def ligne(importation: ImportationReseau, numero: int = 2) -> LigneReseau:
    return LigneReseau.objects.get(importation=importation, numero=numero)


class TestEcrire:
    def test_une_personne_son_role_son_poste(self, distribution):
        metier = fiche(titre="Médiatrice numérique")
        importation = ecrit(distribution)
        assert importation.etat == "fait"
        assert importation.bilan == {"lignes": 1, "personnes": 1, "affectations": 1, "postes": 1}
        personne = Utilisateur.objects.get(email="camille@test.example")
        assert (personne.prenom, personne.nom, personne.has_usable_password()) == ("Camille", "Lemoine", False)
        assert EmailAddress.objects.get(user=personne).verified
        affectation = Affectation.objects.get(utilisateur=personne)
        assert (affectation.role, affectation.structure) == ("animateur", distribution.structure)
        poste = Poste.objects.get()
        assert (poste.intitule, poste.structure, poste.fiche) == (
            "Médiatrice numérique",
            distribution.structure,
            metier,
        )
        assert (poste.debut, poste.fin) == (date(2021, 9, 1), None)

    def test_un_poste_passe_hors_du_reseau_ne_donne_aucun_role(self, distribution):
        ecrit(distribution, LOIN)
        poste = Poste.objects.get()
        assert (poste.employeur, poste.debut, poste.fin) == ("Le Repaire", date(2019, 9, 1), date(2020, 12, 31))
        assert Affectation.objects.get(utilisateur=poste.utilisateur).structure is None

    def test_plusieurs_lignes_d_une_personne(self, distribution):
        importation = ecrit(distribution, CAMILLE + FORMEE + FORMEE)
        assert ligne(importation, 3).reconnue == "même adresse que la ligne 2"
        formation = FormationPassee.objects.get()
        assert (formation.utilisateur.email, formation.heures) == ("camille@test.example", Decimal("10.50"))
        assert Utilisateur.objects.filter(email="camille@test.example").count() == 1

    def test_une_personne_connue_garde_son_nom(self, distribution):
        personne = distribution.animateur
        ecrit(
            distribution,
            f"{personne.email};A.;{personne.nom};Médiathèque de Quimper;Animateur;2020;;;;;\n".replace(
                ";2020;", ";01/2020;"
            ),
        )
        assert Utilisateur.objects.get(pk=personne.pk).prenom == personne.prenom
        assert Affectation.objects.filter(utilisateur=personne).count() == 1
        assert Poste.objects.get().utilisateur == personne

    def test_le_telephone_n_est_garde_nulle_part(self, distribution):
        importation = ecrit(distribution)
        assert relire(importation).fichier.name == ""
        for modele in (LigneReseau, Utilisateur, ImportationReseau, Poste):
            assert "06 12 34" not in str(list(modele.objects.values_list()))

    def test_inviter_ecrit_a_chaque_personne_nouvelle(self, distribution):
        ecrit(distribution, inviter=True)
        message = Message.objects.get(gabarit__contains="compte_importe")
        assert message.destinataire == "camille@test.example"
        assert "mot de passe" in message.texte

    def test_sans_inviter_rien_ne_part(self, distribution):
        ecrit(distribution)
        assert not Message.objects.exists()

    def test_lance_deux_fois_ecrit_une_fois(self, distribution):
        importation = lu(distribution)
        for _fois in range(2):
            demander_import(importation, inviter=True)
        executer_import(importation.pk)
        assert Poste.objects.count() == Message.objects.count() == 1

    def test_une_personne_inscrite_entre_temps_est_reconnue(self, distribution):
        importation = lu(distribution)
        personne = Utilisateur.objects.create_user("camille@test.example", prenom="Camille", nom="Lemoine")
        demander_import(importation, inviter=False)
        assert Poste.objects.get().utilisateur == personne

    def test_la_fiche_de_la_personne_dit_d_ou_vient_le_compte(self, distribution, connecte):
        importation = ecrit(distribution)
        personne = Utilisateur.objects.get(email="camille@test.example")
        page = connecte(distribution.administrateur).get(f"/pilotage/personnes/{personne.pk}/").content.decode()
        assert f'href="{importation.get_absolute_url()}"' in page

    def test_la_personne_voit_ses_formations_avec_ses_postes(self, distribution, connecte):
        ecrit(distribution, FORMEE)
        personne = Utilisateur.objects.get(email="camille@test.example")
        page = connecte(personne).get("/parcours/postes/").content.decode()
        assert "Accueillir" in page
        assert "CNFPT" in page


class TestInterruption:
    NOMS = ["Nom{}a{}i{}o".format(*("bdfgjlmnpr"[int(chiffre)] for chiffre in f"{n:03d}")) for n in range(700)]
    LIGNES = "".join(f"{nom}@test.example;Prénom;{nom};;;;;;;;\n" for nom in NOMS)

    def test_tue_au_milieu_il_continue(self, distribution, travailler, monkeypatch):
        importation = charge(distribution, self.LIGNES)
        demander_lecture(importation)
        travailler()
        demander_import(relire(importation), inviter=False)
        from certificats.actions import ecriture_reseau

        ecrire, fois = ecriture_reseau._Ecriture.ecrire, []

        def tuer(ecriture):
            fois.append(1)
            comptes = ecrire(ecriture)
            if len(fois) == 2:
                raise KeyboardInterrupt
            return comptes

        monkeypatch.setattr(ecriture_reseau._Ecriture, "ecrire", tuer)
        with pytest.raises(KeyboardInterrupt):
            executer_import(importation.pk)
        assert relire(importation).bilan["personnes"] == 500
        assert Utilisateur.objects.filter(nom__startswith="Nom").count() == 500
        ImportationReseau.objects.update(avancee_le=timezone.now() - timedelta(hours=1))
        from django_tasks_db.models import DBTaskResult

        DBTaskResult.objects.all().delete()  # the worker is gone, and its task with it
        reprendre_les_imports()
        travailler()
        assert relire(importation).etat == "fait"
        assert relire(importation).bilan["personnes"] == 700
        assert Utilisateur.objects.filter(nom__startswith="Nom").count() == 700

    def test_une_lecture_interrompue_recommence(self, distribution, travailler):
        importation = charge(distribution, self.LIGNES)
        demander_lecture(importation)
        LigneReseau.objects.create(importation=importation, numero=2, verdict="nouvelle")
        travailler()
        assert relire(importation).etat == "pret"
        assert LigneReseau.objects.count() == 700


class TestDoublons:
    def test_a_decider_avant_d_ecrire(self, distribution):
        importation = doublon(distribution)
        assert ligne(importation).candidats == [{"personne": distribution.animateur.pk}]
        with pytest.raises(Refus, match="attendent votre décision"):
            lancer_import(importation=importation)

    def test_la_meme_personne(self, distribution):
        importation = doublon(distribution)
        decider_ligne(importation=importation, numero=2, choix=f"personne-{distribution.animateur.pk}")
        demander_import(importation, inviter=False)
        assert not Utilisateur.objects.filter(email="autre@test.example").exists()

    def test_une_autre_personne(self, distribution):
        importation = doublon(distribution)
        decider_ligne(importation=importation, numero=2, choix="autre")
        demander_import(importation, inviter=False)
        assert Utilisateur.objects.filter(email="autre@test.example").exists()

    def test_toutes_laissees(self, distribution):
        importation = doublon(distribution)
        assert laisser_les_doublons(importation=importation) == 1
        with pytest.raises(Refus, match="Aucune ligne"):
            lancer_import(importation=importation)

    def test_la_personne_d_une_autre_ligne(self, distribution):
        seconde = CAMILLE.replace("camille@", "c.lemoine@").replace("2021", "2018")
        troisieme = FORMEE.replace("camille@", "c.lemoine@")
        importation = lu(distribution, CAMILLE + seconde + troisieme)
        assert ligne(importation, 3).candidats == [{"ligne": 2}]
        decider_ligne(importation=importation, numero=3, choix="ligne-2")
        demander_import(importation, inviter=False)
        assert Poste.objects.filter(utilisateur__email="camille@test.example").count() == 2
        assert FormationPassee.objects.get().utilisateur.email == "camille@test.example"
        assert not Utilisateur.objects.filter(email="c.lemoine@test.example").exists()

    def test_un_choix_qui_n_est_pas_propose(self, distribution):
        with pytest.raises(Refus, match="pas proposé"):
            decider_ligne(importation=doublon(distribution), numero=2, choix=f"personne-{distribution.referent.pk}")

    def test_laisser_une_ligne_puis_la_reprendre(self, distribution):
        importation = lu(distribution)
        decider_ligne(importation=importation, numero=2, choix="laisser")
        with pytest.raises(Refus, match="Aucune ligne"):
            lancer_import(importation=importation)
        decider_ligne(importation=importation, numero=2, choix="reprendre")
        assert lancer_import(importation=importation)

    def test_relire_garde_ce_qui_est_decide(self, distribution):
        importation = doublon(distribution)
        decider_ligne(importation=importation, numero=2, choix="autre")
        colonnes = {k: v for k, v in importation.correspondance.items() if k != "f_heures"}
        regler_colonnes(importation=importation, correspondance=colonnes)
        demander_lecture(relire(importation))
        assert ligne(importation).decision == "autre"


class TestStructures:
    def inconnue(self, d, commune: str = "29232") -> ImportationReseau:
        entete = "mail;prenom;nom;employeur;insee;fonction\n"
        return lu(d, f"noe@test.example;Noé;Abel;Médiathèque Quimper centre;{commune};Médiateur\n", entete)

    def choisir(self, importation: ImportationReseau, choix: str) -> None:
        [cle] = importation.structures
        regler_structures(importation=importation, choix={cle: choix})
        demander_lecture(relire(importation))
        demander_import(relire(importation), inviter=False)

    def test_celles_qui_lui_ressemblent_sont_proposees(self, distribution):
        [faits] = self.inconnue(distribution).structures.values()
        assert faits["propositions"] == [distribution.structure.pk]
        assert (faits["nom"], faits["lignes"]) == ("Médiathèque Quimper centre", 1)

    def test_une_structure_du_reseau(self, distribution):
        self.choisir(self.inconnue(distribution), str(distribution.structure.pk))
        assert Poste.objects.get().structure == distribution.structure

    def test_une_structure_a_creer_sur_son_territoire(self, distribution):
        self.choisir(self.inconnue(distribution), "creer")
        creee = Structure.objects.get(nom="Médiathèque Quimper centre")
        assert creee.territoire == distribution.commune
        assert Poste.objects.get().structure == creee

    def test_pas_de_structure_sans_territoire(self, distribution):
        importation = self.inconnue(distribution, commune="")
        [cle] = importation.structures
        with pytest.raises(Refus, match="commune"):
            regler_structures(importation=importation, choix={cle: "creer"})

    def test_par_son_siret(self, distribution):
        Structure.objects.filter(pk=distribution.structure.pk).update(siret="73282932000074")
        entete = "mail;prenom;nom;siret;fonction\n"
        importation = lu(distribution, "noe@test.example;Noé;Abel;732 829 320 00074;Médiateur\n", entete)
        demander_import(importation, inviter=False)
        assert Poste.objects.get().structure == distribution.structure


def test_un_compte_dit_de_quel_import_il_vient(distribution):
    importation = ecrit(distribution)
    [origine] = provenance(Utilisateur.objects.get(email="camille@test.example"))
    assert (origine.url, "reseau.csv" in origine.phrase) == (importation.get_absolute_url(), True)
    assert not list(provenance(distribution.animateur))


class TestAnnuler:
    def test_ce_que_personne_n_a_touche_disparait(self, distribution):
        avant = Utilisateur.objects.count()
        importation = annule(ecrit(distribution, CAMILLE + FORMEE))
        assert importation.etat == "annule"
        assert (Utilisateur.objects.count(), Poste.objects.count(), FormationPassee.objects.count()) == (avant, 0, 0)
        assert not LotReseau.objects.exists()

    def test_ce_qui_a_change_reste_et_se_dit(self, distribution):
        importation = ecrit(distribution, CAMILLE + LOIN)
        Poste.objects.filter(utilisateur__prenom="Camille").update(intitule="Responsable")
        importation = annule(importation)
        assert importation.bilan["restes"] == 2
        assert Poste.objects.get().intitule == "Responsable"
        assert {reste["libelle"]: (reste["reste"], reste["n"]) for reste in restes_de(importation)} == {
            "postes": ("modifié depuis l'import", 1),
            "utilisatrices et utilisateurs": ("a servi depuis\xa0: postes", 1),
        }
        assert Utilisateur.objects.filter(email="camille@test.example").exists()
        assert not Utilisateur.objects.filter(email="noe@test.example").exists()

    def test_l_un_reste_les_autres_partent(self, distribution):
        importation = ecrit(distribution, CAMILLE + LOIN)
        Utilisateur.objects.filter(email="noe@test.example").update(last_login=timezone.now())
        importation = annule(importation)
        assert (importation.bilan["restes"], importation.bilan["retires"]) == (1, 5)
        noe = Utilisateur.objects.get(email="noe@test.example")
        assert LotReseau.objects.get().empreintes.keys() == {str(noe.pk)}
        assert [origine.url for origine in provenance(noe)] == [importation.get_absolute_url()]

    def test_un_compte_qui_s_est_connecte_reste(self, distribution):
        importation = ecrit(distribution)
        Utilisateur.objects.filter(email="camille@test.example").update(last_login=timezone.now())
        annule(importation)
        assert Utilisateur.objects.filter(email="camille@test.example").exists()

    def test_ce_qui_fut_ecrit_ligne_a_ligne_s_annule_aussi(self, distribution, monkeypatch):
        migration = import_module("certificats.migrations.0005_lots_des_imports")
        monkeypatch.setattr(migration, "PAR_LOT", 2)
        importation = ecrit(distribution, CAMILLE + LOIN + LOIN.replace("noe", "zoe").replace("Abel", "Abelin"))
        faits = [
            (importation.pk, lot.rang, lot.modele, int(cle), somme, "")
            for lot in LotReseau.objects.order_by("rang")
            for cle, somme in sorted(lot.empreintes.items())
        ]
        avant = SimpleNamespace(values_list=lambda *_: SimpleNamespace(iterator=lambda: faits))
        LotReseau.objects.all().delete()
        modeles = {"CreationReseau": SimpleNamespace(objects=SimpleNamespace(order_by=lambda *_: avant))}
        migration.grouper(SimpleNamespace(get_model=lambda _, nom: modeles.get(nom, LotReseau)), None)
        assert [len(lot.empreintes) for lot in LotReseau.objects.order_by("pk")] == [2, 1] * 3
        assert annule(importation).bilan["retires"] == len(faits) == 9
        assert not LotReseau.objects.exists()

    def test_deux_fois_annule_une_fois(self, distribution):
        importation = annule(ecrit(distribution))
        assert annuler_import(importation=importation) is False
        executer_annulation(importation.pk)
        assert relire(importation).bilan["restes"] == 0

    def test_apres_le_delai(self, distribution):
        importation = ecrit(distribution)
        ImportationReseau.objects.update(finie_le=timezone.now() - timedelta(days=31))
        with pytest.raises(Refus, match="délai"):
            annuler_import(importation=importation)
        oublier_imports()
        assert not LigneReseau.objects.exists()
        assert relire(importation).bilan["personnes"] == 1

    def test_pas_avant_la_fin(self, distribution):
        with pytest.raises(Refus, match="pas terminé"):
            annuler_import(importation=lu(distribution))


class TestFichiers:
    def test_le_meme_fichier_est_le_meme_import(self, distribution):
        assert charge(distribution) == charge(distribution)

    def test_un_fichier_deja_ecrit(self, distribution):
        ecrit(distribution)
        with pytest.raises(Refus, match="déjà importé"):
            charge(distribution)

    def test_annule_il_peut_revenir(self, distribution):
        annule(ecrit(distribution))
        assert ecrit(distribution).bilan["personnes"] == 1

    @pytest.mark.parametrize(
        ("contenu", "raison"),
        [
            (b"", "vide"),
            (b"nom;prenom\n", "noms de colonnes"),
            (b"a;b\n1;2\0\n", "caractère nul"),
            (b"%PDF-1.7", "pas un tableau"),
        ],
        ids=["vide", "entete", "nul", "pdf"],
    )
    def test_ce_qui_n_est_pas_un_tableau(self, distribution, contenu, raison):
        from django.core.files.base import ContentFile

        from certificats.actions.importation import charger_import

        with pytest.raises(Refus, match=raison) as refus:
            charger_import(fichier=ContentFile(contenu, name="x.csv"), par=distribution.gestionnaire)
        assert refus.value.champ == "fichier"

    def test_sans_colonne_de_personne(self, distribution):
        with pytest.raises(Refus, match="au moins la colonne"):
            demander_lecture(charge(distribution, "x;y\n", "a;b\n"))

    def test_une_colonne_deux_fois(self, distribution):
        importation = charge(distribution)
        with pytest.raises(Refus, match="deux fois") as refus:
            regler_colonnes(importation=importation, correspondance={"nom": "Nom", "prenom": "Nom"})
        assert refus.value.champ == "prenom"

    def test_oublie_deux_fois(self, distribution):
        importation = lu(distribution)
        for _fois in range(2):
            abandonner_import(importation=importation)
        assert not ImportationReseau.objects.exists()

    def test_un_import_lance_ne_s_oublie_pas(self, distribution):
        with pytest.raises(Refus, match="lancé"):
            abandonner_import(importation=ecrit(distribution))

    def test_jamais_ecrit_il_s_oublie_de_lui_meme(self, distribution):
        lu(distribution)
        oublier_imports()
        assert ImportationReseau.objects.exists()
        ImportationReseau.objects.update(cree_le=timezone.now() - timedelta(days=31))
        oublier_imports()
        assert not ImportationReseau.objects.exists()
