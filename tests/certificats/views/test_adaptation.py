"""A structure adapts a national sheet: more, never less; a new national version asks to look at it again."""

import pytest
from django.urls import reverse

from academie.models import Message
from academie.regles import Refus
from certificats.actions.fiche_poste import (
    adapter_fiche,
    exiger_competence,
    modifier_fiche,
    ne_pas_pratiquer,
    nouvelle_version_fiche,
    publier_fiche,
    retirer_exigence,
    retirer_fiche,
)
from certificats.models import FichePoste, Poste
from certificats.queries.comparaison import comparer
from certificats.queries.ecart import ecarts
from tests.certificats.fabriques import competence, fiche, relire

LISTE = reverse("certificats:fiche_poste_list")


def page(nom, *args):
    return reverse(f"certificats:{nom}", args=args)


def texte(reponse) -> str:
    return reponse.content.decode().replace("\xa0", " ")


def demandes(fiche) -> dict[str, int]:
    return {e.competence.code: e.niveau for e in fiche.exigences.select_related("competence")}


@pytest.fixture
def nationale(d):
    return fiche(c1_1=4, c1_2=3)


@pytest.fixture
def adaptee(d, nationale):
    return adapter_fiche(nationale=nationale, structure=d.structure)


class TestAdapter:
    def test_le_referent_prepare_celle_de_sa_structure_une_fois(self, connecter, d, nationale):
        url = page("fiche_poste_adapter", nationale.pk)
        for _ in range(2):
            reponse = connecter(d.referent).post(url, {"structure": d.structure.pk})
        creee = FichePoste.objects.get(structure=d.structure)
        assert reponse["Location"] == creee.get_absolute_url()
        assert (creee.nationale, demandes(creee)) == (nationale, {"1.1": 4, "1.2": 3})

    def test_jamais_celle_d_une_autre_structure(self, connecter, d, nationale, adaptee):
        url = page("fiche_poste_adapter", nationale.pk)
        reponse = connecter(d.referent).post(url, {"structure": d.autre_structure.pk})
        assert "structure" in reponse.context["form"].errors
        assert connecter(d.autre_referent).get(page("fiche_poste_update", adaptee.pk)).status_code == 404
        assert connecter(d.referent).get(page("fiche_poste_update", nationale.pk)).status_code == 404

    def test_un_brouillon_ou_une_adaptation_ne_s_adaptent_pas(self, connecter, d, adaptee):
        assert connecter(d.referent).get(page("fiche_poste_adapter", adaptee.pk)).status_code == 404
        with pytest.raises(Refus, match="nationale publiée"):
            adapter_fiche(nationale=adaptee, structure=d.autre_structure)

    def test_demander_plus_oui_moins_non(self, connecter, d, adaptee):
        url = page("exigence_create", adaptee.pk)
        connecter(d.referent).post(url, {"competence": competence("1.1").pk, "niveau": 6})
        connecter(d.referent).post(url, {"competence": competence("2.1").pk, "niveau": 2})
        assert demandes(adaptee) == {"1.1": 6, "1.2": 3, "2.1": 2}
        reponse = connecter(d.referent).post(url, {"competence": competence("1.1").pk, "niveau": 3})
        assert "jamais moins" in reponse.context["form"].errors["niveau"][0]

    def test_non_pratiquee_avec_son_motif_ne_compte_plus_dans_les_ecarts(self, connecter, d, adaptee):
        exigence = adaptee.exigences.get(competence=competence("1.2"))
        url = page("exigence_non_pratiquee", adaptee.pk, exigence.pk)
        assert "non_pratiquee" in connecter(d.referent).post(url, {"non_pratiquee": " "}).context["form"].errors
        for _ in range(2):
            connecter(d.referent).post(url, {"non_pratiquee": "Le réseau s'en charge."})
        lu = texte(connecter(d.referent).get(adaptee.get_absolute_url())).replace("&#x27;", "'")
        assert "non pratiquée ici" in lu
        assert "Le réseau s'en charge." in lu
        assert "jamais demander moins" in lu
        assert [ecart.competence.code for ecart in ecarts(adaptee, {})] == ["1.1"]

    def test_seule_une_competence_de_la_nationale_est_non_pratiquee(self, d, adaptee):
        ajout = exiger_competence(fiche=adaptee, competence=competence("2.1"), niveau=2)
        with pytest.raises(Refus, match="retirez-la"):
            ne_pas_pratiquer(fiche=adaptee, exigence=ajout.pk, motif="Non.")

    def test_une_competence_de_la_nationale_ne_se_retire_pas(self, d, adaptee):
        with pytest.raises(Refus, match="non pratiquée"):
            retirer_exigence(fiche=adaptee, exigence=adaptee.exigences.first().pk)
        ajout = exiger_competence(fiche=adaptee, competence=competence("2.1"), niveau=2)
        retirer_exigence(fiche=adaptee, exigence=ajout.pk)
        assert demandes(adaptee) == {"1.1": 4, "1.2": 3}

    def test_rien_de_pratique_ne_se_publie_pas(self, d, adaptee):
        adaptee.exigences.update(non_pratiquee="Non.")
        with pytest.raises(Refus, match="compétence"):
            publier_fiche(fiche=adaptee)

    def test_les_autres_structures_ne_la_voient_pas_dans_la_liste(self, connecter, d, nationale, adaptee):
        publier_fiche(fiche=adaptee)
        voient = [
            p
            for p in (d.animateur, d.concepteur, d.autre_animateur)
            if d.structure.nom in texte(connecter(p).get(LISTE))
        ]
        assert voient == [d.animateur, d.concepteur]


