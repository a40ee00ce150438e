import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from certificats.actions.consultation import noter_consultation
from certificats.actions.partage import revoquer_partage
from certificats.models import Acquis, Consultation, OuverturePartage, Partage, Poste
from certificats.queries.regard import partage_du_jeton
from tests.certificats.exemples.partage import partager
from tests.certificats.fabriques import certificat, competence

REGARDS = reverse("certificats:regard_list")


def remplir(personne):
    """A post, and a level of each kind of evidence."""
    Poste.objects.create(utilisateur=personne, intitule="Médiatrice", employeur="Mairie", debut=timezone.localdate())
    for code, nature in (("1.1", "auto_evaluation"), ("2.1", "tiers"), ("3.1", "reconnaissance")):
        Acquis.objects.create(
            utilisateur=personne,
            competence=competence(code, nom=f"Compétence {nature}"),
            niveau=3,
            nature=nature,
            obtenu_le=timezone.localdate(),
        )


def ouvrir(client, jeton) -> str:
    """Follow the link as a stranger does: the page, its button, what it shows."""
    reponse = client.post(reverse("certificats:partage_public", args=[jeton]), {"cle": uuid4()}, follow=True)
    assert reponse.status_code == 200
    return reponse.content.decode()


def test_un_lien_se_cree_et_ne_se_montre_qu_une_fois(d, connecter):
    client = connecter(d.animateur)
    saisie = {
        "etendue": ["postes", "prouvees"],
        "expire_le": timezone.localdate() + timedelta(days=9),
        "pour": "Zoé",
        "cle": uuid4(),
    }
    page = client.post(reverse("certificats:partage_create"), saisie, follow=True).content.decode()
    [jeton] = set(re.findall(r"/parcours/partage/([0-9a-f]{64})/", page))
    assert partage_du_jeton(jeton).pour == "Zoé"
    assert jeton not in client.get(REGARDS).content.decode()


def test_le_lien_montre_ce_qui_est_choisi_et_rien_d_autre(d, client):
    remplir(d.animateur)
    _partage, jeton = partager(d.animateur, etendue=["prouvees"])
    page = ouvrir(client, jeton)
    assert "Compétence reconnaissance" in page
    assert "Compétence tiers" not in page
    assert "Compétence auto_evaluation" not in page
    assert "Médiatrice" not in page
    assert d.animateur.email not in page


@pytest.mark.parametrize(
    ("partie", "dit"),
    [
        ("postes", "Médiatrice"),
        ("constatees", "Compétence tiers"),
        ("declarees", "Compétence auto_evaluation"),
        ("plan", "Aucun poste visé"),
        ("certificats", "Aucun certificat valide"),
    ],
)
def test_chaque_partie_se_partage_seule(d, client, partie, dit):
    remplir(d.animateur)
    toutes = (
        "Médiatrice",
        "Compétence tiers",
        "Compétence auto_evaluation",
        "Aucun poste visé",
        "Aucun certificat valide",
    )
    page = ouvrir(client, partager(d.animateur, etendue=[partie])[1])
    assert [mot for mot in toutes if mot in page] == [dit]


def test_un_certificat_partage_mene_a_sa_verification(d, client):
    delivre = certificat(d)
    assert delivre.principal.adresse_verification in ouvrir(client, partager(d.animateur)[1])


def test_ouvrir_la_page_ne_compte_pas_le_bouton_compte(d, client):
    _partage, jeton = partager(d.animateur)
    adresse = reverse("certificats:partage_public", args=[jeton])
    page = client.get(adresse)
    assert page.status_code == 200
    assert not OuverturePartage.objects.exists()
    assert "noindex" in page["X-Robots-Tag"]
    cle = uuid4()
    for _fois in range(2):
        lecture = client.post(adresse, {"cle": cle})
    assert OuverturePartage.objects.count() == 1
    assert client.get(lecture.url)["Referrer-Policy"] == "no-referrer"


def test_sans_ouverture_la_lecture_renvoie_au_bouton(d, client):
    _partage, jeton = partager(d.animateur)
    reponse = client.get(reverse("certificats:partage_lecture", args=[jeton, uuid4()]))
    assert reponse.url == reverse("certificats:partage_public", args=[jeton])


def test_inconnu_termine_retire_et_efface_sont_repondus_pareil(d, client):
    partage, retire = partager(d.animateur)
    revoquer_partage(partage=partage)
    termine, jeton = partager(d.animateur)
    Partage.objects.filter(pk=termine.pk).update(expire_le=timezone.localdate() - timedelta(days=1))
    reponses = [client.get(reverse("certificats:partage_public", args=[j])) for j in (retire, jeton, "0" * 64)]
    assert {r.status_code for r in reponses} == {404}
    sans_jeton = {re.sub(r"[0-9a-f]{64}|value=\"[^\"]+\"|nonce-\S+", "", r.content.decode()) for r in reponses}
    assert len(sans_jeton) == 1
    assert "Demandez un autre lien" in sans_jeton.pop()


def test_les_essais_sont_comptes(d, client, settings):
    _partage, jeton = partager(d.animateur)
    adresse = reverse("certificats:partage_public", args=[jeton])
    codes = [client.get(adresse).status_code for _fois in range(61)]
    assert codes[0] == 200
    assert 429 in codes[-2:]


def test_retirer_ferme_le_lien_et_lui_seul(d, connecter):
    partage, jeton = partager(d.animateur)
    autre, _jeton = partager(d.autre_animateur)
    client = connecter(d.animateur)
    client.post(reverse("certificats:partage_revoquer", args=[partage.pk]))
    assert partage_du_jeton(jeton) is None
    assert client.post(reverse("certificats:partage_revoquer", args=[autre.pk])).status_code == 404
    assert Partage.objects.get(pk=autre.pk).actif


def test_la_page_dit_qui_voit_qui_a_lu_et_ce_qui_est_partage(d, connecter):
    noter_consultation(lecteur=d.referent, personne=d.animateur, etendue=Consultation.Etendue.PARCOURS)
    partager(d.animateur)
    page = connecter(d.animateur).get(REGARDS).content.decode()
    assert d.structure.nom in page
    assert str(d.referent) in page
    assert "Une recruteuse" in page
    assert "parcours\xa0: postes, compétences" in page
    assert "Une recruteuse" not in connecter(d.autre_animateur).get(REGARDS).content.decode()


@pytest.mark.parametrize("nombre", [1, 30])
def test_la_page_lit_autant_quel_que_soit_le_nombre(d, connecter, nombre, django_assert_num_queries):
    for rang in range(nombre):
        partager(d.animateur)
        Consultation.objects.create(
            utilisateur=d.animateur,
            lecteur=d.referent,
            etendue=Consultation.Etendue.PARCOURS,
            qualite="référente",
            jour=timezone.localdate() - timedelta(days=rang),
        )
    client = connecter(d.animateur)
    with django_assert_num_queries(REQUETES):
        assert client.get(REGARDS).status_code == 200


REQUETES = 11
