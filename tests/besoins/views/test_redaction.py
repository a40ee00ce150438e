"""Two people in the same draft, each with a page open: nothing that anybody typed is lost."""

import html

import pytest
from django.urls import reverse
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from academie.models import Niveau
from besoins.actions.module import supprimer_module
from besoins.actions.publication import soumettre_version
from besoins.models import Module, VersionProgramme
from tests.besoins.atelier import besoin_retenu, brouillon, brouillon_complet, relire
from tests.besoins.saisie import Saisie
from tests.distribution import distribuer


def adresse(nom, *args) -> str:
    return reverse(f"besoins:{nom}", args=args)


def texte(reponse) -> str:
    return html.unescape(reponse.content.decode()).replace("\xa0", " ")


@pytest.fixture
def version(d):
    return brouillon_complet(d)


@pytest.fixture
def deux(d, version):
    """Both open the presentation before either writes."""
    page = adresse("programme_update", version.pk)
    return Saisie(d.concepteur, page), Saisie(d.autre_concepteur, page)


class TestDeuxTextes:
    def test_le_second_lit_les_deux_et_rien_n_est_ecrit(self, deux, version):
        premiere, seconde = deux
        premiere.envoyer(tarif="Gratuit pour tout le monde")

        reponse = seconde.envoyer(tarif="Gratuit sauf les repas")

        assert "Deux textes, à vous de choisir" in texte(reponse)
        assert "Gratuit <del>pour tout le monde</del>" in texte(reponse)
        assert "Gratuit <ins>sauf les repas</ins>" in texte(reponse)
        assert relire(version).tarif == "Gratuit pour tout le monde"

    def test_la_page_dit_qui_a_ecrit(self, deux, d):
        premiere, seconde = deux
        premiere.envoyer(tarif="Gratuit pour tout le monde")

        assert f"Dernière écriture : {d.concepteur}" in texte(seconde.envoyer(tarif="Payant"))

    def test_son_texte_est_choisi_d_avance_et_s_enregistre(self, deux, version):
        premiere, seconde = deux
        premiere.envoyer(tarif="Gratuit pour tout le monde", publics="Médiatrices")
        seconde.envoyer(tarif="Gratuit sauf les repas")

        reponse = seconde.envoyer()

        assert reponse.status_code == 302
        # What the second person had not touched is what the first wrote.
        assert (relire(version).tarif, relire(version).publics) == ("Gratuit sauf les repas", "Médiatrices")

    def test_celui_de_l_autre_se_garde(self, deux, version):
        premiere, seconde = deux
        premiere.envoyer(tarif="Gratuit pour tout le monde")
        seconde.envoyer(tarif="Payant", contact="ailleurs@test.example")

        seconde.envoyer(**{"choix-tarif": "leur"})

        assert (relire(version).tarif, relire(version).contact) == (
            "Gratuit pour tout le monde",
            "ailleurs@test.example",
        )

    def test_un_troisieme_texte_s_ecrit(self, deux, version):
        premiere, seconde = deux
        premiere.envoyer(tarif="Dix euros")
        seconde.envoyer(tarif="Payant")

        seconde.envoyer(tarif="Gratuit ou payant")

        assert relire(version).tarif == "Gratuit ou payant"

    def test_une_troisieme_ecriture_pendant_le_choix_se_compare_encore(self, deux, version):
        premiere, seconde = deux
        premiere.envoyer(tarif="Un")
        seconde.envoyer(tarif="Deux")
        Saisie(version.redige_par, premiere.page).envoyer(tarif="Trois")

        reponse = seconde.envoyer()

        assert "<del>Trois</del>" in texte(reponse)
        assert "<ins>Deux</ins>" in texte(reponse)
        assert relire(version).tarif == "Trois"

    def test_renvoyer_la_meme_page_n_est_pas_un_conflit(self, deux, version):
        premiere, _ = deux

        assert premiere.envoyer(tarif="Cent euros").status_code == 302
        assert premiere.envoyer(tarif="Cent euros").status_code == 302
        assert relire(version).revision == version.revision + 1

    def test_ecrire_la_meme_chose_n_est_pas_un_conflit(self, deux, version):
        premiere, seconde = deux
        premiere.envoyer(tarif="Cent euros")

        assert seconde.envoyer(tarif="Cent euros").status_code == 302

    def test_les_fins_de_ligne_d_un_navigateur_ne_sont_pas_un_changement(self, d, version):
        VersionProgramme.objects.update(presentation="Une ligne.\nUne autre.", revision=7)
        page = Saisie(d.concepteur, adresse("programme_update", version.pk))

        page.envoyer()

        assert (relire(version).presentation, relire(version).revision) == ("Une ligne.\nUne autre.", 7)

    def test_une_faute_de_saisie_garde_la_revision_lue(self, deux, version):
        premiere, seconde = deux
        assert "Seuil" in texte(seconde.envoyer(seuil_assiduite="120", tarif="Payant"))
        premiere.envoyer(tarif="Gratuit pour tout le monde")

        assert "Deux textes" in texte(seconde.envoyer(seuil_assiduite="80"))


