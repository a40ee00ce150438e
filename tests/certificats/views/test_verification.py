"""The public proof: every printed fact, what became of the certificate, nothing else, for anybody."""

from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from academie.regles import regle
from certificats.actions.certificat import remplacer_certificat, revoquer_certificat
from certificats.actions.effacement import effacer
from certificats.models import CleEmission, DocumentDelivre
from certificats.queries.document import faits_lisibles
from tests.certificats.fabriques import certificat, relire


def page(client, code):
    return client.get(reverse("certificats:verification_detail", args=[code]))


def texte(reponse) -> str:
    return reponse.content.decode()


class TestPagePublique:
    def test_chaque_fait_imprime_y_est(self, client, d):
        emis = certificat(d)
        for document in emis.documents.all():
            contenu = texte(page(client, document.code_lisible))
            for terme, valeur in faits_lisibles(document):
                assert escape(terme) in contenu
                assert escape(valeur) in contenu
            for fait in ["Animateur Test", "Médiathèque de Quimper", "Formateur Test", document.empreinte]:
                assert escape(fait) in contenu
            assert escape(document.get_genre_display().capitalize()) in contenu
            assert "Ce document est valide" in contenu

    def test_le_financeur_ne_lit_pas_les_resultats(self, client, d):
        emis = certificat(d)
        for document in emis.documents.all():
            contenu = texte(page(client, document.code_lisible))
            attendu = document.genre == DocumentDelivre.Genre.FIN_DE_FORMATION
            assert (escape(emis.faits["objectifs"][0]) in contenu) is attendu

    def test_le_cachet_dit_qu_il_est_de_demonstration(self, client, d):
        document = certificat(d).principal
        assert "cachet de démonstration, autosigné" in texte(page(client, document.code_lisible))
        CleEmission.objects.update(retiree_le=timezone.now(), compromise_le=timezone.now())
        assert "Cette clé n'est plus sûre" in unescape(texte(page(client, document.code_lisible)))
        DocumentDelivre.objects.update(cachet=None)
        assert "avant que les fichiers soient scellés" in texte(page(client, document.code_lisible))

    @pytest.mark.parametrize("taper", [str.lower, lambda c: c.replace("-", ""), lambda c: c.replace("-", " ")])
    def test_le_code_se_tape_sans_soin(self, client, d, taper):
        assert page(client, taper(certificat(d).principal.code_lisible)).status_code == 200

    def test_remplace_mene_au_nouveau(self, client, d):
        emis = certificat(d)
        nouveau = remplacer_certificat(
            certificat=emis,
            par=d.gestionnaire,
            motif="Nom mal écrit",
            corrections={"titulaire": "Animatrice Test", "employeur": "", "lieu": emis.faits["lieu"]},
        )
        contenu = texte(page(client, emis.principal.code_lisible))
        assert "Ce document a été remplacé" in contenu
        assert "Nom mal écrit" not in contenu  # why a name changed is nobody's business
        assert reverse("certificats:verification_detail", args=[nouveau.principal.code_lisible]) in contenu
        assert "Ce document est valide" not in contenu
        assert "Ce document est valide" in texte(page(client, nouveau.principal.code_lisible))

    def test_revoque_dit_quand_et_pourquoi(self, client, d):
        emis = revoquer_certificat(
            certificat=certificat(d), par=d.gestionnaire, classe="fait", motif="Émargement contesté"
        )
        contenu = texte(page(client, emis.principal.code_lisible))
        assert "Ce document est révoqué" in contenu
        assert escape(emis.raison_publique) in contenu
        assert "Émargement contesté" not in contenu
        assert "Ce document est valide" not in contenu

    def test_chaque_document_mene_a_celui_qui_le_remplace(self, client, d, django_assert_num_queries):
        emis = certificat(d)
        corrections = {"titulaire": "Animatrice Test", "employeur": "", "lieu": emis.faits["lieu"]}
        nouveau = remplacer_certificat(certificat=emis, par=d.gestionnaire, motif="Nom", corrections=corrections)
        for ancien in emis.documents.all():
            with django_assert_num_queries(2):
                contenu = texte(page(client, ancien.code_lisible))
            remplacant = nouveau.documents.get(genre=ancien.genre)
            assert reverse("certificats:verification_detail", args=[remplacant.code_lisible]) in contenu
            retour = texte(page(client, remplacant.code_lisible))
            assert reverse("certificats:verification_detail", args=[ancien.code_lisible]) in retour

    def test_elle_survit_au_changement_de_nom(self, client, d):
        emis = certificat(d)
        d.animateur.nom = "Autrement"
        d.animateur.save()
        contenu = texte(page(client, emis.principal.code_lisible))
        assert "Animateur Test" in contenu
        assert "Autrement" not in contenu

    def test_les_moteurs_de_recherche_l_ignorent(self, client, d):
        for code in (certificat(d).principal.code_lisible, "inconnu"):
            reponse = page(client, code)
            assert reponse["X-Robots-Tag"] == "noindex, nofollow"
            assert "no-cache" in reponse["Cache-Control"]

    def test_une_seule_requete_pour_un_visiteur(self, client, d, django_assert_num_queries):
        code = certificat(d).principal.code_lisible
        with django_assert_num_queries(1):
            page(client, code)

    def test_ni_adresse_electronique_ni_compte_n_y_figurent(self, client, d):
        contenu = texte(page(client, certificat(d).principal.code_lisible))
        assert d.animateur.email not in contenu


