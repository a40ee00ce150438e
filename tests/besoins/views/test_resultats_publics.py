import pytest
from django.urls import reverse

from besoins.models import Correction, Enquete
from tests.besoins.fabriques import enquete_ouverte, repondre
from tests.besoins.recolte import recolter


@pytest.fixture
def faite(d):
    faite = enquete_ouverte(d.concepteur)
    petite, grande = faite.option("Petite"), faite.option("Grande")
    formation, reseau = faite.option("Formation"), faite.option("Réseau")
    recolter(
        faite.enquete,
        *[{faite.taille: petite, faite.besoins: [formation], faite.remarque: "Verbatim secret"} for _ in range(8)],
        *[{faite.taille: grande, faite.besoins: [formation, reseau]} for _ in range(4)],
        *[{faite.postes: 12} for _ in range(2)],
    )
    Enquete.objects.filter(pk=faite.enquete.pk).update(resultats_publies=True, note_donnees="Des volontaires.")
    return faite


def lire(client, faite) -> str:
    reponse = client.get(reverse("besoins:resultats_publics", args=[faite.enquete.pk]))
    assert reponse.status_code == 200
    return reponse.text.replace("\u00a0", " ")


def test_chacun_lit_les_parts_et_leurs_intervalles(client, faite):
    texte = lire(client, faite)

    assert "14 réponses envoyées" in texte
    assert "12 sur 12, soit 100,0 %" in texte
    assert "[76 % – 100 %]" in texte
    assert "Des volontaires." in texte


def test_les_petits_groupes_n_y_sont_pas_et_ne_se_calculent_pas(client, faite):
    texte = lire(client, faite)

    assert "4 sur 12" not in texte
    assert "8 sur 12" not in texte  # the other one, alone beside the hidden one, would give it back
    assert "12 postes" not in texte
    assert texte.count("masqué : trop peu de réponses") == 3
    assert "Moins de 5 personnes ont répondu à cette question" in texte


def test_les_textes_les_noms_et_les_outils_du_metier_n_y_sont_pas(client, d, faite):
    Correction.objects.create(
        enquete=faite.enquete, element=f"question:{faite.taille.pk}", champ="intitule", avant="Taile ?", apres="Taille ?",
        par=d.concepteur, le=faite.enquete.ouverte_le,
    )  # fmt: skip

    texte = lire(client, faite)

    assert "« Taile ? » est devenu « Taille ? »" in texte
    for absent in ("Verbatim secret", str(d.concepteur), "Garder ces réponses", "En faire un besoin", "Verbatim"):
        assert absent not in texte


def test_qui_a_repondu_par_region_sans_les_petites(client, d, faite):
    repondre(faite, d.structure, "Formation")

    texte = lire(client, faite)

    assert "Bretagne" in texte
    assert '<td class="nombre" data-label="Ont répondu">masqué</td>' in texte


@pytest.mark.parametrize("champs", [{"resultats_publies": False}, {"etat": "brouillon", "ouverte_le": None}])
def test_ce_qui_n_est_pas_publie_n_existe_pas(client, faite, champs):
    Enquete.objects.filter(pk=faite.enquete.pk).update(**champs)

    assert client.get(reverse("besoins:resultats_publics", args=[faite.enquete.pk])).status_code == 404
    assert faite.enquete.titre not in client.get(reverse("besoins:resultats_publics_list")).text


def test_moins_de_cinq_reponses_ne_disent_rien(client, d):
    faite = enquete_ouverte(d.concepteur)
    recolter(faite.enquete, *[{faite.taille: faite.option("Petite")} for _ in range(4)])
    Enquete.objects.filter(pk=faite.enquete.pk).update(resultats_publies=True)

    texte = lire(client, faite)

    assert "Moins de 5 réponses" in texte
    assert "sur 4" not in texte


def test_une_enquete_anonyme_encore_ouverte_attend_sa_cloture(client, faite):
    Enquete.objects.filter(pk=faite.enquete.pk).update(regime="anonyme")

    texte = lire(client, faite)

    assert "après la clôture" in texte
    assert "12 sur 12" not in texte


def test_on_y_vient_de_l_accueil_et_de_la_liste(client, faite):
    adresse = reverse("besoins:resultats_publics", args=[faite.enquete.pk])

    assert adresse in client.get("/").text
    assert adresse in client.get(reverse("besoins:resultats_publics_list")).text


def test_une_vague_renvoie_a_la_precedente_publiee(client, d, faite):
    suivante = enquete_ouverte(d.concepteur, "Seconde vague")
    recolter(suivante.enquete, *[{} for _ in range(5)])
    Enquete.objects.filter(pk=suivante.enquete.pk).update(resultats_publies=True, precedente=faite.enquete)

    assert reverse("besoins:resultats_publics", args=[faite.enquete.pk]) in lire(client, suivante)


@pytest.mark.parametrize("nombre", [1, 30])
def test_la_page_publique_coute_pareil(client, d, faite, nombre, django_assert_num_queries):
    recolter(faite.enquete, *[{"region": d.region, faite.taille: faite.option("Petite")} for _ in range(nombre)])

    with django_assert_num_queries(21):
        lire(client, faite)
