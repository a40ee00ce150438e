"""What a person proves, what the job aimed at asks, and the sessions that lead there."""

import html

import pytest
from django.urls import reverse

from certificats.actions.certificat import revoquer_certificat
from certificats.actions.parcours import viser_poste
from certificats.models import Parcours
from tests.certificats.fabriques import certificat, enseigner, fiche
from tests.distribution import territoire
from tests.sessions.fabriques import lieu, session_ouverte, version_publiee

PARCOURS = reverse("certificats:parcours_detail")
VISER = reverse("certificats:parcours_viser")


def texte(reponse) -> str:
    return reponse.content.decode().replace("\u00a0", " ")


class TestPage:
    def test_les_niveaux_prouves(self, connecter, d):
        certificat(d)
        viser_poste(utilisateur=d.animateur, fiche=fiche(c1_1=4))
        assert "Palier 4" in texte(connecter(d.animateur).get(PARCOURS))

    def test_les_certificats_ont_leur_page_ou_sont_ici_pour_qui_ne_s_inscrit_plus(self, connecter, d):
        emis = certificat(d)
        assert emis.numero not in texte(connecter(d.animateur).get(PARCOURS))
        d.animateur.affectations.update(role="referent")
        contenu = texte(connecter(d.animateur).get(PARCOURS))
        assert emis.numero in contenu
        assert reverse("certificats:certificat_pdf", args=[emis.pk]) in contenu

    def test_ce_qu_un_certificat_revoque_prouvait_ne_ferme_plus_l_ecart(self, connecter, d):
        emis = certificat(d)
        viser_poste(utilisateur=d.animateur, fiche=fiche(c1_1=4))
        revoquer_certificat(certificat=emis, par=d.gestionnaire, classe="fait", motif="Erreur")
        contenu = texte(connecter(d.animateur).get(PARCOURS))
        assert "4 niveaux à gagner" in contenu

    def test_chacun_ne_voit_que_le_sien(self, connecter, d):
        emis = certificat(d)
        assert emis.numero not in texte(connecter(d.autre_animateur).get(PARCOURS))
        assert emis.numero not in texte(connecter(d.gestionnaire).get(PARCOURS))

    def test_sans_rien_la_page_dit_quoi_faire(self, connecter, d):
        contenu = texte(connecter(d.animateur).get(PARCOURS))
        assert "Choisir le poste que je vise" in contenu
        assert "Aucun poste auquel vous comparer" in contenu

    @pytest.mark.parametrize(
        ("demande", "mot"), [(3, "niveau atteint"), (4, "niveau atteint"), (6, "2 niveaux à gagner")]
    )
    def test_l_ecart_se_dit_en_mots(self, connecter, d, demande, mot):
        certificat(d)
        viser_poste(utilisateur=d.animateur, fiche=fiche(c1_1=demande))
        assert mot in texte(connecter(d.animateur).get(PARCOURS))

    def test_sans_preuve_tout_est_a_gagner(self, connecter, d):
        viser_poste(utilisateur=d.animateur, fiche=fiche(c1_1=1))
        contenu = texte(connecter(d.animateur).get(PARCOURS))
        assert ">aucun<" in contenu
        assert "1 niveau à gagner" in contenu
        assert "Aucune session ouverte ne mène à ce niveau" in contenu