def niveau(rang: int) -> int:
    return Niveau.objects.get(rang=rang).pk


class TestChoixEtListes:
    def test_deux_choix_de_besoins_se_disent_par_leur_nom(self, d, version):
        autre, encore = besoin_retenu(d, "Aller vers"), besoin_retenu(d, "Faire réseau")
        page = adresse("programme_besoins", version.pk)
        premiere, seconde = Saisie(d.concepteur, page), Saisie(d.autre_concepteur, page)
        premiere.envoyer(besoins=[autre.pk])

        reponse = seconde.envoyer(besoins=[encore.pk])

        assert "<del>Aller vers</del>" in texte(reponse)
        assert "<ins>Faire réseau</ins>" in texte(reponse)
        seconde.envoyer()
        assert list(version.besoins.all()) == [encore]

    def test_un_niveau_se_dit_aussi(self, d, version):
        objectif = version.objectifs.get()
        page = adresse("objectif_update", version.pk, objectif.pk)
        premiere, seconde = Saisie(d.concepteur, page), Saisie(d.autre_concepteur, page)
        premiere.envoyer(niveau=niveau(6))
        reponse = texte(seconde.envoyer(niveau=niveau(7)))
        assert "<del>6</del>" in reponse
        assert "<ins>7</ins>" in reponse

        seconde.envoyer(**{"choix-niveau": "leur"})

        objectif.refresh_from_db()
        assert objectif.niveau == 6
        assert list(objectif.besoins.all()) == list(version.besoins.all())

    def test_deux_modules_differents_ne_se_genent_pas(self, d, version):
        un, deux = version.modules.all()
        premiere = Saisie(d.concepteur, adresse("module_update", version.pk, un.pk))
        seconde = Saisie(d.autre_concepteur, adresse("module_update", version.pk, deux.pk))

        assert premiere.envoyer(contenu="Un").status_code == seconde.envoyer(contenu="Deux").status_code == 302
        assert list(version.modules.values_list("contenu", "revision")) == [("Un", 2), ("Deux", 2)]


