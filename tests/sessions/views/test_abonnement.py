"""The pages of private feeds, and the feeds over HTTP."""

import io
import logging
import re
from datetime import timedelta

import pytest
from django.utils import timezone

from academie.actions.affectation import affecter
from academie.autorisations.table import Role
from academie.diffusion.cadence import compteur
from sessions.actions.abonnement import revoquer_abonnement
from sessions.actions.consentement import choisir_structures
from sessions.actions.inscription import inscrire
from sessions.models import AbonnementAgenda, ConsentementNom
from tests.formulaires import formulaires_de, remplir
from tests.sessions.agendas.lecteurs import lire, proprietes
from tests.sessions.exemples.abonnements import abonnement
from tests.sessions.fabriques import relire, session_ouverte

NOUVEAU = "/agendas/prives/nouveau/"


def texte(reponse) -> str:
    return reponse.content.decode().replace("\xa0", " ").replace("&#x27;", "'")


def envoi(client, url=NOUVEAU, **saisie) -> dict:
    """What the page proposes, filled."""
    return remplir(formulaires_de(client.get(url))) | saisie


def adresse(reponse) -> str | None:
    """The secret address that a page shows."""
    trouvee = re.search(r'value="http://testserver(/agendas/prive/[^"]+)"', reponse.content.decode())
    return trouvee and trouvee[1]


