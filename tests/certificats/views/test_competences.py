"""Competences of the network, for the Académie and for anybody; gaps given as evidence of a need."""

from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone

from academie.regles import Refus
from besoins.actions.preuve import retirer_preuve
from besoins.models import Besoin, Preuve
from besoins.queries.besoin import avec_preuves, dire_preuve_au_public
from besoins.queries.priorite import besoins_par_priorite
from certificats.actions.ecart_collectif import verser_ecart
from certificats.queries.perspective import perspective
from certificats.queries.territoire import Part
from tests.certificats.equipes import demain, equipe, hier, poste, prouver, structure_en
from tests.certificats.fabriques import competence, fiche


def texte(reponse) -> str:
    return unescape(b"".join(reponse).decode())


@pytest.fixture
def metier(db):
    return fiche(c1_1=4)


@pytest.fixture
def breton(d, metier):
    """Six who prove the competence and seven who lack it, in Bretagne."""
    equipe(d.structure, metier, prouvent=6, manquent=7)
    return d.structure


class TestPages:
    def test_l_academie_lit_le_reseau_puis_un_groupe(self, d, breton, connecter):
        client = connecter(d.gestionnaire)
        url = reverse("certificats:competence_list")
        assert client.get(url).context["lignes"] == [(competence(), Part(6, 7, 13))]
        reponse = client.get(url, {"groupe": f"region:{d.region.pk}"})
        assert reponse.context["lignes"] == [(competence(), Part(6, 7, 13))]
        assert "<h2>Bretagne</h2>" in texte(reponse)
        assert "Verser" not in texte(reponse)

    def test_un_groupe_qui_n_existe_pas_montre_le_reseau(self, d, breton, connecter):
        reponse = connecter(d.gestionnaire).get(reverse("certificats:competence_list"), {"groupe": "region:0"})
        assert "<h2>Tout le réseau</h2>" in texte(reponse)

    def test_la_page_publique_ne_montre_que_des_regions(self, d, breton, client):
        reponse = client.get(reverse("certificats:competence_publique_list"))
        assert reponse.context["lignes"] == [(competence(), Part(6, 7, 13))]
        contenu = texte(reponse)
        assert "Bretagne" in contenu
        assert "Finistère" not in contenu
        assert d.structure.nom not in contenu

    def test_un_petit_groupe_est_dit_masque(self, d, metier, client):
        equipe(d.structure, metier, prouvent=2, manquent=9)
        contenu = texte(client.get(reverse("certificats:competence_publique_list")))
        assert "masqué" in contenu
        assert "<progress" not in contenu
        assert texte(client.get(reverse("certificats:competence_publique_csv"))).count("masqué") == 3

    def test_le_tableur_suit_le_filtre(self, d, breton, connecter):
        url = reverse("certificats:competence_csv")
        reponse = connecter(d.concepteur).get(url, {"groupe": f"departement:{d.departement.pk}"})
        assert texte(reponse).splitlines()[1] == "Finistère;1.1 Naviguer, rechercher, filtrer;13;6;7"

    def test_une_competence_par_region_departement_nature_et_poste(self, d, breton, connecter, metier):
        contenu = texte(
            connecter(d.administrateur).get(reverse("certificats:competence_detail", args=[competence().pk]))
        )
        for groupe in ("Bretagne", "Finistère", "Espace de médiation numérique", metier.titre):
            assert groupe in contenu
        assert "Verser ces écarts" not in contenu

    def test_une_competence_que_rien_ne_demande(self, d, connecter):
        url = reverse("certificats:competence_detail", args=[competence().pk])
        assert "Aucun poste ne la demande" in texte(connecter(d.concepteur).get(url))

    def test_le_nombre_de_requetes_ne_depend_pas_des_personnes(self, d, metier, client, django_assert_num_queries):
        for nom, combien in (("p", 1), ("q", 29)):
            equipe(d.structure, metier, prouvent=combien, manquent=0, nom=nom)
            with django_assert_num_queries(4):
                client.get(reverse("certificats:competence_publique_list"))


class TestPerspective:
    def test_ce_qui_part_et_ce_qui_vieillit(self, d, metier):
        personnes = equipe(d.structure, metier, prouvent=12, manquent=0)
        for une in personnes[:5]:
            une.postes.update(fin=demain(30))
        anciennes = equipe(d.structure, metier, prouvent=0, manquent=6, nom="q")
        for une in anciennes:
            prouver(une, "1.1", 4, le=hier(365 * 4))
        vue = perspective()
        assert vue.departs == [(competence(), Part(5, 13, 18))]
        assert vue.vieillissantes == [(competence(), Part(6, 12, 18))]
        assert perspective(str(d.region.pk)).departs == [(competence(), Part(5, 13, 18))]
        assert perspective("999999").departs == [(competence(), Part())]

    def test_ce_qui_est_masque_de_la_competence_l_est_ici(self, d, metier):
        equipe(d.structure, metier, prouvent=20, manquent=3)  # 20 would say 3: another competence says 23
        assert perspective().departs == [(competence(), Part())]

    def test_qui_est_pret_pour_l_etape_suivante(self, d, metier):
        suivante = fiche(titre="Responsable", c2_1=4)
        for une, echelon in ((metier, 2), (suivante, 3)):
            une.echelon = echelon
            une.save()
        equipe(d.structure, metier, prouvent=6, manquent=8, code="2.1")
        assert perspective().prets == [(suivante, Part(6, 8, 14))]

    def test_la_page_s_ouvre(self, d, breton, connecter):
        assert "Compétences qui partent" in texte(
            connecter(d.gestionnaire).get(reverse("certificats:competence_avenir"))
        )


