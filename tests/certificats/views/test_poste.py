"""The posts of a career: added, corrected, ended; an employer one leaves loses sight the day after."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from academie.models import Affectation, Message
from certificats.models import Acquis, Poste
from tests.besoins.fabriques import structures
from tests.certificats.fabriques import competence, fiche, relire

LISTE = reverse("certificats:poste_list")
CREER = reverse("certificats:poste_create")
SAISIE = {"intitule": "Médiateur", "employeur": "Mairie d'ailleurs", "debut": "2020-01-06"}


def adresse(nom, objet):
    return reverse(f"certificats:{nom}", args=[objet.pk])


def poste(d, **champs) -> Poste:
    valeurs = {"utilisateur": d.animateur, "intitule": "Médiateur", "structure": d.structure, "debut": date(2025, 1, 6)}
    return Poste.objects.create(**valeurs | champs)


class TestAjouter:
    def test_deux_clics_ajoutent_un_poste_hors_du_reseau(self, connecter, d):
        for _ in range(2):
            assert connecter(d.animateur).post(CREER, SAISIE)["Location"] == LISTE
        ajoute = Poste.objects.get()
        assert (ajoute.utilisateur, ajoute.lieu_de_travail, ajoute.fin) == (d.animateur, "Mairie d'ailleurs", None)
        assert not Message.objects.exists()

    def test_une_structure_se_trouve_par_des_mots_et_se_confirme_sans_javascript(self, connecter, d):
        saisie = SAISIE | {"employeur": "", "structure": "mediatheque"}
        reponse = connecter(d.animateur).post(CREER, saisie)
        assert "Confirmez" in reponse.context["form"].errors["structure"][0]
        [proposition] = reponse.context["form"].fields["structure"].widget.propositions
        assert f'value="{proposition}"' in reponse.content.decode()
        connecter(d.animateur).post(CREER, saisie | {"structure_choix": proposition})
        assert Poste.objects.get().structure == d.structure

    def test_des_postes_qui_se_chevauchent_sont_permis(self, connecter, d):
        poste(d)
        connecter(d.animateur).post(CREER, SAISIE)
        assert Poste.objects.count() == 2

    @pytest.mark.parametrize(
        ("correction", "champ", "raison"),
        [
            ({"employeur": ""}, "structure", "chez qui"),
            ({"structure": "Médiathèque de Quimper"}, "structure", "chez qui"),
            ({"structure": "Atlantide"}, "structure", "ne correspond"),
            ({"fin": "2019-01-01"}, "fin", "précède"),
            ({"debut": "2250-01-01"}, "debut", "trop loin"),
            ({"intitule": ""}, "intitule", ""),
        ],
        ids=["sans employeur", "deux employeurs", "structure inconnue", "fin avant", "loin", "sans titre"],
    )
    def test_refus_sur_le_champ_saisie_gardee(self, connecter, d, correction, champ, raison):
        reponse = connecter(d.animateur).post(CREER, SAISIE | correction)
        assert raison in reponse.context["form"].errors[champ][0]
        assert "2020-01-06" in reponse.content.decode() or champ == "debut"
        assert not Poste.objects.exists()

    def test_la_fiche_adaptee_par_la_structure_vient_en_premier(self, connecter, d):
        nationale, adaptee, ailleurs = fiche(titre="A"), fiche(titre="Z"), fiche(titre="B")
        for adaptation, ou in ((adaptee, d.structure), (ailleurs, d.autre_structure)):
            adaptation.structure, adaptation.nationale = ou, nationale
            adaptation.save()
        groupes = connecter(d.animateur).get(CREER).context["form"].fields["fiche"].choices
        assert [pk for _titre, choix in groupes[1:] for pk, _ in choix] == [adaptee.pk, nationale.pk]


class TestCorriger:
    def test_corriger(self, connecter, d):
        ecrit = poste(d)
        connecter(d.animateur).post(adresse("poste_update", ecrit), SAISIE | {"intitule": "Autrement"})
        assert (relire(ecrit).intitule, relire(ecrit).structure) == ("Autrement", None)

    def test_jamais_deux_fois_le_meme(self, connecter, d):
        connecter(d.animateur).post(CREER, SAISIE)
        autre = poste(d)
        reponse = connecter(d.animateur).post(adresse("poste_update", autre), SAISIE)
        assert "déjà dans votre parcours" in reponse.context["form"].errors["intitule"][0]

    def test_retirer_deux_fois_jamais_celui_d_autrui(self, connecter, d):
        mien, autre = poste(d), poste(d, utilisateur=d.autre_animateur)
        for _ in range(2):
            assert connecter(d.animateur).post(adresse("poste_retirer", mien))["Location"] == LISTE
        connecter(d.animateur).post(adresse("poste_retirer", autre))
        assert Poste.objects.get() == autre


class TestTerminer:
    def test_rester_rattache_ne_change_que_le_poste(self, connecter, d):
        tenu, jour = poste(d), timezone.localdate()
        page = connecter(d.animateur).get(adresse("poste_terminer", tenu)).content.decode()
        assert "ne verra plus mon parcours" in page
        connecter(d.animateur).post(adresse("poste_terminer", tenu), {"fin": jour, "quitter": "non"})
        assert relire(tenu).fin == jour
        assert Affectation.objects.get(utilisateur=d.animateur).fin is None

    def test_quitter_la_structure_lui_fait_perdre_le_parcours_de_vue(self, connecter, d):
        Affectation.objects.filter(utilisateur=d.animateur).update(debut=date(2025, 1, 6))
        Acquis.objects.create(
            utilisateur=d.animateur, competence=competence(), niveau=2, nature="auto_evaluation",
            obtenu_le=date(2026, 1, 1),
        )  # fmt: skip
        tenu, hier = poste(d), timezone.localdate() - timedelta(days=1)
        saisie = {"fin": hier, "quitter": "oui"}
        for _ in range(2):
            assert connecter(d.animateur).post(adresse("poste_terminer", tenu), saisie).status_code == 302
        assert Affectation.objects.get(utilisateur=d.animateur).fin == hier
        declarer = adresse("poste_declarer", d.animateur)
        assert connecter(d.referent).get(declarer).status_code == 404

    def test_un_poste_hors_du_reseau_ne_propose_pas_de_quitter(self, connecter, d):
        tenu = poste(d, structure=None, employeur="Ailleurs")
        reponse = connecter(d.animateur).get(adresse("poste_terminer", tenu))
        assert "quitter" not in reponse.context["form"].fields

    def test_la_question_attend_une_reponse(self, connecter, d):
        reponse = connecter(d.animateur).post(adresse("poste_terminer", poste(d)), {"fin": timezone.localdate()})
        assert "quitter" in reponse.context["form"].errors


class TestReferent:
    def test_il_note_un_poste_de_son_equipe_et_la_personne_le_sait(self, connecter, d):
        url = adresse("poste_declarer", d.animateur)
        assert "Médiathèque de Quimper" in connecter(d.referent).get(url).content.decode()
        saisie = SAISIE | {"employeur": "", "structure": "Médiathèque de Quimper"}
        for _ in range(2):
            assert connecter(d.referent).post(url, saisie)["Location"] == url
        assert Poste.objects.get().utilisateur == d.animateur
        assert Message.objects.get().utilisateur == d.animateur

    def test_jamais_d_une_autre_equipe(self, connecter, d):
        assert connecter(d.autre_referent).get(adresse("poste_declarer", d.animateur)).status_code == 404


@pytest.mark.parametrize("nombre", [1, 30])
def test_le_nombre_de_requetes_est_constant(connecter, d, nombre, django_assert_num_queries):
    for rang, lieu in enumerate(structures(nombre, d.commune)):
        poste(d, intitule=f"Poste {rang}", structure=lieu, fiche=fiche(titre=f"Fiche {rang}"))
    client = connecter(d.animateur)
    with django_assert_num_queries(5):
        client.get(LISTE)
