"""Experience claimed as proof: filed with pieces, judged by two people without conflict, proved when they agree."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from academie.models import Message
from academie.regles import Refus
from certificats.actions.reconnaissance import donner_avis, joindre_piece, oublier_pieces
from certificats.models import Acquis, PieceReconnaissance, Reconnaissance
from certificats.queries.acquis import niveaux_actuels
from certificats.queries.invariants_acquis import acquis_hors_de_l_echelle, acquis_sans_deux_avis
from tests.certificats.exemples.acquis import demande
from tests.certificats.fabriques import competence, relire
from tests.sessions.pieces import PDF

MES = reverse("certificats:reconnaissance_mes")
FILE = reverse("certificats:reconnaissance_list")
CREER = reverse("certificats:reconnaissance_create")


def page(nom, objet, *autres):
    return reverse(f"certificats:reconnaissance_{nom}", args=[objet.pk, *autres])


def texte(reponse) -> str:
    return reponse.content.decode().replace("\xa0", " ")


def fichier(contenu=PDF, nom="preuve.pdf"):
    return SimpleUploadedFile(nom, contenu)


def avis(reconnaissance, par, favorable=True, motifs="Le récit le montre."):
    return donner_avis(reconnaissance=relire(reconnaissance), par=par, favorable=favorable, motifs=motifs)


@pytest.fixture
def deposee(d):
    return demande(d.animateur)


class TestDeposer:
    def saisie(self, **autres):
        niveau = competence().domaine.referentiel.niveaux.get(rang=4)
        return {"competence": competence().pk, "niveau": niveau.pk, "recit": "J'ai tenu un espace."} | autres

    def test_deux_clics_deposent_une_demande(self, connecter, d):
        for _ in range(2):
            reponse = connecter(d.animateur).post(CREER, self.saisie())
        creee = Reconnaissance.objects.get()
        assert reponse["Location"] == creee.get_absolute_url()
        assert (creee.etat, creee.niveaux.get().niveau) == ("deposee", 4)
        assert "J&#x27;ai tenu un espace." in texte(connecter(d.animateur).get(creee.get_absolute_url()))

    def test_une_seule_demande_ouverte_par_competence(self, connecter, d):
        connecter(d.animateur).post(CREER, self.saisie())
        reponse = connecter(d.animateur).post(CREER, self.saisie(recit="Autre histoire."))
        assert "déjà ouverte" in reponse.context["form"].errors["competence"][0]

    def test_ajouter_une_competence_puis_plus_quand_on_examine(self, connecter, d, deposee):
        saisie = {"competence": competence("2.1").pk, "niveau": self.saisie()["niveau"]}
        for _ in range(2):
            connecter(d.animateur).post(page("niveau", deposee), saisie)
        assert deposee.niveaux.count() == 2
        avis(deposee, d.concepteur)
        reponse = connecter(d.animateur).post(page("niveau", deposee), saisie | {"competence": competence("3.1").pk})
        assert "ne change plus" in reponse.context["form"].non_field_errors()[0]


class TestPieces:
    def test_une_piece_se_joint_une_fois_et_se_telecharge(self, connecter, d, deposee):
        for _ in range(2):
            connecter(d.animateur).post(page("piece", deposee), {"intitule": "Attestation", "fichier": fichier()})
        piece = PieceReconnaissance.objects.get()
        lue = connecter(d.concepteur).get(page("piece_fichier", deposee, piece.pk))
        assert b"".join(lue.streaming_content) == PDF
        assert "attachment" in lue["Content-Disposition"]

    @pytest.mark.parametrize(
        ("contenu", "raison"),
        [(b"<html>", "PDF ni une photo"), (b"", "vide"), (PDF + b" " * 6 * 1024**2, "dépasse 5")],
        ids=["page web", "vide", "gros"],
    )
    def test_une_piece_refusee_par_son_contenu_ou_sa_taille(self, connecter, d, deposee, contenu, raison):
        saisie = {"intitule": "Attestation", "fichier": fichier(contenu)}
        reponse = connecter(d.animateur).post(page("piece", deposee), saisie)
        assert raison in reponse.context["form"].errors["fichier"][0].replace("\xa0", " ")
        assert "Attestation" in texte(reponse)

    def test_un_nombre_de_pieces_limite(self, d, deposee):
        for rang in range(6):
            joindre_piece(
                reconnaissance=deposee, intitule="Photo", fichier=ContentFile(PDF + b"%d\n%%%%EOF" % rang, "a.pdf")
            )
        with pytest.raises(Refus, match="6 pièces"):
            joindre_piece(reconnaissance=deposee, intitule="x", fichier=ContentFile(PDF, "b.pdf"))

    def test_ni_le_referent_ni_un_collegue_ne_les_voit(self, connecter, d, deposee):
        piece = joindre_piece(reconnaissance=deposee, intitule="Attestation", fichier=ContentFile(PDF, "a.pdf"))
        d.formateur.affectations.update(structure=d.structure)
        for personne in (d.referent, d.autre_animateur, d.formateur, d.administrateur):
            assert connecter(personne).get(page("piece_fichier", deposee, piece.pk)).status_code == 404
            assert connecter(personne).get(deposee.get_absolute_url()).status_code == 404

    def test_elles_s_effacent_quelques_mois_apres_la_decision(self, d, deposee, django_capture_on_commit_callbacks):
        piece = joindre_piece(reconnaissance=deposee, intitule="Attestation", fichier=ContentFile(PDF, "a.pdf"))
        avis(deposee, d.concepteur), avis(deposee, d.formateur)
        oublier_pieces()
        assert PieceReconnaissance.objects.exists()
        Reconnaissance.objects.update(close_le=timezone.now() - timedelta(days=190))
        with django_capture_on_commit_callbacks(execute=True):
            oublier_pieces()
        assert not PieceReconnaissance.objects.exists()
        assert not piece.fichier.storage.exists(piece.fichier.name)
        assert relire(deposee).etat == "reconnue"

    def test_retirer_une_piece_deux_fois(self, connecter, d, deposee):
        piece = joindre_piece(reconnaissance=deposee, intitule="Attestation", fichier=ContentFile(PDF, "a.pdf"))
        for _ in range(2):
            connecter(d.animateur).post(page("piece_retirer", deposee, piece.pk))
        assert not deposee.pieces.exists()


class TestJuger:
    def test_deux_avis_favorables_prouvent(self, connecter, d, deposee):
        saisie = {"favorable": "oui", "motifs": "Récit précis."}
        for _ in range(2):
            connecter(d.concepteur).post(page("avis", deposee), saisie)
        assert (relire(deposee).etat, Acquis.objects.count()) == ("en_examen", 0)
        connecter(d.formateur).post(page("avis", deposee), saisie)
        assert relire(deposee).etat == "reconnue"
        prouve = niveaux_actuels(d.animateur)[competence().pk].prouve
        assert (prouve.niveau, prouve.preuve.nature) == (4, "reconnaissance")
        message = Message.objects.get(utilisateur=d.animateur)
        assert "reconnus" in message.sujet
        assert texte(connecter(d.animateur).get(deposee.get_absolute_url())).count("Récit précis.") == 2
        assert list(acquis_sans_deux_avis()) == []

    def test_deux_avis_defavorables_refusent_avec_leurs_motifs(self, d, deposee):
        avis(deposee, d.concepteur, favorable=False)
        avis(deposee, d.gestionnaire, favorable=False, motifs="Aucune situation précise.")
        assert relire(deposee).etat == "refusee"
        assert not Acquis.objects.exists()
        assert Message.objects.get().utilisateur == d.animateur

    def test_en_desaccord_un_troisieme_decide(self, connecter, d, deposee):
        avis(deposee, d.concepteur)
        avis(deposee, d.formateur, favorable=False)
        assert relire(deposee).etat == "en_examen"
        assert "un troisième est attendu" in texte(connecter(d.animateur).get(deposee.get_absolute_url()))
        avis(deposee, d.gestionnaire)
        assert relire(deposee).etat == "reconnue"

    def test_un_avis_se_donne_sans_lire_celui_de_l_autre(self, connecter, d, deposee):
        avis(deposee, d.concepteur, motifs="Mon secret.")
        assert "Mon secret." not in texte(connecter(d.formateur).get(deposee.get_absolute_url()))
        avis(deposee, d.formateur, favorable=False)
        assert "Mon secret." in texte(connecter(d.formateur).get(deposee.get_absolute_url()))
        assert "Mon secret." not in texte(connecter(d.animateur).get(deposee.get_absolute_url()))

    def test_une_meme_personne_ne_donne_pas_deux_avis(self, d, deposee):
        avis(deposee, d.concepteur)
        with pytest.raises(Refus, match="ne change plus"):
            avis(deposee, d.concepteur, favorable=False)
        assert avis(deposee, d.concepteur).avis.count() == 1

    def test_ni_soi_ni_un_collegue_ne_juge(self, d):
        sienne = demande(d.concepteur)
        with pytest.raises(Refus, match="de votre structure"):
            avis(sienne, d.concepteur)
        d.formateur.affectations.update(structure=d.structure)
        with pytest.raises(Refus, match="de votre structure"):
            avis(demande(d.animateur), d.formateur)

    def test_une_demande_decidee_ne_se_juge_plus(self, d, deposee):
        avis(deposee, d.concepteur), avis(deposee, d.formateur)
        with pytest.raises(Refus, match="attend pas"):
            avis(deposee, d.gestionnaire)

    def test_les_motifs_sont_exiges(self, connecter, d, deposee):
        reponse = connecter(d.concepteur).post(page("avis", deposee), {"favorable": "oui", "motifs": " "})
        assert "motifs" in reponse.context["form"].errors


class TestCompleter:
    def test_demander_completer_renvoyer(self, connecter, d, deposee):
        for _ in range(2):
            connecter(d.concepteur).post(page("faire_completer", deposee), {"manque": "Précisez le lieu."})
        assert relire(deposee).etat == "a_completer"
        assert Message.objects.filter(utilisateur=d.animateur).count() == 1
        assert "Précisez le lieu." in texte(connecter(d.animateur).get(deposee.get_absolute_url()))
        with pytest.raises(Refus, match="attend pas"):
            avis(deposee, d.concepteur)
        for _ in range(2):
            connecter(d.animateur).post(page("completer", deposee), {"recit": "À Quimper, en 2024."})
        assert (relire(deposee).etat, relire(deposee).recit) == ("en_examen", "À Quimper, en 2024.")

    def test_retirer_efface_les_pieces(self, connecter, d, deposee):
        joindre_piece(reconnaissance=deposee, intitule="Attestation", fichier=ContentFile(PDF, "a.pdf"))
        assert "effacées" in texte(connecter(d.animateur).get(page("retirer", deposee)))
        for _ in range(2):
            connecter(d.animateur).post(page("retirer", deposee))
        assert (relire(deposee).etat, deposee.pieces.count()) == ("retiree", 0)

    def test_une_demande_decidee_ne_se_retire_plus(self, connecter, d, deposee):
        avis(deposee, d.concepteur), avis(deposee, d.formateur)
        assert "décidée" in texte(connecter(d.animateur).post(page("retirer", deposee), follow=True))


class TestFile:
    def test_la_plus_ancienne_d_abord_avec_son_age(self, connecter, d, deposee):
        vieille = demande(d.autre_animateur)
        Reconnaissance.objects.filter(pk=vieille.pk).update(deposee_le=timezone.now() - timedelta(days=40))
        reponse = connecter(d.concepteur).get(FILE)
        assert [ligne.reconnaissance for ligne in reponse.context["lignes"]] == [vieille, deposee]
        assert "40 jours" in texte(reponse)
        assert "en retard" in texte(reponse)

    def test_les_siennes_et_celles_des_collegues_n_y_sont_pas(self, connecter, d, deposee):
        d.formateur.affectations.update(structure=d.structure)
        demande(d.formateur)
        assert connecter(d.formateur).get(FILE).context["lignes"] == []

    def test_l_accueil_dit_ce_qui_attend(self, connecter, d, deposee):
        assert "1 reconnaissance d'acquis à examiner" in texte(connecter(d.concepteur).get("/")).replace("&#x27;", "'")
        avis(deposee, d.concepteur)
        assert "à examiner" not in texte(connecter(d.concepteur).get("/"))

    @pytest.mark.parametrize("nombre", [1, 30])
    def test_le_nombre_de_requetes_est_constant(self, connecter, d, nombre, django_assert_num_queries):
        for _ in range(nombre):
            demande(d.animateur)
        client = connecter(d.concepteur)
        with django_assert_num_queries(6):
            client.get(FILE)


class TestInvariants:
    def test_un_acquis_reconnu_sans_demande(self, d):
        Acquis.objects.create(
            utilisateur=d.animateur, competence=competence(), niveau=3, nature="reconnaissance",
            obtenu_le=timezone.localdate(),
        )  # fmt: skip
        assert "sans deux avis" in next(acquis_sans_deux_avis())

    def test_un_acquis_reconnu_par_un_seul_avis(self, d, deposee):
        avis(deposee, d.concepteur), avis(deposee, d.formateur)
        deposee.avis.first().delete()
        assert "sans deux avis" in next(acquis_sans_deux_avis())

    def test_une_reconnaissance_acceptee_sans_acquis(self, d, deposee):
        avis(deposee, d.concepteur), avis(deposee, d.formateur)
        Acquis.objects.all().delete()
        assert "rien prouvé" in next(acquis_sans_deux_avis())

    def test_une_personne_qui_se_juge(self, d, deposee):
        deposee.avis.create(par=d.animateur, favorable=True, motifs="x", donne_le=timezone.now())
        assert "jugée par la personne" in next(acquis_sans_deux_avis())

    def test_un_niveau_hors_de_l_echelle(self, d):
        Acquis.objects.create(
            utilisateur=d.animateur, competence=competence(), niveau=30, nature="auto_evaluation",
            obtenu_le=timezone.localdate(),
        )  # fmt: skip
        assert "référentiel" in next(acquis_hors_de_l_echelle())