class TestSessionsProposees:
    @pytest.fixture
    def ecarts(self, connecter, d):
        def lire():
            viser_poste(utilisateur=d.animateur, fiche=fiche(c1_1=4))
            return connecter(d.animateur).get(PARCOURS).context["ecarts"]

        return lire

    def session(self, d, *, niveau=4, code="1.1", **options):
        rang = options.pop("rang", 0)
        version = version_publiee(d, slug=f"p{rang}", titre=f"Programme {rang}")
        enseigner(version, code=code, niveau=niveau)
        return session_ouverte(d, version=version, **options)

    def test_une_session_qui_mene_au_niveau(self, d, ecarts):
        session = self.session(d)
        assert ecarts()[0].sessions == [session]

    def test_pas_celle_qui_reste_en_dessous_ni_celle_d_une_autre_competence(self, d, ecarts):
        self.session(d, niveau=3)
        self.session(d, code="2.1", rang=1, dans=40)
        assert ecarts()[0].sessions == []

    def test_le_territoire_le_plus_proche_d_abord_puis_la_date(self, d, ecarts):
        d.animateur.territoire = d.commune
        d.animateur.save()
        morlaix = territoire("commune", "29151", "Morlaix", region=d.region, departement=d.departement)
        morbihan = territoire("departement", "56", "Morbihan", region=d.region)
        vannes = territoire("commune", "56260", "Vannes", region=d.region, departement=morbihan)
        albi = territoire("commune", "81004", "Albi", region=d.autre_region)
        loin = self.session(d, lieu=lieu(d, nom="Loin", commune=albi), dans=20)
        region = self.session(d, rang=1, lieu=lieu(d, nom="Région", commune=vannes), dans=25)
        plus_tard = self.session(d, rang=2, lieu=lieu(d, nom="Proche", commune=morlaix), dans=50)
        proche = self.session(d, rang=3, lieu=lieu(d, nom="Proche aussi", commune=d.commune), dans=40)
        proposees = ecarts()[0].sessions
        assert proposees == [proche, plus_tard, region]
        assert loin not in proposees

    def test_celle_ou_je_suis_deja_n_est_pas_proposee(self, d, ecarts):
        from sessions.actions.inscription import inscrire

        session = self.session(d)
        inscrire(session=session, utilisateur=d.animateur, par=d.animateur)
        assert ecarts()[0].sessions == []

    def test_elle_mene_a_l_inscription(self, connecter, d, ecarts):
        session = self.session(d)
        ecarts()
        assert session.get_absolute_url() in texte(connecter(d.animateur).get(PARCOURS))

    @pytest.mark.parametrize("nombre", [1, 12])
    def test_le_nombre_de_requetes_est_constant(self, connecter, d, nombre, django_assert_num_queries):
        for rang in range(nombre):
            self.session(d, rang=rang, dans=20 + rang)
        viser_poste(
            utilisateur=d.animateur,
            fiche=fiche(c1_1=4, **{f"c2_{rang}": 3 for rang in range(1, nombre + 1)}),
        )
        client = connecter(d.animateur)
        with django_assert_num_queries(11):
            client.get(PARCOURS)


class TestViser:
    def test_choisir_deux_fois_le_meme_poste(self, connecter, d):
        poste = fiche()
        for _ in range(2):
            reponse = connecter(d.animateur).post(VISER, {"fiche": poste.pk})
            assert reponse["Location"] == PARCOURS
        assert Parcours.objects.get(utilisateur=d.animateur).fiche_visee == poste
        assert poste.titre in texte(connecter(d.animateur).get(PARCOURS))

    def test_renoncer(self, connecter, d):
        viser_poste(utilisateur=d.animateur, fiche=fiche())
        assert "Aucun pour l'instant" in html.unescape(texte(connecter(d.animateur).get(VISER)))
        connecter(d.animateur).post(VISER, {"fiche": ""})
        assert Parcours.objects.get(utilisateur=d.animateur).fiche_visee is None

    def test_une_fiche_en_brouillon_est_refusee(self, connecter, d):
        brouillon = fiche(publiee=False)
        reponse = connecter(d.animateur).post(VISER, {"fiche": brouillon.pk})
        assert "plus proposée" in reponse.context["form"].errors["fiche"][0]
        assert not Parcours.objects.exists()

    def test_la_page_propose_les_fiches_publiees_et_coche_la_mienne(self, connecter, d):
        publiee, brouillon = fiche(), fiche(titre="Brouillon", publiee=False)
        viser_poste(utilisateur=d.animateur, fiche=publiee)
        contenu = texte(connecter(d.animateur).get(VISER))
        assert publiee.titre in contenu
        assert brouillon.titre not in contenu
        assert "checked" in contenu
