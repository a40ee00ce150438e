from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from academie import francais
from sessions.actions.indisponibilite import declarer_indisponibilite
from sessions.actions.vie import annuler_session
from sessions.models import Lieu
from tests.sessions.fabriques import journee, lieu, moment, session_brouillon, session_ouverte

PLANNING = reverse("sessions:planning")


def dans(jours):
    return timezone.localdate() + timedelta(days=jours)


def lire(reponse):
    assert reponse.status_code == 200
    return reponse.content.decode().replace("\xa0", " ").replace("&#x27;", "'")


def voir(client, jour=None, vue="semaine", **filtres):
    return client.get(PLANNING, {"jour": (jour or dans(30)).isoformat(), "vue": vue, **filtres})


@pytest.mark.parametrize("vue", ["jour", "semaine", "mois"])
def test_chaque_vue_montre_la_demi_journee_et_mene_a_la_session(connecte, d, vue):
    session = session_ouverte(d)
    html = lire(voir(connecte(d.gestionnaire), vue=vue))
    for fait in ("9 h – 12 h 15", "13 h 45 – 17 h", reverse("sessions:session_cockpit", args=[session.pk])):
        assert fait in html
    assert "9 h – 12 h 15" not in lire(voir(connecte(d.gestionnaire), dans(90), vue))


@pytest.mark.parametrize("vue", ["jour", "semaine", "mois"])
def test_precedent_et_suivant_se_repondent_et_gardent_les_filtres(connecte, d, vue):
    client = connecte(d.gestionnaire)
    contexte = voir(client, vue=vue, region=d.region.pk).context
    assert f"region={d.region.pk}" in contexte["url_apres"]
    apres = client.get(PLANNING + contexte["url_apres"]).context
    assert apres["montree"].premier == contexte["montree"].dernier + timedelta(days=1)
    retour = client.get(PLANNING + apres["url_avant"]).context["montree"]
    assert (retour.premier, retour.dernier) == (contexte["montree"].premier, contexte["montree"].dernier)


def test_une_formatrice_voit_les_siennes_seulement(connecte, d):
    session_ouverte(d)
    session_brouillon(d, lieu=lieu(d, nom="Ailleurs"), creneaux=journee(dans(30), d.autre_formateur))
    jours = voir(connecte(d.formateur)).context["jours"]
    assert {demi.ou for jour in jours for demi in jour.demi_journees} == {"Maison des associations, Quimper"}


def test_les_filtres_choisissent(connecte, d):
    session_ouverte(d)
    ailleurs = lieu(d, nom="Ailleurs")
    session_brouillon(d, lieu=ailleurs, creneaux=journee(dans(30), d.autre_formateur))
    client = connecte(d.gestionnaire)

    def lieux(**filtres):
        jours = voir(client, **filtres).context["jours"]
        return sorted({demi.ou.partition(",")[0] for jour in jours for demi in jour.demi_journees})

    assert lieux() == ["Ailleurs", "Maison des associations"]
    assert lieux(lieu=ailleurs.pk) == ["Ailleurs"]
    assert lieux(formateur=d.formateur.pk) == ["Maison des associations"]
    assert lieux(etat="brouillon") == ["Ailleurs"]
    assert lieux(region=d.autre_region.pk) == []


def test_une_session_annulee_ne_se_voit_que_demandee(connecte, d):
    annuler_session(session=session_ouverte(d), motif="Grève", par=d.gestionnaire)
    client = connecte(d.gestionnaire)
    assert "9 h – 12 h 15" not in lire(voir(client))
    assert "9 h – 12 h 15" in lire(voir(client, etat="annulee"))


def test_ce_qui_demande_attention_est_marque(connecte, d):
    ferie = dans(30).replace(month=11, day=11, year=dans(30).year + 1)
    session_brouillon(d, creneaux=journee(ferie), cloture_inscriptions=ferie - timedelta(days=9))
    declarer_indisponibilite(formateur=d.formateur, debut=moment(ferie, "08:00"), fin=moment(ferie, "18:00"))
    html = lire(voir(connecte(d.gestionnaire), ferie))
    for fait in ("Personne n'anime", "Jour férié : Armistice", "Indisponibles : Formateur Test"):
        assert fait in html
    assert "Indisponibles" not in lire(voir(connecte(d.autre_formateur), ferie))


def test_un_jour_charge_a_sa_page(connecte, d):
    for rang in range(5):
        session_brouillon(d, lieu=lieu(d, nom=f"Salle {rang}"), creneaux=journee(dans(30)))
    client = connecte(d.gestionnaire)
    html = lire(voir(client, vue="mois"))
    assert "et 2 autres" in html
    jour = client.get(f"{PLANNING}{voir(client, vue='mois').context['url_des_jours']}{dans(30):%Y-%m-%d}")
    assert (jour.context["montree"].vue, jour.context["montree"].jour) == ("jour", dans(30))
    assert len(jour.context["jours"][0].demi_journees) == 10
    assert francais.date_longue(dans(30)).replace("\xa0", " ") in html


def test_une_date_ou_une_vue_impossible_ne_casse_rien(connecte, d):
    client = connecte(d.gestionnaire)
    for filtres in ({"jour": "9999-12-31"}, {"jour": "x"}, {"vue": "siecle"}, {"lieu": "99999999999999999999"}):
        assert client.get(PLANNING, filtres).status_code == 200


@pytest.mark.parametrize("vue", ["semaine", "mois"])
@pytest.mark.parametrize("nombre", [1, 15])
def test_le_planning_coute_autant_avec_trente_demi_journees(connecte, d, django_assert_num_queries, vue, nombre):
    for rang in range(nombre):
        session_brouillon(
            d,
            lieu=Lieu.objects.filter(nom=f"Salle {rang}").first() or lieu(d, nom=f"Salle {rang}"),
            creneaux=journee(dans(30)),
        )
    client = connecte(d.gestionnaire)
    with django_assert_num_queries(9):
        voir(client, vue=vue)
