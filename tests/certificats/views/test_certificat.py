"""Who sees which certificate, downloads it, corrects it, revokes it."""

import pytest
from django.urls import reverse
from django.utils.html import escape

from academie.models import Utilisateur
from certificats.actions.certificat import delivrer_certificats
from certificats.models import Certificat
from tests.certificats.fabriques import certificat, relire, session_close, session_tenue
from tests.sessions.fabriques import animateurs

LISTE = reverse("certificats:certificat_list")


def texte(reponse) -> str:
    return reponse.content.decode()


class TestListe:
    @pytest.mark.parametrize(
        ("qui", "nombre"),
        [
            ("animateur", 1),
            ("autre_animateur", 0),
            ("referent", 1),
            ("autre_referent", 0),
            ("gestionnaire", 1),
            ("administrateur", 1),
        ],
    )
    def test_chaque_role_voit_les_siens(self, connecter, d, qui, nombre):
        emis = certificat(d)
        contenu = texte(connecter(getattr(d, qui)).get(LISTE))
        assert contenu.count(emis.numero) == (nombre and contenu.count(emis.numero))
        assert (emis.numero in contenu) is bool(nombre)

    def test_vide_elle_dit_pourquoi(self, connecter, d):
        assert "Aucun certificat pour l'instant" in texte(connecter(d.animateur).get(LISTE))

    @pytest.mark.parametrize(("recherche", "trouve"), [("animateur test", True), ("zzz", False), ("\0anim", True)])
    def test_on_cherche_un_nom(self, connecter, d, recherche, trouve):
        emis = certificat(d)
        assert (emis.numero in texte(connecter(d.gestionnaire).get(LISTE, {"q": recherche}))) is trouve

    def test_on_cherche_un_numero(self, connecter, d):
        emis = certificat(d)
        assert emis.numero in texte(connecter(d.gestionnaire).get(LISTE, {"q": emis.numero[:9]}))

    @pytest.mark.parametrize("nombre", [1, 30])
    def test_le_nombre_de_requetes_ne_depend_pas_du_nombre_de_lignes(
        self, connecter, d, nombre, django_assert_num_queries
    ):
        session = session_close(d, presences=dict.fromkeys(animateurs(nombre), 2), capacite=nombre)
        delivrer_certificats(session=session, par=d.gestionnaire)
        client = connecter(d.gestionnaire)
        with django_assert_num_queries(5):
            client.get(LISTE)


class TestDetailEtTelechargement:
    def test_les_faits_et_l_historique(self, connecter, d):
        emis = certificat(d)
        contenu = texte(connecter(d.animateur).get(emis.get_absolute_url()))
        assert escape(emis.faits["lieu"]) in contenu
        assert "délivré par Gestionnaire Test" in contenu
        assert reverse("certificats:certificat_pdf", args=[emis.pk]) in contenu

    def test_le_fichier_est_celui_qui_fut_delivre(self, connecter, d):
        emis = certificat(d)
        with emis.principal.fichier.open("rb") as fichier:
            fige = fichier.read()
        reponse = connecter(d.animateur).get(reverse("certificats:certificat_pdf", args=[emis.pk]))
        assert reponse["Content-Type"] == "application/pdf"
        assert f'filename="certificat-{emis.numero}.pdf"' in reponse["Content-Disposition"]
        assert b"".join(reponse.streaming_content) == fige

    def test_un_fichier_perdu_est_dit(self, connecter, d):
        emis = certificat(d)
        emis.principal.fichier.storage.delete(emis.principal.fichier.name)
        reponse = connecter(d.animateur).get(reverse("certificats:certificat_pdf", args=[emis.pk]))
        assert reponse.status_code == 404

    @pytest.mark.parametrize("qui", ["autre_animateur", "autre_referent"])
    def test_celui_d_autrui_est_introuvable(self, connecter, d, qui):
        emis = certificat(d)
        for url in (emis.get_absolute_url(), reverse("certificats:certificat_pdf", args=[emis.pk])):
            assert connecter(getattr(d, qui)).get(url).status_code == 404

    def test_seule_la_gestion_voit_les_boutons(self, connecter, d):
        emis = certificat(d)
        url = reverse("certificats:certificat_revoquer", args=[emis.pk])
        assert url not in texte(connecter(d.animateur).get(emis.get_absolute_url()))
        assert url in texte(connecter(d.gestionnaire).get(emis.get_absolute_url()))


