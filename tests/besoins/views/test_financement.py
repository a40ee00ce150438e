from datetime import timedelta

import pytest
from django.utils import timezone

from besoins.actions.effectif import compter_effectifs
from besoins.models import Financement
from tests.besoins.atelier import adresse, brouillon, texte
from tests.besoins.exemples.ingenierie import financement

CHAMPS = {"nom": "Région Bretagne", "fonds": "", "mention": "", "debut": "2026-01-01", "fin": ""}


class TestListe:
    def test_un_financement_s_ajoute_une_fois_et_se_corrige(self, client, d):
        client.force_login(d.concepteur)

        for _ in range(2):
            assert client.post(adresse("financement_create"), CHAMPS).url == adresse("financement_list")
        recu = Financement.objects.get()
        client.post(adresse("financement_update", recu.pk), CHAMPS | {"nom": "Région"})

        assert Financement.objects.get().nom == "Région"
        assert "Région" in texte(client.get(adresse("financement_list")))

    @pytest.mark.parametrize(
        ("champs", "fautif", "raison"),
        [
            ({"fonds": "fse"}, "mention", "demande sa mention"),
            ({"fin": "2025-12-31"}, "fin", "après le début"),
            ({"nom": ""}, "nom", "obligatoire"),
            ({"debut": "demain"}, "debut", "date"),
        ],
    )
    def test_ce_qui_ne_va_pas_se_dit_a_sa_place(self, client, d, champs, fautif, raison):
        client.force_login(d.concepteur)

        reponse = client.post(adresse("financement_create"), CHAMPS | champs)

        assert raison in str(reponse.context["form"].errors[fautif])
        assert not Financement.objects.exists()

    def test_un_nom_deja_pris_se_dit(self, client, d):
        financement()
        client.force_login(d.concepteur)

        reponse = client.post(adresse("financement_create"), CHAMPS | {"nom": "FSE+ Médiation"})

        assert "nom" in reponse.context["form"].errors

    def test_se_lit_sans_pouvoir_ecrire(self, client, d):
        recu = financement()
        client.force_login(d.formateur)

        page = texte(client.get(adresse("financement_list")))

        assert "Cofinancé par l'Union européenne" in page
        assert "Ajouter un financement" not in page
        assert client.get(adresse("financement_update", recu.pk)).status_code == 403

    @pytest.mark.parametrize("nombre", [1, 30])
    def test_le_nombre_de_requetes_ne_depend_pas_de_la_liste(self, client, d, nombre, django_assert_num_queries):
        for rang in range(nombre):
            Financement.objects.create(nom=f"Fonds {rang}", debut="2026-01-01")
        client.force_login(d.concepteur)

        with django_assert_num_queries(5):
            client.get(adresse("financement_list"))


class TestFinancer:
    @pytest.fixture
    def version(self, client, d):
        client.force_login(d.concepteur)
        return brouillon(d)

    def test_le_dossier_montre_la_mention_et_le_cout_par_personne(self, client, d, version):
        recu = financement()
        compter_effectifs(version=version, effectifs={d.structure: 20}, par=d.concepteur)

        client.post(adresse("programme_financement", version.pk), {"financements": [recu.pk], "cout": "2400"})

        page = texte(client.get(version.get_absolute_url()))
        assert "Emblème de l'Union européenne" in page
        assert "Cofinancé par l'Union européenne" in page
        assert (
            "2 400 € la session ; 2 sessions de 12 places pour les 20 personnes attendues, soit 240 € chacune" in page
        )

    def test_sans_effectif_le_cout_est_celui_de_la_session(self, client, version):
        client.post(adresse("programme_financement", version.pk), {"cout": "900"})

        page = texte(client.get(version.get_absolute_url()))
        assert "900 € la session" in page
        assert "chacune" not in page
        assert "Emblème" not in page

    @pytest.mark.parametrize("cout", ["-1", "douze", "9" * 30])
    def test_un_cout_impossible_se_dit_a_sa_place(self, client, version, cout):
        reponse = client.post(adresse("programme_financement", version.pk), {"cout": cout})

        assert reponse.context["form"].errors.keys() == {"cout"}
        assert f'value="{cout}"' in texte(reponse)

    def test_un_financement_fini_n_est_plus_propose_sauf_a_qui_l_a(self, client, version):
        recu = financement()
        Financement.objects.update(fin=timezone.localdate() - timedelta(days=1))

        assert recu.nom not in texte(client.get(adresse("programme_financement", version.pk)))
        version.financements.add(recu)
        assert recu.nom in texte(client.get(adresse("programme_financement", version.pk)))
