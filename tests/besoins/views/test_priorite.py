import csv
import io

from django.urls import reverse

from besoins.actions.priorite import changer_poids, imposer_place
from besoins.models import Besoin, PlaceImposee, PoidsPriorite
from tests.besoins.fabriques import besoin, besoin_chiffre, signal

POIDS = reverse("besoins:priorite_poids")
DOUBLE = {"portee": 2, "ecart": 1, "urgence": 1, "faisabilite": 1}


def test_le_calcul_se_lit_avec_ses_poids_et_ses_places(d, connecte):
    changer_poids(poids=DOUBLE, motif="La portée d'abord", par=d.concepteur)
    imposer_place(besoin=besoin(d.concepteur, "Imposé"), place=1, motif="Demande du conseil", par=d.concepteur)

    texte = connecte(d.referent).get(reverse("besoins:priorite_detail")).text.replace("\u00a0", " ")

    assert "portée 2, écart 1" in texte
    assert "Demande du conseil" in texte


class TestPoids:
    def test_l_essai_montre_l_effet_et_n_ecrit_rien(self, d, connecte):
        besoin_chiffre(d, "Un", 9, 11)

        texte = connecte(d.concepteur).get(POIDS, DOUBLE).text

        assert "Place avec ces poids" in texte
        assert not PoidsPriorite.objects.exists()

    def test_appliquer_deux_fois_n_ecrit_qu_une_fois(self, d, connecte):
        client = connecte(d.concepteur)

        for _ in range(2):
            client.post(f"{POIDS}?portee=2&ecart=1&urgence=1&faisabilite=1", {**DOUBLE, "motif": "La portée d'abord"})

        poids = PoidsPriorite.objects.get()
        assert (poids.valeurs(), poids.motif, poids.par) == (DOUBLE, "La portée d'abord", d.concepteur)

    def test_le_motif_est_du(self, d, connecte):
        reponse = connecte(d.concepteur).post(POIDS, {**DOUBLE, "motif": " "})

        assert "motif" in reponse.context["form"].errors
        assert not PoidsPriorite.objects.exists()

    def test_tout_a_zero_est_refuse(self, d, connecte):
        nuls = dict.fromkeys(DOUBLE, 0)

        assert "un critère au moins" in connecte(d.concepteur).get(POIDS, nuls).text
        assert "un critère au moins" in connecte(d.concepteur).post(POIDS, {**nuls, "motif": "X"}).text

    def test_seul_qui_arbitre_les_change(self, d, connecte):
        assert connecte(d.gestionnaire).post(POIDS, {**DOUBLE, "motif": "X"}).status_code == 403


class TestPlace:
    def test_imposer_puis_retirer_laisse_une_trace(self, d, connecte):
        fait, client = besoin(d.concepteur), connecte(d.concepteur)
        imposer, retirer = (reverse(f"besoins:place_{nom}", args=[fait.pk]) for nom in ("imposer", "retirer"))

        for _ in range(2):
            assert client.post(imposer, {"place": 1, "motif": "Le conseil"}).status_code == 302
        assert "Place imposée par" in client.get(fait.get_absolute_url()).text
        for _ in range(2):
            assert client.post(retirer).status_code == 302

        trace = PlaceImposee.objects.get()
        assert (trace.motif, trace.par, trace.retiree_par) == ("Le conseil", d.concepteur, d.concepteur)

    def test_une_autre_place_remplace_la_premiere(self, d, connecte):
        fait = besoin(d.concepteur)
        for place in (1, 2):
            imposer_place(besoin=fait, place=place, motif="Le conseil", par=d.concepteur)

        assert PlaceImposee.objects.en_vigueur().get().place == 2
        assert PlaceImposee.objects.count() == 2

    def test_une_place_prise_ou_sans_motif_est_refusee(self, d, connecte):
        premier, second = (besoin(d.concepteur, titre) for titre in ("Un", "Deux"))
        imposer_place(besoin=premier, place=1, motif="Le conseil", par=d.concepteur)
        adresse = reverse("besoins:place_imposer", args=[second.pk])

        for donnees, champ in (({"place": 1, "motif": "X"}, "place"), ({"place": 2, "motif": " "}, "motif")):
            assert champ in connecte(d.concepteur).post(adresse, donnees).context["form"].errors

    def test_un_besoin_qui_ne_se_compare_plus_n_a_pas_de_place(self, d, connecte):
        fait = besoin(d.concepteur)
        client = connecte(d.concepteur)
        client.post(reverse("besoins:besoin_ecarter", args=[fait.pk]), {"motif": "Hors champ"})

        reponse = client.post(reverse("besoins:place_imposer", args=[fait.pk]), {"place": 1, "motif": "X"})

        assert "pas de place" in reponse.text