class TestPages:
    def test_l_adresse_est_montree_une_seule_fois(self, connecte, d):
        client = connecte(d.animateur)
        page = client.post(NOUVEAU, envoi(client, libelle="Mon téléphone"), follow=True)
        secrete = adresse(page)

        assert len(secrete.removeprefix("/agendas/prive/").removesuffix(".ics")) == 27  # 160 bits
        assert "no-store" in page["Cache-Control"]
        assert "Elle est montrée une seule fois" in texte(page)
        for lien in ("webcal://testserver", "calendar.google.com", "outlook.live.com"):
            assert lien in texte(page)
        seconde = client.get(page.request["PATH_INFO"])
        assert adresse(seconde) is None
        assert "a déjà été montrée" in texte(seconde)
        cree = AbonnementAgenda.objects.get()
        assert (cree.libelle, cree.utilisateur, cree.genre) == ("Mon téléphone", d.animateur, "personne")

    def test_le_secret_n_est_ni_dans_l_adresse_ni_lisible_par_un_script(self, connecte, d):
        client = connecte(d.animateur)
        reponse = client.post(NOUVEAU, envoi(client))
        temoin = reponse.cookies["agenda_neuf"]

        assert reponse["Location"] == f"/agendas/prives/{AbonnementAgenda.objects.get().pk}/"
        assert (temoin["httponly"], temoin["samesite"], temoin["path"]) == (True, "Strict", reponse["Location"])
        assert temoin["max-age"] == 600

    def test_un_double_clic_fait_une_adresse_et_la_montre(self, connecte, d):
        client = connecte(d.animateur)
        donnees = envoi(client)
        client.post(NOUVEAU, donnees)
        page = client.post(NOUVEAU, donnees, follow=True)

        assert AbonnementAgenda.objects.count() == 1
        assert adresse(page)

    def test_un_secret_choisi_par_qui_envoie_est_refuse(self, connecte, d):
        client = connecte(d.animateur)
        reponse = client.post(NOUVEAU, envoi(client, jeton="facile"))

        assert "Cette page est trop ancienne" in texte(reponse)
        assert not AbonnementAgenda.objects.exists()

    def test_le_formulaire_d_une_autre_personne_est_refuse(self, connecte, d):
        donnees = envoi(connecte(d.animateur))
        reponse = connecte(d.autre_animateur).post(NOUVEAU, donnees)

        assert reponse.status_code == 200
        assert not AbonnementAgenda.objects.exists()

    @pytest.mark.parametrize("libelle", ["", "x" * 81], ids=["vide", "trop long"])
    def test_ce_qui_est_mal_saisi_se_dit_et_reste(self, connecte, d, libelle):
        client = connecte(d.animateur)
        reponse = client.post(NOUVEAU, envoi(client) | {"libelle": libelle})

        assert reponse.context["form"].errors["libelle"]
        assert reponse.context["form"]["libelle"].value() == libelle

    def test_on_ne_suit_pas_la_structure_d_une_autre(self, connecte, d):
        client = connecte(d.referent)
        reponse = client.post(NOUVEAU, envoi(client, contenu=f"structure-{d.autre_structure.pk}"))

        assert reponse.context["form"].errors["contenu"]
        assert not AbonnementAgenda.objects.exists()

    def test_sans_rien_a_suivre_la_page_le_dit(self, connecte, d):
        assert "Aucune session à suivre en privé" in texte(connecte(d.gestionnaire).get(NOUVEAU))

    def test_la_liste_ne_montre_que_les_siennes_et_celles_de_ses_structures(self, connecte, d):
        abonnement(d.animateur, secret="a")
        abonnement(d.referent, "structure", secret="r")
        affecter(utilisateur=d.autre_referent, role=Role.REFERENT, structure=d.structure)

        assert "Mon téléphone" in texte(connecte(d.animateur).get("/agendas/prives/"))
        collegue = texte(connecte(d.autre_referent).get("/agendas/prives/"))
        assert collegue.count("Mon téléphone") == 3  # its row, and what its two buttons say
        assert "par Referent Test" in collegue
        assert "Mon téléphone" not in texte(connecte(d.autre_animateur).get("/agendas/prives/"))

    def test_la_liste_dit_qui_a_lu_et_ce_qui_est_revoque(self, connecte, d):
        revoquee = abonnement(d.animateur, secret="a")
        revoquer_abonnement(abonnement=revoquee, par=d.animateur)
        abonnement(d.animateur, secret="b")
        AbonnementAgenda.objects.actifs().update(dernier_acces_le=timezone.now(), dernier_client="apple")
        page = texte(connecte(d.animateur).get("/agendas/prives/"))

        assert "Apple Calendrier" in page
        assert "Révoquée" in page
        assert page.count("/revoquer/") == 1

    def test_la_liste_a_le_meme_nombre_de_requetes(self, connecte, d, django_assert_num_queries):
        client = connecte(d.referent)
        for nombre in (1, 9):
            for rang in range(AbonnementAgenda.objects.count(), nombre):
                abonnement(d.referent, "structure", secret=f"s{rang}")
            with django_assert_num_queries(6):
                client.get("/agendas/prives/")

    def test_remplacer_montre_une_autre_adresse(self, connecte, d):
        ancienne, client = abonnement(d.animateur), connecte(d.animateur)
        url = f"/agendas/prives/{ancienne.pk}/remplacer/"
        donnees = envoi(client, url)
        client.post(url, donnees)
        page = client.post(url, donnees, follow=True)

        assert adresse(page)
        assert AbonnementAgenda.objects.count() == 2
        assert relire(ancienne).remplace_par == AbonnementAgenda.objects.actifs().get()

    def test_revoquer_se_confirme(self, connecte, d):
        sien, client = abonnement(d.animateur), connecte(d.animateur)
        url = f"/agendas/prives/{sien.pk}/revoquer/"

        assert "ne pourra pas être remise en service" in texte(client.get(url))
        assert relire(sien).revoque_le is None
        assert "est révoquée" in texte(client.post(url, follow=True))
        assert relire(sien).revoque_par == d.animateur

    @pytest.mark.parametrize("acte", ["", "remplacer/", "revoquer/"])
    def test_l_adresse_d_une_autre_personne_n_existe_pas(self, connecte, d, acte):
        sienne, de_structure = abonnement(d.animateur, secret="a"), abonnement(d.referent, "structure", secret="b")
        for qui in (d.autre_animateur, d.autre_referent, d.gestionnaire, d.administrateur):
            for cible in (sienne, de_structure):
                assert connecte(qui).get(f"/agendas/prives/{cible.pk}/{acte}").status_code == 404

    def test_qui_n_est_plus_referent_ne_voit_plus_l_adresse_de_la_structure(self, connecte, d):
        de_structure = abonnement(d.referent, "structure")
        d.referent.affectations.update(
            debut=timezone.localdate() - timedelta(9), fin=timezone.localdate() - timedelta(1)
        )

        assert connecte(d.referent).get(f"/agendas/prives/{de_structure.pk}/revoquer/").status_code == 404

    @pytest.mark.parametrize("page", ["/agendas/", "/inscriptions/"])
    def test_on_y_vient_de_ces_pages(self, connecte, d, page):
        assert 'href="/agendas/prives/"' in texte(connecte(d.animateur).get(page))

    @pytest.mark.parametrize("page", ["/parcours/equipe/", "/animation/"])
    def test_on_y_vient_de_son_equipe_ou_de_ses_animations(self, connecte, d, page):
        qui = d.referent if "equipe" in page else d.formateur
        assert 'href="/agendas/prives/"' in texte(connecte(qui).get(page))


