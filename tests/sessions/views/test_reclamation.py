"""Complaints, improvements and absences on their pages: who sees what, what is late, what is filtered."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from sessions.actions.reclamation import repondre_reclamation
from sessions.models import Amelioration, Reclamation
from tests.sessions.exemples.evaluations import absente, amelioration, reclamation
from tests.sessions.fabriques import relire, session_ouverte

REGISTRE, SIENNES, ACTIONS = "/pilotage/reclamations/", "/reclamations/", "/pilotage/ameliorations/"


def suivi(objet):
    return reverse("sessions:reclamation_suivi", args=[objet.pk])


def test_deposer_depuis_le_pied_de_page(d, connecte):
    client = connecte(d.animateur)
    assert 'href="/reclamations/nouvelle/"' in client.get("/").content.decode()
    page = client.get("/reclamations/nouvelle/")
    envoi = {"cle": page.context["form"]["cle"].value(), "genre": "incident", "sujet": "lieu", "titre": "Panne", "texte": "Plus de courant"}  # fmt: skip
    for _fois in range(2):
        client.post("/reclamations/nouvelle/", envoi)
    deposee = Reclamation.objects.get()
    assert (deposee.deposee_par, deposee.genre) == (d.animateur, "incident")
    assert "Panne" in client.get(SIENNES).content.decode()


def test_on_ne_se_plaint_pas_d_une_session_ou_l_on_n_est_pas(d, connecte):
    session = session_ouverte(d)
    page = connecte(d.animateur).post(
        "/reclamations/nouvelle/",
        {"cle": "", "genre": "incident", "sujet": "lieu", "titre": "Panne", "texte": "…", "session": session.pk},
    )
    assert "session" in page.context["form"].errors
    assert not Reclamation.objects.exists()


@pytest.mark.parametrize("qui", ["referent", "formateur", "autre_animateur", "sans_role"])
def test_seule_la_personne_et_l_equipe_lisent_une_reclamation(d, connecte, qui):
    deposee = reclamation(d)
    client = connecte(getattr(d, qui))
    assert client.get(deposee.get_absolute_url()).status_code in (403, 404)
    assert client.get(suivi(deposee)).status_code == 403
    assert client.get(REGISTRE).status_code == 403
    assert "Pas d'ascenseur" not in client.get("/").content.decode()


def test_la_personne_ne_lit_pas_les_notes_internes(d, connecte):
    deposee = reclamation(d)
    for texte, interne in (("Vérifier le bail", True), ("Nous cherchons une autre salle", False)):
        repondre_reclamation(reclamation=deposee, texte=texte, interne=interne, par=d.gestionnaire)
    sienne = connecte(d.animateur).get(deposee.get_absolute_url()).content.decode()
    assert "Nous cherchons" in sienne
    assert "Vérifier le bail" not in sienne
    assert "Vérifier le bail" in connecte(d.gestionnaire).get(suivi(deposee)).content.decode()


def test_de_l_accuse_a_la_cloture_par_les_pages(d, connecte):
    deposee, client = reclamation(d), connecte(d.gestionnaire)
    client.post(suivi(deposee) + "accuser/")
    client.post(
        suivi(deposee) + "qualifier/",
        {"genre": "incident", "sujet": "lieu", "gravite": "grave", "responsable": d.gestionnaire.pk},
    )
    client.post(suivi(deposee) + "repondre/", {"texte": "Bonjour", "interne": "non"})
    client.post(suivi(deposee) + "clore/", {"fondee": "oui", "decision": "Nouvelle salle"})
    fermee = relire(deposee)
    assert (fermee.etat, fermee.gravite, fermee.fondee) == ("close", "grave", True)
    assert "Nouvelle salle" in connecte(d.animateur).get(deposee.get_absolute_url()).content.decode()


def test_qui_concoit_lit_le_registre_sans_le_traiter(d, connecte):
    deposee, client = reclamation(d), connecte(d.concepteur)
    assert client.get(suivi(deposee)).status_code == 200
    assert client.post(suivi(deposee) + "accuser/").status_code == 403


def test_le_retard_se_voit_et_se_filtre(d, connecte):
    a_l_heure, tard = reclamation(d), reclamation(d, par=d.autre_animateur)
    Reclamation.objects.filter(pk=tard.pk).update(
        titre="En souffrance", accuser_avant=timezone.localdate() - timedelta(days=1)
    )
    client = connecte(d.gestionnaire)
    assert "ton-danger" in client.get(REGISTRE).content.decode()
    filtree = client.get(REGISTRE, {"retard": "on"}).content.decode()
    assert "En souffrance" in filtree
    assert a_l_heure.titre not in filtree
    assert "En souffrance" in client.get("/").content.decode()


def test_une_amelioration_part_d_une_reclamation(d, connecte):
    deposee, client = reclamation(d), connecte(d.gestionnaire)
    url = f"{ACTIONS}nouvelle/?origine=reclamation&reclamation={deposee.pk}"
    initial = client.get(url).context["form"].initial
    demain = timezone.localdate() + timedelta(days=1)
    envoi = initial | {"cle": "00000000-0000-4000-8000-000000000001", "titre": "Changer", "constat": "Un étage", "echeance": demain.isoformat()}  # fmt: skip
    client.post(url, {cle: valeur for cle, valeur in envoi.items() if valeur is not None})
    assert Amelioration.objects.get().reclamation == deposee
    assert "Changer" in client.get(suivi(deposee)).content.decode()


def test_les_ameliorations_en_retard_se_filtrent(d, connecte):
    prevue = amelioration(d)
    Amelioration.objects.filter(pk=prevue.pk).update(echeance=timezone.localdate() - timedelta(days=1))
    client = connecte(d.concepteur)
    assert "en retard" in client.get(ACTIONS).content.decode()
    assert prevue.titre in client.get(ACTIONS, {"retard": "on"}).content.decode()
    assert prevue.titre not in client.get(ACTIONS, {"etat": "faite"}).content.decode()


def test_les_registres_ont_un_nombre_constant_de_requetes(d, connecte, django_assert_num_queries):
    client = connecte(d.gestionnaire)
    for rang, personne in enumerate([d.animateur] + [d.autre_animateur] * 8):
        reclamation(d, par=personne)
        amelioration(d)
        if rang in (0, 8):
            for url, requetes in ((REGISTRE, 5), (ACTIONS, 6)):
                client.get(url)
                with django_assert_num_queries(requetes):
                    client.get(url)


def test_noter_un_contact_avec_une_personne_absente(d, connecte):
    inscription = absente(d)
    page = f"/pilotage/sessions/{inscription.session_id}/absences/"
    client = connecte(d.formateur)
    assert str(d.animateur) in client.get(page).content.decode()
    url = f"/pilotage/inscriptions/{inscription.pk}/contact/"
    client.post(url, {"moyen": "telephone", "suite": "abandonne", "raison": "Un nouveau poste"})
    assert "Un nouveau poste" in client.get(page).content.decode()
    assert connecte(d.autre_formateur).get(page).status_code == 404
    assert connecte(d.referent).get(page).status_code == 403
