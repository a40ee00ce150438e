"""From a page to the next, in both directions: answers, needs, programmes, sessions."""

from django.urls import reverse

from besoins.actions.besoin import ecarter_besoin
from besoins.actions.preuve import deriver_besoin_d_option
from besoins.actions.programme import nouvelle_version_programme
from besoins.actions.publication import publier_version, rendre_avis, retirer_version, soumettre_version
from besoins.models import Besoin, Enquete, Preuve
from tests.besoins import atelier, fabriques
from tests.certificats.fabriques import certificat


def publique(version) -> str:
    return reverse("besoins:catalogue_pourquoi", args=[version.programme.slug])


def lire(client, url) -> str:
    return client.get(url).text.replace("\xa0", " ").replace("&#x27;", "'")


class TestPagePublique:
    def test_elle_dit_le_besoin_sa_preuve_et_ce_qui_y_repond(self, d, client):
        texte = lire(client, publique(atelier.version_publiee(d)))

        for mots in ("Former les animateurs", "noté B2", "Objectif : Accompagner une démarche", "Module : Module 1"):
            assert mots in texte
        assert "/besoins/" not in texte.partition("<main")[2].partition("</main>")[0]

    def test_les_versions_et_leurs_differences_ont_un_lien(self, d, client):
        version = atelier.version_publiee(d)
        differences = reverse("besoins:catalogue_differences", args=[version.programme.slug])
        assert differences not in lire(client, publique(version))

        nouvelle = nouvelle_version_programme(version=version, par=d.concepteur)
        soumettre_version(version=nouvelle, par=d.concepteur)
        rendre_avis(version=nouvelle, favorable=True, avis="Clair.", par=d.autre_concepteur)
        publier_version(version=nouvelle, par=d.gestionnaire)

        texte = lire(client, publique(version))
        assert differences in texte
        assert reverse("besoins:catalogue_version", args=[version.programme.slug, 1]) in texte
        assert "Mêmes besoins, mêmes objectifs, mêmes modules" in texte

    def test_un_programme_retire_garde_sa_memoire(self, d, client):
        assert "n'est plus au catalogue" in lire(client, publique(atelier.version_retiree(d)))

    def test_rien_avant_la_publication(self, d, client):
        assert client.get(publique(atelier.version_relue(d))).status_code == 404
        assert client.get(reverse("besoins:catalogue_pourquoi", args=["inconnu"])).status_code == 404

    def test_le_besoin_ecarte_et_son_motif(self, d, client):
        version = atelier.version_publiee(d)
        besoin = fabriques.besoin(d.concepteur, "Réparer les imprimantes")
        Besoin.objects.filter(pk=besoin.pk).update(theme=version.programme.theme, porte="enquete")
        ecarter_besoin(besoin=besoin, motif="Un autre service le fait.", par=d.concepteur)

        texte = lire(client, publique(version))
        assert "Réparer les imprimantes" in texte
        assert "Un autre service le fait." in texte
        assert str(d.concepteur) not in texte


def test_l_atelier_mene_aux_besoins_et_aux_enquetes(d, connecte):
    besoin = fabriques.besoin_chiffre(d, "Former", 9, 11)
    version = atelier.brouillon_complet(d)
    version.besoins.add(besoin)
    url = reverse("besoins:programme_pourquoi", args=[version.pk])

    texte = lire(connecte(d.gestionnaire), url)
    enquete = Preuve.objects.get(besoin=besoin).option.enquete
    assert besoin.get_absolute_url() in texte
    assert reverse("besoins:enquete_suites", args=[enquete.pk]) in texte

    texte = lire(connecte(d.formateur), url)
    assert "9 sur 11" in texte
    assert reverse("besoins:enquete_suites", args=[enquete.pk]) not in texte


class TestBesoin:
    def test_sa_page_mene_aux_programmes_et_a_leurs_suites(self, d, connecte):
        besoin = atelier.besoin_retenu(d)
        version = atelier.version_publiee(d, besoins=[besoin], theme=atelier.theme("Vacances"))
        certificat(d, version=version)

        texte = lire(connecte(d.gestionnaire), besoin.get_absolute_url())

        assert version.get_absolute_url() in texte
        assert publique(version) in texte
        assert "1 personne formée" in texte
        assert "Un programme du catalogue y répond" in texte

    def test_un_besoin_sans_programme_le_dit(self, d, connecte):
        texte = lire(connecte(d.gestionnaire), atelier.besoin_retenu(d).get_absolute_url())

        assert "Aucun programme pour l'instant" in texte


def test_une_enquete_mene_aux_programmes_et_aux_personnes_formees(d, connecte):
    faite = fabriques.enquete_ouverte(d.concepteur)
    fabriques.repondre(faite, d.structure, "Formation")
    besoin = deriver_besoin_d_option(option=faite.option("Formation"), par=d.concepteur)
    Besoin.objects.filter(pk=besoin.pk).update(etat="retenu", decide_par=d.concepteur, decide_le=besoin.recu_le)
    version = atelier.version_publiee(d, besoins=[Besoin.objects.get(pk=besoin.pk)], theme=atelier.theme("Vacances"))
    certificat(d, version=version)

    client = connecte(d.gestionnaire)
    texte = lire(client, reverse("besoins:enquete_suites", args=[faite.enquete.pk]))

    assert "programme au catalogue" in texte
    assert "personne formée" in texte
    assert publique(version) in texte
    Enquete.objects.update(resultats_publies=True)
    assert publique(version) in lire(client, reverse("besoins:resultats_publics", args=[faite.enquete.pk]))
    retirer_version(version=version, par=d.gestionnaire, motif="Dépassé.")
    assert publique(version) not in lire(client, reverse("besoins:resultats_publics", args=[faite.enquete.pk]))