def test_le_tableur_suit_les_filtres_sans_formule_vivante(d, connecte):
    besoin(d.concepteur, "=1+1")
    besoin_chiffre(d, "Autre", 9, 11)

    reponse = connecte(d.concepteur).get(reverse("besoins:besoin_list_csv"), {"q": "1+1"})

    [entetes, ligne] = csv.reader(io.StringIO(reponse.text.removeprefix("\ufeff")), delimiter=";")
    assert entetes[:2] == ["Place", "Besoin"]
    assert not ligne[1].startswith("=")
    assert len(entetes) == len(ligne)


class TestRegrouper:
    def test_les_titres_proches_viennent_d_abord_et_se_regroupent(self, d, connecte):
        loin, fait, proche = (
            besoin(d.concepteur, titre)
            for titre in ("Réparer", "Accompagner les démarches", "Accompagner une démarche")
        )
        client, adresse = connecte(d.concepteur), reverse("besoins:besoin_regrouper", args=[fait.pk])

        choix = client.get(adresse).context["form"].fields["besoins"].choices
        assert [pk for pk, _libelle in choix] == [proche.pk, loin.pk]
        assert "titre proche" in choix[0][1]
        for _ in range(2):
            assert client.post(adresse, {"besoins": [proche.pk]}).status_code == 302

        assert Besoin.objects.get(pk=proche.pk).groupe == fait
        texte = client.get(fait.get_absolute_url()).text
        assert "Besoins réunis ici" in texte
        client.post(reverse("besoins:besoin_degrouper", args=[proche.pk]))
        assert Besoin.objects.get(pk=proche.pk).etat == "recu"

    def test_sous_un_nouveau_titre(self, d, connecte):
        fait, autre = (besoin(d.concepteur, titre) for titre in ("Un", "Deux"))

        for _ in range(2):
            reponse = connecte(d.concepteur).post(
                reverse("besoins:besoin_regrouper", args=[fait.pk]), {"besoins": [autre.pk], "titre": "Tous"}
            )

        assert reponse["Location"] == Besoin.objects.get(titre="Tous").get_absolute_url()
        assert set(Besoin.objects.get(titre="Tous").membres.all()) == {fait, autre}


def test_une_demande_se_joint_avec_sa_structure(d, connecte):
    fait = besoin(d.concepteur)
    adresse = reverse("besoins:preuve_create", args=[fait.pk])
    client = connecte(d.concepteur)

    for _ in range(2):
        client.post(adresse, {"demande": "Une demi-journée près de chez nous", "structure": d.structure.nom})
    inconnue = client.post(adresse, {"demande": "X", "structure": "Nulle part"})

    preuve = fait.preuves.get()
    assert (preuve.genre, preuve.structure) == ("demande", d.structure)
    assert "structure" in inconnue.context["form"].errors


def test_un_signal_d_une_seule_source_ne_prouve_rien(d, connecte):
    seul = signal("Vu une fois", note_par=d.concepteur)
    type(seul).objects.exclude(pk=seul.pk).delete()
    fait = besoin(d.concepteur)

    reponse = connecte(d.concepteur).post(reverse("besoins:preuve_create", args=[fait.pk]), {"signal": seul.pk})

    assert "2 sources indépendantes" in str(reponse.context["form"].errors["signal"])
    assert not fait.preuves.exists()
