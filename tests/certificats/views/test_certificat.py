"""Who sees which certificate, downloads it, corrects it, revokes it."""

import pytest
from django.urls import reverse
from django.utils.html import escape

from academie.models import Utilisateur
from certificats.actions.certificat import remplacer_certificat
from certificats.models import Certificat
from tests.certificats.fabriques import certificat, delivrer, relire, session_close, session_tenue
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
        delivrer(session, d)
        client = connecter(d.gestionnaire)
        with django_assert_num_queries(6):
            client.get(LISTE)

    @pytest.mark.parametrize(
        ("filtre", "trouve"),
        [
            ({"etat": "valide"}, True),
            ({"etat": "revoque"}, False),
            ({"genre": "fin_formation"}, True),
            ({"annee": "2001"}, False),
            ({"session": "999999"}, False),
            ({"annee": "pas une année"}, True),
            ({"structure": "\0"}, True),
        ],
        ids=["valide", "revoque", "genre", "annee", "session", "annee-illisible", "structure-illisible"],
    )
    def test_les_filtres(self, connecter, d, filtre, trouve):
        emis = certificat(d)
        assert (emis.numero in texte(connecter(d.gestionnaire).get(LISTE, filtre))) is trouve

    def test_par_structure(self, connecter, d):
        emis = certificat(d)
        for structure, trouve in ((d.structure, True), (d.autre_structure, False)):
            assert (emis.numero in texte(connecter(d.gestionnaire).get(LISTE, {"structure": structure.pk}))) is trouve


class TestDetailEtTelechargement:
    def test_les_faits_et_l_historique(self, connecter, d):
        emis = certificat(d)
        contenu = texte(connecter(d.animateur).get(emis.get_absolute_url()))
        assert escape(emis.faits["lieu"]) in contenu
        assert "délivré par Gestionnaire Test" in contenu
        for document in emis.documents.all():
            assert reverse("certificats:document_pdf", args=[document.pk]) in contenu
            assert reverse("certificats:verification_detail", args=[document.code_lisible]) in contenu

    def test_le_fichier_est_celui_qui_fut_delivre(self, connecter, d):
        emis = certificat(d)
        with emis.principal.fichier.open("rb") as fichier:
            fige = fichier.read()
        reponse = connecter(d.animateur).get(reverse("certificats:certificat_pdf", args=[emis.pk]))
        assert reponse["Content-Type"] == "application/pdf"
        assert f'filename="certificat-{emis.numero}.pdf"' in reponse["Content-Disposition"]
        assert b"".join(reponse.streaming_content) == fige

    @pytest.mark.parametrize(
        ("qui", "genres"),
        [
            ("animateur", {"realisation", "fin_formation", "assiduite"}),
            ("referent", {"realisation", "assiduite"}),
            ("gestionnaire", {"realisation", "fin_formation", "assiduite"}),
            ("autre_referent", set()),
            ("autre_animateur", set()),
        ],
    )
    def test_l_employeur_n_ouvre_pas_l_attestation_de_fin_de_formation(self, connecter, d, qui, genres):
        emis = certificat(d)
        client, statuts = connecter(getattr(d, qui)), {}
        for document in emis.documents.all():
            reponse = client.get(reverse("certificats:document_pdf", args=[document.pk]))
            statuts[document.genre] = reponse.status_code
            assert not reponse.streaming or b"".join(reponse.streaming_content).startswith(b"%PDF")
        assert {genre for genre, statut in statuts.items() if statut == 200} == genres
        assert set(statuts.values()) <= {200, 404}

    def test_le_referent_ne_voit_pas_le_document_qu_il_n_ouvre_pas(self, connecter, d):
        emis = certificat(d)
        contenu = texte(connecter(d.referent).get(emis.get_absolute_url()))
        assert f"{emis.numero}-A" in contenu
        assert f"{emis.numero}-F" not in contenu

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
        reponses = [connecter(d.gestionnaire).post(url, {"classe": "fait", "motif": "Erreur"}) for _ in range(2)]
        assert [r["Location"] for r in reponses] == [emis.get_absolute_url()] * 2
        assert relire(emis).etat == "revoque"

    @pytest.mark.parametrize("classe", ["", "absence", "inventee"])
    def test_la_raison_et_le_motif_sont_demandes(self, connecter, d, classe):
        emis = certificat(d)
        url = reverse("certificats:certificat_revoquer", args=[emis.pk])
        reponse = connecter(d.gestionnaire).post(url, {"classe": classe, "motif": ""})
        assert list(reponse.context["form"].errors) == ["classe", "motif"]
        assert relire(emis).etat == "valide"

    def test_remplace_le_refus_dit_lequel_revoquer(self, connecter, d):
        emis = certificat(d)
        client = connecter(d.gestionnaire)
        client.post(
            reverse("certificats:certificat_remplacer", args=[emis.pk]),
            TestRemplacer().saisie(emis, titulaire="Animatrice Test"),
        )
        reponse = client.post(
            reverse("certificats:certificat_revoquer", args=[emis.pk]), {"classe": "fait", "motif": "Erreur"}
        )
        assert relire(emis).remplacant.numero in reponse.context["form"].non_field_errors()[0]

    @pytest.mark.parametrize(("qui", "statut"), [("animateur", 403), ("referent", 403), ("administrateur", 403)])
    def test_les_autres_roles_ne_peuvent_pas(self, connecter, d, qui, statut):
        emis = certificat(d)
        reponse = connecter(getattr(d, qui)).post(
            reverse("certificats:certificat_revoquer", args=[emis.pk]), {"motif": "Erreur"}
        )
        assert reponse.status_code == statut
        assert relire(emis).etat == "valide"