class TestCeQuiDisparait:
    def test_le_texte_d_un_module_supprime_est_rendu(self, d, version):
        module = version.modules.first()
        page = Saisie(d.concepteur, adresse("module_update", version.pk, module.pk))
        supprimer_module(version=version, module=module.pk, par=d.autre_concepteur)

        reponse = page.envoyer(contenu="Une heure de travail\net deux exemples")

        assert reponse.status_code == 404
        assert "n'existe plus" in texte(reponse)
        assert "Une heure de travail\net deux exemples" in texte(reponse)

    def test_le_texte_d_un_brouillon_supprime_est_rendu(self, d):
        version = brouillon(d)
        page = Saisie(d.concepteur, adresse("programme_update", version.pk))
        version.delete()

        reponse = page.envoyer(presentation="Trois pages")

        assert reponse.status_code == 404
        assert "Trois pages" in texte(reponse)

    def test_rien_a_rendre_reste_introuvable(self, d, client):
        client.force_login(d.concepteur)

        reponse = client.post(adresse("programme_update", 999_999))

        assert reponse.status_code == 404
        assert "copiez votre texte" not in texte(reponse)

    def test_le_texte_ecrit_pendant_que_la_version_part_en_relecture_reste_la(self, d, version):
        page = Saisie(d.concepteur, adresse("programme_update", version.pk))
        soumettre_version(version=version, par=d.autre_concepteur)

        reponse = page.envoyer(tarif="Deux cents euros")

        assert "Seul un brouillon se modifie" in texte(reponse)
        assert "Deux cents euros" in texte(reponse)

    @pytest.mark.parametrize(("nom", "saisie"), [("objectif", "evaluation"), ("module", "contenu")])
    def test_on_ne_supprime_pas_ce_qu_on_n_a_pas_lu(self, d, version, nom, saisie):
        element = getattr(version, f"{nom}s").first()
        lue = {"revision": element.revision}
        Saisie(d.autre_concepteur, adresse(f"{nom}_update", version.pk, element.pk)).envoyer(**{saisie: "Neuf"})
        page = Saisie(d.concepteur, adresse(f"{nom}_update", version.pk, element.pk))

        reponse = page.client.post(adresse(f"{nom}_delete", version.pk, element.pk), lue, follow=True)

        assert "relisez-le avant de le supprimer" in texte(reponse)
        assert type(element).objects.filter(pk=element.pk).exists()


# Who does what: opens the page again, writes something, keeps what is stored, or deletes it all.
MOTS = st.text(alphabet="bé <&\n", min_size=1, max_size=9).map(lambda mots: f"x{mots}x")
GESTES = st.lists(
    st.tuples(st.integers(0, 1), st.one_of(st.sampled_from(["ouvrir", "garder", "supprimer"]), MOTS)), max_size=8
)


class TestRienNeSePerd(TestCase):
    @settings(max_examples=12, phases=[Phase.explicit, Phase.reuse, Phase.generate])
    @given(GESTES)
    def test_tout_ce_qui_est_ecrit_est_enregistre_ou_rendu(self, gestes):
        d = distribuer()
        self.module = brouillon_complet(d).modules.first()
        self.page = adresse("module_update", self.module.version_id, self.module.pk)
        personnes = [d.concepteur, d.autre_concepteur]
        pages = [Saisie(personne, self.page) for personne in personnes]
        for qui, geste in gestes:
            avant = self.stocke()
            if geste == "ouvrir":
                pages[qui] = Saisie(personnes[qui], self.page)
            elif geste == "garder":
                pages[qui].envoyer(**{"choix-contenu": "leur"})
                assert self.stocke() == avant
            elif geste == "supprimer":
                self.supprimer(pages[qui], avant)
            else:
                self.ecrire(pages[qui], geste, avant)

    def stocke(self):
        return Module.objects.filter(pk=self.module.pk).values_list("contenu", "revision").first()

    def supprimer(self, page, avant):
        lue = page.champs.get("revision", ["0"])[0]
        page.client.post(adresse("module_delete", self.module.version_id, self.module.pk), {"revision": lue})
        # Nobody deletes what they have not read.
        assert self.stocke() == (avant if avant and lue != str(avant[1]) else None)

    def ecrire(self, page, texte_saisi, avant):
        reponse = page.envoyer(contenu=texte_saisi)
        if reponse.status_code == 302:
            assert self.stocke()[0] == texte_saisi
        elif reponse.status_code == 404:
            assert avant is None
            assert texte_saisi in html.unescape(reponse.content.decode())
        else:
            # Both are there to be read, and nothing was written over.
            assert self.stocke() == avant
            assert page.champs["contenu"] == [texte_saisi.replace("\n", "\r\n")]
            assert page.champs["initial-contenu"] == [avant[0]]
