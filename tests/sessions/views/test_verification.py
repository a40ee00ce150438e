"""What a plan would meet is told before it is saved, at each page where one plans."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from sessions.actions.creneau import CreneauPrevu
from sessions.models import Lieu, MouvementSession, Session
from tests.sessions.fabriques import lieu, moment, session_brouillon, session_ouverte
from tests.sessions.views.test_pilotage import saisie as saisie_de_modification
from tests.sessions.views.test_planification import RECAPITULATIF, etape, lundi, parcourir, saisies

__all__ = ["saisies"]


def lire(reponse):
    assert reponse.status_code == 200
    return reponse.content.decode().replace("\xa0", " ").replace("&#x27;", "'")


def dans_jours():
    return (lundi() - timezone.localdate()).days


def url(nom, session):
    return reverse(f"sessions:session_{nom}", args=[session.pk])


def prefixe(heure):
    return f"c{lundi():%Y%m%d}{heure}"


def test_verifier_dit_tous_les_heurts_et_ne_quitte_pas_la_page(connecte, d, saisies):
    session_ouverte(d, dans=dans_jours())
    Lieu.objects.update(capacite=10, accessibilite="")
    client = connecte(d.gestionnaire)
    parcourir(client, saisies, jusqu_a="lieu")
    html = lire(client.post(etape("lieu"), saisies["lieu"] | {"verifier": "1"}))
    for phrase in (
        "Maison des associations accueille déjà « Accompagner sur tous les terminaux »",
        "Formateur Test anime déjà",
        "Maison des associations offre 10 places",
        "L'accessibilité de Maison des associations n'est pas connue",
    ):
        assert phrase in html
    assert Session.objects.count() == 1


def test_verifier_dit_que_rien_ne_s_oppose(connecte, d, saisies):
    ancienne = session_ouverte(d, dans=dans_jours() + 7)
    client = connecte(d.gestionnaire)
    parcourir(client, saisies | {"programme": saisies["programme"] | {"version": ancienne.version.pk}}, jusqu_a="lieu")
    constats = client.post(etape("lieu"), saisies["lieu"] | {"verifier": "1"}).context["constats"]
    assert not [constat for constat in constats if constat.bloquant]


def test_le_recapitulatif_avertit_sans_empecher(connecte, d, saisies):
    client = connecte(d.gestionnaire)
    parcourir(client, saisies)
    reponse = client.get(RECAPITULATIF)
    assert "Formateur Test n'a encore jamais animé ce programme." in lire(reponse)
    client.post(RECAPITULATIF, {"cle": reponse.context["form"]["cle"].value()})
    assert Session.objects.count() == 1


def test_une_demi_journee_a_son_module_sa_salle_son_lien_et_ses_personnes(connecte, d, saisies):
    salle = lieu(d, nom="Petite salle")
    client = connecte(d.gestionnaire)
    saisies["programme"]["modalite"] = "hybride"
    proposes = None
    for nom, donnees in saisies.items():
        if nom == "horaires":
            proposes = client.get(etape("horaires")).context["form"].initial
            donnees |= {f"creneaux-{rang}-module": proposes[rang]["module"] for rang in (0, 1)}
        if nom == "lieu":
            donnees |= {
                f"{prefixe('0900')}-modalite": "presentiel",
                f"{prefixe('0900')}-salle": salle.pk,
                f"{prefixe('0900')}-formateurs": [d.formateur.pk, d.autre_formateur.pk],
                f"{prefixe('1345')}-modalite": "distance",
                f"{prefixe('1345')}-lien_distance": "https://visio.example/x",
            }
        reponse = client.post(reverse("sessions:session_create") if nom == "programme" else etape(nom), donnees)
        assert reponse.status_code == 302
    html = lire(client.get(RECAPITULATIF))
    assert "Petite salle, Quimper" in html
    client.post(RECAPITULATIF, {"cle": client.get(RECAPITULATIF).context["form"]["cle"].value()})
    matin, apres_midi = Session.objects.get().creneaux.order_by("debut")
    assert (matin.module.titre, apres_midi.module.titre) == ("Module 1", "Module 2")
    assert (matin.salle, matin.lien) == (salle, "")
    assert (apres_midi.salle, apres_midi.lien) == (None, "https://visio.example/x")
    assert {i.formateur for i in matin.interventions.all()} == {d.formateur, d.autre_formateur}
    assert [i.formateur for i in apres_midi.interventions.all()] == [d.formateur]


@pytest.mark.parametrize(
    ("modalite", "precision", "phrase"),
    [
        ("presentiel", {"modalite": "distance"}, "n'a pas la modalité de la session"),
        ("hybride", {"modalite": "distance", "salle": "salle"}, "elle ne prend pas de salle"),
        ("hybride", {"modalite": "presentiel", "salle": "visio"}, "choisissez une salle plutôt que Visio"),
    ],
)
def test_une_precision_qui_se_contredit_est_dite(connecte, d, saisies, modalite, precision, phrase):
    lieux = {
        "salle": lieu(d, nom="Salle").pk,
        "visio": Lieu.objects.create(genre="distance", nom="Visio", commune=d.commune).pk,
    }
    client = connecte(d.gestionnaire)
    saisies["programme"]["modalite"] = modalite
    parcourir(client, saisies, jusqu_a="lieu")
    donnees = {f"{prefixe('0900')}-{nom}": lieux.get(valeur, valeur) for nom, valeur in precision.items()}
    assert phrase in lire(client.post(etape("lieu"), saisies["lieu"] | donnees | {"verifier": "1"}))


def test_verifier_une_modification_n_ecrit_rien(connecte, d):
    session_ouverte(d, dans=60)
    session = session_ouverte(d)
    jour = (timezone.localdate() + timedelta(days=60)).isoformat()
    donnees = saisie_de_modification(session, **{"creneaux-0-jour": jour, "creneaux-1-jour": jour, "verifier": "1"})
    assert "accueille déjà" in lire(connecte(d.gestionnaire).post(url("update", session), donnees))
    assert not MouvementSession.objects.filter(acte="modifiee").exists()


def test_un_jour_ferie_et_des_vacances_avertissent(connecte, d):
    ferie = timezone.localdate().replace(month=11, day=11, year=timezone.localdate().year + 1)
    session = session_brouillon(
        d,
        creneaux=[CreneauPrevu(moment(ferie, "09:00"), moment(ferie, "12:00"), (d.formateur,))],
        cloture_inscriptions=ferie - timedelta(days=7),
    )
    html = lire(
        connecte(d.gestionnaire).post(
            url("dupliquer", session),
            {"premier_jour": (ferie - timedelta(days=1)).isoformat(), "cle": session.cle, "verifier": "1"},
        )
    )
    assert "est férié" not in html
    html = lire(
        connecte(d.gestionnaire).post(url("deplacer", session), {"premier_jour": ferie.isoformat(), "verifier": "1"})
    )
    assert "est férié : Armistice." in html


def test_la_serie_dit_chaque_date_puis_se_cree(connecte, d):
    session = session_ouverte(d)
    client = connecte(d.gestionnaire)
    page = client.get(url("serie", session))
    donnees = {"nombre": "2", "semaines": "5", "cle": page.context["form"]["cle"].value()}
    reponse = client.post(url("serie", session), donnees | {"verifier": "1"})
    assert len(reponse.context["dates"]) == 2
    assert Session.objects.count() == 1
    assert client.post(url("serie", session), donnees).status_code == 302
    assert Session.objects.count() == 3


def test_la_serie_refusee_nomme_la_date(connecte, d):
    session = session_ouverte(d)
    client = connecte(d.gestionnaire)
    page = client.get(url("serie", session))
    jours = [
        jour
        for jour, _constats in client.post(
            url("serie", session),
            {"nombre": "2", "semaines": "5", "cle": page.context["form"]["cle"].value(), "verifier": "1"},
        ).context["dates"]
    ]
    session_ouverte(d, dans=(jours[1] - timezone.localdate()).days)
    html = lire(
        client.post(url("serie", session), {"nombre": "2", "semaines": "5", "cle": page.context["form"]["cle"].value()})
    )
    assert "accueille déjà" in html
    assert Session.objects.count() == 2