class TestRemplacer:
    def saisie(self, emis, **champs):
        return {champ: emis.faits[champ] for champ in ("titulaire", "employeur", "lieu")} | {"motif": "Faute"} | champs

    def test_la_page_dit_ce_qui_va_se_passer(self, connecter, d):
        emis = certificat(d)
        contenu = texte(connecter(d.gestionnaire).get(reverse("certificats:certificat_remplacer", args=[emis.pk])))
        assert "Ce qui va se passer" in contenu
        assert 'value="Animateur Test"' in contenu

    def test_deux_clics_menent_au_meme_nouveau_certificat(self, connecter, d):
        emis = certificat(d)
        url = reverse("certificats:certificat_remplacer", args=[emis.pk])
        donnees = self.saisie(emis, titulaire="Animatrice Test")
        reponses = [connecter(d.gestionnaire).post(url, donnees) for _ in range(2)]
        nouveau = relire(emis).remplacant
        assert [r["Location"] for r in reponses] == [nouveau.get_absolute_url()] * 2
        assert Certificat.objects.count() == 2
        contenu = texte(connecter(d.animateur).get(relire(emis).get_absolute_url()))
        assert nouveau.get_absolute_url() in contenu

    def test_sans_changement_le_refus_vient_sur_le_nom(self, connecter, d):
        emis = certificat(d)
        reponse = connecter(d.gestionnaire).post(
            reverse("certificats:certificat_remplacer", args=[emis.pk]), self.saisie(emis)
        )
        assert "Rien ne change" in reponse.context["form"].errors["titulaire"][0]

    def test_sans_motif_ce_qui_est_tape_reste(self, connecter, d):
        emis = certificat(d)
        reponse = connecter(d.gestionnaire).post(
            reverse("certificats:certificat_remplacer", args=[emis.pk]),
            self.saisie(emis, titulaire="Animatrice Test", motif=""),
        )
        assert list(reponse.context["form"].errors) == ["motif"]
        assert 'value="Animatrice Test"' in texte(reponse)
        assert relire(emis).etat == "valide"

    def test_un_nom_de_droite_a_gauche_avec_un_emoji_s_imprime(self, connecter, d):
        emis = certificat(d)
        nom = "ليلى 🌻 O’Brien"
        connecter(d.gestionnaire).post(
            reverse("certificats:certificat_remplacer", args=[emis.pk]), self.saisie(emis, titulaire=nom)
        )
        assert relire(emis).remplacant.faits["titulaire"] == nom


class TestRevoquer:
    def test_la_page_dit_ce_qui_va_se_passer(self, connecter, d):
        emis = certificat(d)
        contenu = texte(connecter(d.gestionnaire).get(reverse("certificats:certificat_revoquer", args=[emis.pk])))
        assert "ne pourra pas être rétabli" in contenu

    def test_deux_clics_revoquent_une_fois(self, connecter, d):
        emis = certificat(d)
        url = reverse("certificats:certificat_revoquer", args=[emis.pk])
        reponses = [connecter(d.gestionnaire).post(url, {"motif": "Erreur"}) for _ in range(2)]
        assert [r["Location"] for r in reponses] == [emis.get_absolute_url()] * 2
        assert relire(emis).etat == "revoque"

    def test_le_motif_est_demande(self, connecter, d):
        emis = certificat(d)
        reponse = connecter(d.gestionnaire).post(reverse("certificats:certificat_revoquer", args=[emis.pk]), {})
        assert list(reponse.context["form"].errors) == ["motif"]

    def test_remplace_le_refus_dit_lequel_revoquer(self, connecter, d):
        emis = certificat(d)
        client = connecter(d.gestionnaire)
        client.post(
            reverse("certificats:certificat_remplacer", args=[emis.pk]),
            TestRemplacer().saisie(emis, titulaire="Animatrice Test"),
        )
        reponse = client.post(reverse("certificats:certificat_revoquer", args=[emis.pk]), {"motif": "Erreur"})
        assert relire(emis).remplacant.numero in reponse.context["form"].non_field_errors()[0]

    @pytest.mark.parametrize(("qui", "statut"), [("animateur", 403), ("referent", 403), ("administrateur", 403)])
    def test_les_autres_roles_ne_peuvent_pas(self, connecter, d, qui, statut):
        emis = certificat(d)
        reponse = connecter(getattr(d, qui)).post(
            reverse("certificats:certificat_revoquer", args=[emis.pk]), {"motif": "Erreur"}
        )
        assert reponse.status_code == statut
        assert relire(emis).etat == "valide"