class TestNomChange:
    def renommer(self, d):
        emis = certificat(d)
        d.animateur.nom = "Autrement"
        d.animateur.save()
        return emis

    def test_la_personne_le_voit_et_le_demande(self, connecter, d):
        emis = self.renommer(d)
        url = reverse("certificats:certificat_signaler", args=[emis.pk])
        client = connecter(d.animateur)
        assert url in texte(client.get(emis.get_absolute_url()))
        for _ in range(2):
            assert client.post(url)["Location"] == emis.get_absolute_url()
        assert relire(emis).signale_le
        assert "Votre demande est notée" in texte(client.get(emis.get_absolute_url()))

    def test_la_gestion_la_trouve_et_remplace(self, connecter, d):
        emis = self.renommer(d)
        client = connecter(d.gestionnaire)
        url = reverse("certificats:certificat_actualiser", args=[emis.pk])
        assert url in texte(client.get(reverse("certificats:certificat_a_mettre_a_jour")))
        reponses = [client.post(url)["Location"] for _ in range(2)]
        assert reponses == [relire(emis).remplacant.get_absolute_url()] * 2

    @pytest.mark.parametrize(
        ("qui", "statut"),
        [("referent", 403), ("gestionnaire", 403), ("autre_animateur", 404)],
    )
    def test_personne_d_autre_ne_demande(self, connecter, d, qui, statut):
        emis = self.renommer(d)
        reponse = connecter(getattr(d, qui)).post(reverse("certificats:certificat_signaler", args=[emis.pk]))
        assert reponse.status_code == statut
        assert relire(emis).signale_le is None


class TestMesCertificats:
    URL = reverse("certificats:certificat_miens")

    def test_les_miens_et_leurs_documents(self, connecter, d):
        emis = certificat(d)
        contenu = texte(connecter(d.animateur).get(self.URL))
        for document in emis.documents.all():
            assert reverse("certificats:document_pdf", args=[document.pk]) in contenu
        assert f"#badge-{emis.badge.pk}" in contenu
        assert "Aucun certificat" in texte(connecter(d.autre_animateur).get(self.URL))

    @pytest.mark.parametrize("nombre", [1, 10])
    def test_le_nombre_de_requetes_ne_depend_pas_de_leur_nombre(self, connecter, d, nombre, django_assert_num_queries):
        emis = certificat(d)
        for rang in range(nombre - 1):
            emis = remplacer_certificat(
                certificat=emis, par=d.gestionnaire, motif="Nom", corrections={"titulaire": f"Nom {rang}"}
            )
        client = connecter(d.animateur)
        with django_assert_num_queries(6):
            client.get(self.URL)


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
        delivrer(session, d)
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
