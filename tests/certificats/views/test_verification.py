"""The public proof: every printed fact, what became of the certificate, nothing else, for anybody."""

import pytest
from django.urls import reverse
from django.utils.html import escape

from academie.regles import regle
from certificats.actions.certificat import remplacer_certificat, revoquer_certificat
from certificats.queries.document import faits_lisibles
from tests.certificats.fabriques import certificat, relire


def page(client, code):
    return client.get(reverse("certificats:verification_detail", args=[code]))


def texte(reponse) -> str:
    return reponse.content.decode()


class TestPagePublique:
    def test_chaque_fait_imprime_y_est(self, client, d):
        emis = certificat(d)
        contenu = texte(page(client, emis.principal.code_lisible))
        for terme, valeur in faits_lisibles(emis.principal):
            assert escape(terme) in contenu
            assert escape(valeur) in contenu
        for fait in ["Animateur Test", "Médiathèque de Quimper", "Formateur Test", *emis.faits["objectifs"]]:
            assert escape(fait) in contenu
        assert emis.principal.empreinte in contenu
        assert "Ce document est valide" in contenu

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
        assert "Nom mal écrit" in contenu
        assert reverse("certificats:verification_detail", args=[nouveau.principal.code_lisible]) in contenu
        assert "Ce document est valide" not in contenu
        assert "Ce document est valide" in texte(page(client, nouveau.principal.code_lisible))

    def test_revoque_dit_quand_et_pourquoi(self, client, d):
        emis = revoquer_certificat(certificat=certificat(d), par=d.gestionnaire, classe="fait", motif="Émargement contesté")
        contenu = texte(page(client, emis.principal.code_lisible))
        assert "Ce document est révoqué" in contenu
        assert "Émargement contesté" in contenu
        assert "Ce document est valide" not in contenu

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