class TestSession:
    def url(self, session):
        return reverse("certificats:certificat_session", args=[session.pk])

    def test_qui_en_a_un_qui_n_en_a_pas_et_pourquoi(self, connecter, d):
        session = session_close(d, presences={d.animateur: 2, d.autre_animateur: 1})
        [emis] = delivrer_certificats(session=session, par=d.gestionnaire)
        contenu = texte(connecter(d.gestionnaire).get(self.url(session))).replace("\u00a0", " ")
        assert emis.numero in contenu
        assert "6 h 30 sur 6 h 30, seuil 80 %" in contenu
        assert "3 h 15 sur 6 h 30 : le seuil de 80 % n&#x27;est pas atteint." in contenu

    def test_delivrer_les_manquants_deux_fois(self, connecter, d):
        session = session_close(d)
        url = reverse("certificats:certificat_delivrer", args=[session.pk])
        for _ in range(2):
            assert connecter(d.gestionnaire).post(url)["Location"] == self.url(session)
        assert Certificat.objects.count() == 1

    def test_refuse_avant_la_cloture(self, connecter, d):
        session = session_tenue(d)
        client = connecter(d.gestionnaire)
        reponse = client.post(reverse("certificats:certificat_delivrer", args=[session.pk]), follow=True)
        assert "Closez d&#x27;abord la session" in texte(reponse)
        assert "les certificats sont délivrés à sa clôture" in texte(reponse)

    @pytest.mark.parametrize("nombre", [1, 30])
    def test_le_nombre_de_requetes_ne_depend_pas_du_nombre_de_personnes(
        self, connecter, d, nombre, django_assert_num_queries
    ):
        session = session_close(d, presences=dict.fromkeys(animateurs(nombre), 2), capacite=nombre)
        delivrer_certificats(session=session, par=d.gestionnaire)
        client = connecter(d.gestionnaire)
        with django_assert_num_queries(7):
            client.get(self.url(session))


def test_la_personne_qui_a_delivre_peut_disparaitre(d):
    emis = certificat(d)
    Certificat.objects.filter(pk=emis.pk).update(emis_par=None)
    from certificats.queries.certificat import historique

    assert "l'Académie" in historique(relire(emis))[0]
    assert Utilisateur.objects.filter(pk=d.animateur.pk).exists()


class TestEncartDuCockpit:
    """The page of a session for those who plan it leads to its certificates, once it is closed."""

    def contenu(self, connecter, personne, session):
        return texte(connecter(personne).get(reverse("sessions:session_cockpit", args=[session.pk])))

    def test_close_elle_compte_et_mene_a_la_liste(self, connecter, d):
        session = session_close(d, presences={d.animateur: 2, d.autre_animateur: 1})
        delivrer_certificats(session=session, par=d.gestionnaire)
        contenu = self.contenu(connecter, d.gestionnaire, session)
        assert "1 personne a reçu son certificat." in contenu
        assert reverse("certificats:certificat_session", args=[session.pk]) in contenu

    def test_la_formatrice_lit_le_compte_sans_le_lien(self, connecter, d):
        session = session_close(d)
        contenu = self.contenu(connecter, d.formateur, session)
        assert "Aucun certificat délivré." in contenu
        assert reverse("certificats:certificat_session", args=[session.pk]) not in contenu

    def test_avant_la_cloture_elle_n_en_dit_rien(self, connecter, d):
        contenu = self.contenu(connecter, d.gestionnaire, session_tenue(d))
        assert "son certificat" not in contenu