class TestNouvelleVersionNationale:
    def relevee(self, nationale):
        suivante = nouvelle_version_fiche(fiche=nationale)
        exiger_competence(fiche=suivante, competence=competence("1.1"), niveau=5)
        retirer_exigence(fiche=suivante, exigence=suivante.exigences.get(competence=competence("1.2")).pk)
        exiger_competence(fiche=suivante, competence=competence("3.1"), niveau=2)
        return publier_fiche(fiche=suivante)

    def test_la_structure_est_prevenue_et_sa_fiche_a_revoir(self, connecter, d, nationale, adaptee):
        publier_fiche(fiche=adaptee)
        assert not relire(adaptee).a_revoir
        suivante = self.relevee(nationale)
        publier_fiche(fiche=suivante)
        assert relire(adaptee).a_revoir
        assert Message.objects.get().utilisateur == d.referent
        assert "À revoir" in texte(connecter(d.referent).get(adaptee.get_absolute_url()))
        assert "à revoir" in texte(connecter(d.animateur).get(LISTE))
        a_revoir = f"Revoir une fiche de poste : {adaptee.titre}"
        assert a_revoir in texte(connecter(d.referent).get("/"))
        assert a_revoir not in texte(connecter(d.autre_referent).get("/"))

    def test_la_suite_reprend_la_nationale_et_les_ajouts(self, connecter, d, nationale, adaptee):
        exiger_competence(fiche=adaptee, competence=competence("1.1"), niveau=6)
        exiger_competence(fiche=adaptee, competence=competence("2.1"), niveau=2)
        publier_fiche(fiche=adaptee)
        suivante = self.relevee(nationale)
        connecter(d.referent).post(page("fiche_poste_nouvelle_version", adaptee.pk))
        reprise = FichePoste.objects.get(code=adaptee.code, version=2)
        assert demandes(reprise) == {"1.1": 6, "2.1": 2, "3.1": 2}
        assert (reprise.nationale, reprise.a_revoir) == (suivante, False)

    def test_un_motif_se_garde(self, d, nationale, adaptee):
        ne_pas_pratiquer(fiche=adaptee, exigence=adaptee.exigences.get(competence=competence("1.1")).pk, motif="Non.")
        publier_fiche(fiche=adaptee)
        self.relevee(nationale)
        reprise = nouvelle_version_fiche(fiche=relire(adaptee))
        assert reprise.exigences.get(competence=competence("1.1")).non_pratiquee == "Non."


class TestComparer:
    def test_chaque_changement_est_nomme(self, connecter, d, nationale):
        suivante = nouvelle_version_fiche(fiche=nationale)
        modifier_fiche(fiche=suivante, description="Accompagner tous les publics.")
        exiger_competence(fiche=suivante, competence=competence("1.1"), niveau=5)
        retirer_exigence(fiche=suivante, exigence=suivante.exigences.get(competence=competence("1.2")).pk)
        exiger_competence(fiche=suivante, competence=competence("3.1"), niveau=2)
        genres = {c.competence.code: c.genre for c in comparer(nationale, suivante).changements}
        assert genres == {"1.1": "monte", "1.2": "retire", "3.1": "ajoute"}
        lu = texte(connecter(d.animateur).get(page("fiche_poste_comparer", suivante.pk, nationale.pk)))
        assert "niveau plus haut" in lu
        assert "<ins>" in lu
        assert "Palier 5" in lu

    def test_deux_fiches_pareilles(self, connecter, d, nationale):
        suivante = nouvelle_version_fiche(fiche=nationale)
        assert "aux mêmes niveaux" in texte(
            connecter(d.animateur).get(page("fiche_poste_comparer", suivante.pk, nationale.pk))
        )


class TestRetirer:
    def test_deux_clics_retirent_qui_la_tient_la_garde(self, connecter, d, nationale):
        poste = Poste.objects.create(
            utilisateur=d.animateur, intitule="Médiateur", employeur="x", fiche=nationale, debut="2025-01-01"
        )
        url = page("fiche_poste_retirer", nationale.pk)
        assert "1 personne tient ce poste" in texte(connecter(d.concepteur).get(url))
        for _ in range(2):
            connecter(d.concepteur).post(url)
        assert relire(nationale).etat == "retiree"
        assert relire(poste).fiche == nationale

    def test_un_brouillon_ne_se_retire_pas(self, d):
        with pytest.raises(Refus, match="brouillon"):
            retirer_fiche(fiche=fiche(publiee=False))


class TestChampsFacultatifs:
    saisie = {"titre": "Poste", "description": "x", "source": "", "echelon": "", "certification": "REMN"}

    def test_rome_et_certification_se_lisent(self, connecter, d):
        saisie = self.saisie | {"rome": "G1202", "certification_lien": "https://rncp.example/34137"}
        reponse = connecter(d.concepteur).post(page("fiche_poste_create"), saisie, follow=True)
        assert "G1202" in texte(reponse)
        assert "https://rncp.example/34137" in texte(reponse)

    @pytest.mark.parametrize(
        ("champ", "valeur"),
        [("rome", "médiateur"), ("certification_lien", "javascript:alert(1)")],
        ids=["rome", "lien"],
    )
    def test_refus_sur_le_champ(self, connecter, d, champ, valeur):
        reponse = connecter(d.concepteur).post(page("fiche_poste_create"), self.saisie | {champ: valeur})
        assert champ in reponse.context["form"].errors


def test_on_ne_vise_que_les_fiches_nationales_et_celles_de_sa_structure(connecter, d, nationale, adaptee):
    publier_fiche(fiche=adaptee)
    viser = page("parcours_viser")
    assert d.structure.nom in texte(connecter(d.animateur).get(viser))
    reponse = connecter(d.autre_animateur).post(viser, {"fiche": adaptee.pk})
    assert "fiche" in reponse.context["form"].errors