@pytest.mark.ecriture_en_lecture
class TestFlux:
    def test_l_adresse_donne_l_agenda_a_qui_la_connait(self, client, d):
        inscrire(session=session_ouverte(d), utilisateur=d.animateur, par=d.animateur)
        abonnement(d.animateur)
        reponse = client.get("/agendas/prive/un-secret-de-test.ics")

        assert reponse["Content-Type"] == "text/calendar; charset=utf-8"
        assert len(lire(reponse.content)) == 2
        assert reponse["Cache-Control"] == "private, no-cache"
        assert (reponse["X-Robots-Tag"], reponse["Referrer-Policy"]) == ("noindex, nofollow", "no-referrer")
        assert "Access-Control-Allow-Origin" not in reponse
        assert "un-secret-de-test" not in reponse.content.decode()

    def test_rien_de_neuf_ne_se_renvoie_pas_et_un_changement_se_voit_aussitot(self, client, d):
        abonnement(d.animateur)
        url = "/agendas/prive/un-secret-de-test.ics"
        etag = client.get(url)["ETag"]
        assert client.get(url, headers={"if-none-match": etag}).status_code == 304

        inscrire(session=session_ouverte(d), utilisateur=d.animateur, par=d.animateur)
        assert client.get(url, headers={"if-none-match": etag}).status_code == 200
        assert client.head(url).content == b""

    def test_la_derniere_lecture_et_la_famille_du_client_sont_notees(self, client, d):
        abonnement(d.animateur)
        client.get("/agendas/prive/un-secret-de-test.ics", headers={"user-agent": "Google-Calendar-Importer"})
        lue = AbonnementAgenda.objects.get()

        assert timezone.now() - lue.dernier_acces_le < timedelta(minutes=1)
        assert lue.dernier_client == "google"

    def test_une_adresse_revoquee_le_dit_par_un_agenda(self, client, d):
        revoquer_abonnement(abonnement=abonnement(d.animateur), par=d.animateur)
        reponse = client.get("/agendas/prive/un-secret-de-test.ics", headers={"if-none-match": "*"})
        (evenement,) = lire(reponse.content).values()

        assert reponse.status_code == 410
        assert (evenement.dtstart, evenement.transparency) == (timezone.localdate(), "TRANSPARENT")
        assert "Agenda révoqué" in evenement.summary
        assert "Supprimez cet abonnement" in evenement.description.replace("\xa0", " ")
        assert proprietes(reponse.content)["X-WR-CALNAME"] == "OTeN Académie – Agenda révoqué"
        assert "no-store" in reponse["Cache-Control"]

    @pytest.mark.parametrize("jeton", ["inconnu", "é", "%00", "../public", "x" * 5000, "😀"], ids=range(6))
    def test_une_adresse_inconnue_n_existe_pas(self, client, d, jeton):
        assert client.get(f"/agendas/prive/{jeton}.ics").status_code == 404

    def test_une_adresse_inconnue_coute_autant_qu_une_revoquee(self, client, d, django_assert_num_queries):
        revoquer_abonnement(abonnement=abonnement(d.animateur), par=d.animateur)
        for jeton in ("un-secret-de-test", "inconnu"):
            with django_assert_num_queries(1):
                client.get(f"/agendas/prive/{jeton}.ics")

    def test_trop_de_lectures_attendent_sans_gener_les_autres_adresses(self, client, d, monkeypatch):
        compteur.oublier()
        monkeypatch.setattr("academie.diffusion.cadence.regle", lambda cle: 2)
        abonnement(d.animateur)
        abonnement(d.formateur, "formateur", secret="autre")
        url = "/agendas/prive/un-secret-de-test.ics"
        statuts = [client.get(url).status_code for _ in range(3)]

        assert statuts == [200, 200, 429]
        assert client.get("/agendas/prive/autre.ics").status_code == 200

    def test_le_journal_ne_garde_pas_le_secret(self, client, d, monkeypatch):
        (sortie,) = [h for h in logging.getLogger().handlers if h.name == "console"]
        monkeypatch.setattr(sortie, "stream", lignes := io.StringIO())
        client.get("/agendas/prive/un-secret-assez-long-pour-en-etre-un.ics")

        assert "/agendas/prive/…" in lignes.getvalue()
        assert "assez-long" not in lignes.getvalue()