class TestNomEfface:
    """The person was erased and asked that the name be read no more: it can still be compared."""

    @pytest.fixture
    def document(self, d):
        emis = certificat(d)
        effacer(d.animateur, nom_visible=False)
        return emis.documents.first()

    def comparer(self, client, document, nom: str) -> str:
        url = reverse("certificats:verification_detail", args=[document.code_lisible])
        return unescape(texte(client.post(url, {"nom": nom})))

    def test_le_nom_ne_se_lit_plus(self, client, document):
        contenu = texte(page(client, document.code_lisible))
        assert "Animateur Test" not in contenu
        assert "Ce document est valide" in contenu
        assert "Comparer le nom" in contenu

    @pytest.mark.parametrize("nom", ["Animateur Test", "  ANIMATEUR   test "])
    def test_le_nom_imprime_est_reconnu(self, client, document, nom):
        assert "C'est bien le nom que porte ce document." in self.comparer(client, document, nom)

    @pytest.mark.parametrize("nom", ["Animatrice Test", "Animateur", "[nom effacé]"])
    def test_un_autre_nom_ne_l_est_pas(self, client, document, nom):
        assert "Ce n'est pas le nom que porte ce document." in self.comparer(client, document, nom)

    def test_rien_d_ecrit_rien_de_compare(self, client, document):
        contenu = self.comparer(client, document, "")
        assert "le nom que porte ce document." not in contenu

    def test_un_nom_affiche_ne_se_compare_pas(self, client, d):
        document = certificat(d).documents.first()
        assert "Comparer le nom" not in self.comparer(client, document, "Animateur Test")

    def test_un_code_inconnu_repond_comme_toujours(self, client, db):
        url = reverse("certificats:verification_detail", args=["0000-0000-0000-0000"])
        assert client.post(url, {"nom": "Animateur Test"}).status_code == 404


class TestCodeInconnu:
    @pytest.mark.parametrize("code", ["0000-0000-0000-0000", "trop-court", "مرحبا", "x" * 300, "%00"])
    def test_meme_reponse_pour_inconnu_et_mal_tape(self, client, db, code, django_assert_num_queries):
        with django_assert_num_queries(1):
            reponse = page(client, code)
        assert reponse.status_code == 404
        assert "Aucun document ne porte ce code" in texte(reponse)

    def test_ce_qui_est_tape_est_echappe(self, client, db):
        assert "<script>" not in texte(page(client, "<script>alert(1)<"))


class TestDebit:
    @pytest.fixture(autouse=True)
    def _une_minute(self, monkeypatch):
        """However slow the machine is, the tries are of the same minute."""
        monkeypatch.setattr("academie.regles.essais.time", lambda: 1_800_000_000)

    def test_au_dela_de_la_regle_on_attend(self, client, db):
        for _ in range(regle("verification.essais")):
            assert page(client, "inconnu").status_code == 404
        reponse = page(client, "inconnu")
        assert reponse.status_code == 429
        assert reponse["Retry-After"] == "60"
        assert "Attendez une minute" in texte(reponse)
        assert reponse["X-Robots-Tag"] == "noindex, nofollow"

    def test_une_autre_adresse_n_attend_pas(self, client, d):
        code = certificat(d).principal.code_lisible
        for _ in range(regle("verification.essais") + 1):
            page(client, "inconnu")
        url = reverse("certificats:verification_detail", args=[code])
        assert client.get(url).status_code == 429
        assert client.get(url, REMOTE_ADDR="192.0.2.7").status_code == 200

    def test_derriere_notre_relais_c_est_l_adresse_qu_il_a_vue(self, client, db, settings):
        settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
        url = reverse("certificats:verification_detail", args=["inconnu"])
        for rang in range(regle("verification.essais")):
            client.get(url, headers={"X-Forwarded-For": f"10.0.0.{rang}, 192.0.2.7"})
        assert client.get(url, headers={"X-Forwarded-For": "10.0.0.250, 192.0.2.7"}).status_code == 429
        assert client.get(url, headers={"X-Forwarded-For": "192.0.2.7, 192.0.2.8"}).status_code == 404


class TestFormulaire:
    def test_il_mene_a_la_page_du_code(self, client, d):
        emis = certificat(d)
        reponse = client.get(reverse("certificats:verification"), {"code": f" {emis.principal.code.lower()} "})
        assert reponse.status_code == 302
        assert reponse["Location"] == reverse("certificats:verification_detail", args=[emis.principal.code_lisible])

    @pytest.mark.parametrize("saisie", ["", "   ", " – - "])
    def test_un_code_vide_est_demande_sur_le_champ(self, client, db, saisie):
        reponse = client.get(reverse("certificats:verification"), {"code": saisie})
        assert reponse.status_code == 200
        assert reponse.context["form"].errors["code"] == ["Recopiez le code qui figure au bas du document."]

    def test_il_s_ouvre_vide_sans_erreur(self, client, db):
        reponse = client.get(reverse("certificats:verification"))
        assert not reponse.context["form"].errors
        assert "Vérifier le code" in texte(reponse)


def test_l_adresse_imprimee_est_celle_de_la_page(client, d):
    emis = certificat(d)
    assert emis.principal.adresse_verification == "http://testserver" + reverse(
        "certificats:verification_detail", args=[emis.principal.code_lisible]
    )
    assert relire(emis).principal.adresse_verification == emis.principal.adresse_verification