class TestVerser:
    def test_un_clic_fait_un_besoin_et_sa_preuve(self, d, breton, connecter):
        client = connecter(d.concepteur)
        assert "Verser" in texte(client.get(reverse("certificats:competence_list")))
        for _clic in range(2):
            reponse = client.post(reverse("certificats:ecart_verser", args=[competence().pk]))
        besoin = Besoin.objects.get()
        assert reponse["Location"] == besoin.get_absolute_url()
        preuve = besoin.preuves.get()
        assert (preuve.genre, preuve.k, preuve.n, preuve.competence) == (Preuve.Genre.ECART, 7, 13, competence())
        assert preuve.note.startswith("Compté le ")
        assert "tout le réseau" in preuve.note
        assert besoin.porte == Besoin.Porte.ECART
        contenu = texte(client.get(besoin.get_absolute_url()))
        assert "manque à 7 sur 13" in contenu.replace("\xa0", " ").lower()
        assert reverse("certificats:competence_detail", args=[competence().pk]) in contenu

    def test_un_besoin_choisi_et_un_departement(self, d, breton, connecter):
        besoin = Besoin.objects.create(titre="Chercher mieux", porte="demande", recu_le=timezone.now())
        url = reverse("certificats:ecart_verser", args=[competence().pk])
        choix = {"besoin": besoin.pk, "territoire": d.departement.pk}
        for _clic in range(2):
            connecter(d.concepteur).post(url, choix)
        preuve = Preuve.objects.get()
        assert preuve.besoin == besoin
        assert "Finistère" in preuve.note

    def test_un_nouveau_besoin_par_territoire(self, d, breton):
        national = verser_ecart(competence=competence(), par=d.concepteur)
        regional = verser_ecart(competence=competence(), par=d.concepteur, territoire=d.region)
        assert national != regional
        assert list(regional.territoires.all()) == [d.region]
        assert list(regional.competences.all()) == [competence()]

    def test_la_preuve_compte_dans_la_priorite_et_dans_les_pages(self, d, breton):
        besoin = verser_ecart(competence=competence(), par=d.concepteur)
        [ligne] = besoins_par_priorite(Besoin.objects.all())
        assert "7 sur 13" in ligne.appui.replace("\xa0", " ")
        [preuve] = avec_preuves(Besoin.objects.all()).get().preuves.all()
        assert "manque à" in dire_preuve_au_public(preuve)
        Preuve.objects.update(k=2, n=4)
        [preuve] = avec_preuves(Besoin.objects.all()).get().preuves.all()
        assert "reste masqué (écarts de compétences du réseau)" in dire_preuve_au_public(preuve)
        retirer_preuve(besoin=besoin, preuve=preuve)
        assert not besoin.preuves.exists()

    @pytest.mark.parametrize(("prouvent", "manquent"), [(2, 2), (2, 9), (9, 2)])
    def test_un_petit_nombre_ne_se_verse_pas(self, d, metier, prouvent, manquent, connecter):
        equipe(d.structure, metier, prouvent=prouvent, manquent=manquent)
        reponse = connecter(d.concepteur).post(reverse("certificats:ecart_verser", args=[competence().pk]))
        [erreur] = reponse.context["form"].errors["territoire"]
        assert erreur.startswith("Trop peu de personnes (tout le réseau)")
        assert not Besoin.objects.exists()

    def test_rien_ne_manque(self, d, metier):
        equipe(d.structure, metier, prouvent=9, manquent=0)
        with pytest.raises(Refus, match="ne manque à personne"):
            verser_ecart(competence=competence(), par=d.concepteur)

    def test_aucun_poste_ne_la_demande(self, d):
        with pytest.raises(Refus, match="Trop peu de personnes"):
            verser_ecart(competence=competence(), par=d.concepteur)

    def test_un_territoire_hors_du_reseau_est_refuse_sur_le_champ(self, d, breton, connecter):
        url = reverse("certificats:ecart_verser", args=[competence().pk])
        reponse = connecter(d.concepteur).post(url, {"territoire": d.autre_region.pk})
        assert "territoire" in reponse.context["form"].errors

    def test_seule_une_conceptrice_verse(self, d, breton, connecter):
        url = reverse("certificats:ecart_verser", args=[competence().pk])
        assert connecter(d.gestionnaire).post(url).status_code == 403


def test_une_structure_ailleurs(metier, client):
    ailleurs = structure_en("Martinique", "02")
    equipe(ailleurs, metier, prouvent=6, manquent=6)
    poste(equipe(ailleurs, metier, prouvent=1, manquent=0, nom="z")[0], metier, ailleurs, debut=hier(5))
    contenu = client.get(reverse("certificats:competence_publique_list"))
    assert contenu.context["lignes"] == [(competence(), Part(7, 6, 13))]
