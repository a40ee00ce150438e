import pytest
from django.urls import reverse

from besoins.actions.besoin import ecarter_besoin, qualifier_besoin, retenir_besoin
from besoins.models import Besoin, Preuve
from tests.besoins.fabriques import besoin, besoin_prouve, besoin_qualifie, enquete_ouverte, repondre, signal


def page(nom: str, *args) -> str:
    return reverse(f"besoins:{nom}", args=args)


def test_proposer_un_besoin(d, connecte):
    client = connecte(d.concepteur)

    for _ in range(2):
        reponse = client.post(page("besoin_create"), {"titre": "Former à l'accueil", "publics": "Débutants"})

    assert reponse["Location"] == Besoin.objects.get().get_absolute_url()


class TestDecider:
    def test_retenir_puis_lire_l_histoire(self, d, connecte):
        recu, client = besoin_qualifie(d.concepteur), connecte(d.concepteur)
        assert "noté B2" in client.get(page("besoin_retenir", recu.pk)).text

        for _ in range(2):
            assert client.post(page("besoin_retenir", recu.pk), {"motif": "Urgent"}).status_code == 302

        texte = client.get(recu.get_absolute_url()).text
        assert "Concepteur Test a retenu le besoin\u00a0: Urgent" in texte
        assert "Concepteur Test a proposé le besoin." in texte
        assert "Concepteur Test a joint une preuve" in texte

    def test_retenir_sans_preuve_est_refuse(self, d, connecte):
        reponse = connecte(d.concepteur).post(
            page("besoin_retenir", qualifier_besoin(besoin=besoin(d.concepteur), par=d.concepteur).pk),
            {"motif": "Urgent"},
        )

        assert "aucune preuve" in reponse.text
        assert "Urgent" in reponse.text

    def test_ecarter_veut_un_motif(self, d, connecte):
        recu, client = besoin(d.concepteur), connecte(d.concepteur)

        assert "motif" in client.post(page("besoin_ecarter", recu.pk), {"motif": " "}).context["form"].errors
        client.post(page("besoin_ecarter", recu.pk), {"motif": "Hors champ"})

        assert Besoin.objects.get().motif == "Hors champ"

    def test_reexaminer(self, d, connecte):
        ecarte = ecarter_besoin(besoin=besoin(d.concepteur), par=d.concepteur, motif="Non")

        for _ in range(2):
            assert connecte(d.concepteur).post(page("besoin_reexaminer", ecarte.pk)).status_code == 302

        assert Besoin.objects.get().etat == "qualifie"


class TestPreuves:
    def test_joindre_un_resultat_ou_un_signal(self, d, connecte):
        recu, client = besoin(d.concepteur), connecte(d.concepteur)
        faite = enquete_ouverte(d.concepteur)
        repondre(faite, d.structure, "Formation")
        adresse = page("preuve_create", recu.pk)

        for _ in range(2):
            client.post(adresse, {"option": faite.option("Formation").pk, "note": "Confirmé"})
            client.post(adresse, {"signal": signal(note_par=d.concepteur).pk})

        assert Preuve.objects.count() == 2
        assert Preuve.objects.get(genre="resultat").note == "Confirmé"

    def test_une_seule_des_deux(self, d, connecte):
        recu = besoin(d.concepteur)
        faite = enquete_ouverte(d.concepteur)
        choix = {"option": faite.option("Formation").pk, "signal": signal(note_par=d.concepteur).pk}

        for donnees in ({}, choix):
            reponse = connecte(d.concepteur).post(page("preuve_create", recu.pk), donnees)
            assert "option" in reponse.context["form"].errors

    def test_un_resultat_sans_reponse_est_refuse(self, d, connecte):
        recu, faite = besoin(d.concepteur), enquete_ouverte(d.concepteur)

        reponse = connecte(d.concepteur).post(page("preuve_create", recu.pk), {"option": faite.option("Formation").pk})

        assert "ne prouve rien" in str(reponse.context["form"].errors["option"])

    def test_un_signal_non_note_ne_se_propose_pas(self, d, connecte):
        reponse = connecte(d.concepteur).post(page("preuve_create", besoin(d.concepteur).pk), {"signal": signal().pk})

        assert "signal" in reponse.context["form"].errors

    def test_retirer_deux_fois_mene_au_meme_endroit(self, d, connecte):
        recu = besoin_prouve(d.concepteur)
        adresse = page("preuve_retirer", recu.pk, recu.preuves.get().pk)

        for _ in range(2):
            assert connecte(d.concepteur).post(adresse)["Location"] == recu.get_absolute_url()

        assert not Preuve.objects.exists()

    def test_on_ne_retire_pas_la_preuve_d_un_besoin_decide(self, d, connecte):
        retenu = retenir_besoin(besoin=besoin_qualifie(d.concepteur), par=d.concepteur)

        connecte(d.concepteur).post(page("preuve_retirer", retenu.pk, retenu.preuves.get().pk))

        assert Preuve.objects.exists()


def test_filtrer_par_etat_et_par_mots_avec_ou_sans_accents(d, connecte):
    besoin(d.concepteur, "Équipements")
    retenir_besoin(besoin=besoin_qualifie(d.concepteur, "Formation"), par=d.concepteur)
    client = connecte(d.gestionnaire)

    def trouves(**criteres):
        return [ligne.besoin.titre for ligne in client.get(page("besoin_list"), criteres).context["page_obj"]]

    assert trouves(q="equipement") == ["Équipements"]
    assert trouves(etat="retenu") == ["Formation"]
    assert trouves(etat="ecarte") == []


@pytest.mark.parametrize("nombre", [1, 30])
def test_la_liste_coute_pareil_pour_un_ou_trente_besoins(d, connecte, nombre, django_assert_num_queries):
    for rang in range(nombre):
        besoin_prouve(d.concepteur, f"Besoin {rang}")
    client = connecte(d.concepteur)

    with django_assert_num_queries(10):
        client.get(page("besoin_list"))


@pytest.mark.parametrize("role", ["concepteur", "gestionnaire", "referent", "administrateur"])
def test_la_maison_s_ouvre_sur_ce_qui_attend(d, connecte, role):
    besoin(d.concepteur)

    texte = connecte(getattr(d, role)).get(page("accueil")).text

    assert ("Qualifier 1 besoin reçu" in texte) == (role == "concepteur")