def test_l_agenda_d_une_inscription_est_a_qui_est_inscrit(connecte, d):
    inscription = inscrire(session=session_ouverte(d), utilisateur=d.animateur, par=d.animateur)
    url = f"/inscriptions/{inscription.pk}.ics"
    reponse = connecte(d.animateur).get(url)

    assert len(lire(reponse.content)) == 2
    assert reponse["Cache-Control"].startswith("private")
    assert f'href="{url}"' in texte(connecte(d.animateur).get(f"/inscriptions/{inscription.pk}/"))
    assert connecte(d.autre_animateur).get(url).status_code == 404
    assert f'href="{url}"' not in texte(connecte(d.gestionnaire).get(f"/inscriptions/{inscription.pk}/"))


class TestConsentement:
    URL = "/agendas/prives/noms/"

    def test_personne_n_est_nomme_d_avance_et_chacun_change_d_avis(self, connecte, d):
        client = connecte(d.animateur)
        page = client.get(self.URL)
        assert (d.structure.nom in texte(page), "checked" in texte(page)) == (True, False)

        client.post(self.URL, {"structures": [d.structure.pk]})
        client.post(self.URL, {"structures": [d.structure.pk]})
        donne = ConsentementNom.objects.get()
        assert (donne.utilisateur, donne.structure, donne.retire_le) == (d.animateur, d.structure, None)
        assert "checked" in texte(client.get(self.URL))
        client.post(self.URL, {})
        assert relire(donne).retire_le

    def test_redonner_est_une_autre_date(self, d):
        for structures in ([d.structure], [], [d.structure]):
            choisir_structures(utilisateur=d.animateur, structures=structures)

        assert ConsentementNom.objects.count() == 2
        assert ConsentementNom.objects.en_vigueur().count() == 1

    def test_on_n_accorde_rien_a_une_structure_etrangere(self, connecte, d):
        reponse = connecte(d.animateur).post(self.URL, {"structures": [d.autre_structure.pk]})

        assert reponse.context["form"].errors["structures"]
        assert not ConsentementNom.objects.exists()

    def test_sans_structure_la_page_le_dit(self, connecte, d):
        assert "Aucune structure ne vous envoie" in texte(connecte(d.gestionnaire).get(self.URL))
