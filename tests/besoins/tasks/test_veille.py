from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from academie.branchements.periodique import RAPPELS
from besoins.actions.source import creer_source, suspendre_source
from besoins.models import Article, SourceVeille
from besoins.tasks.veille import programmer_releve, relever_flux_dus, relever_source


@pytest.fixture
def suivre(db, serveur):
    """Follow the feed of this path."""

    def suivre(chemin: str) -> SourceVeille:
        return creer_source(source=SourceVeille(nom=f"Flux {chemin}", genre="flux", url=serveur.adresse(chemin)))

    return suivre


def relue(source) -> SourceVeille:
    return SourceVeille.objects.get(pk=source.pk)


def test_un_flux_rss_devient_des_articles_en_texte_seul(suivre):
    source = suivre("rss")

    relever_source.call(source.pk)

    article = source.articles.get(guid="un")
    assert article.etat == Article.Etat.NOUVEAU
    assert article.resume == "Il passe le mardi ."
    assert article.adresse == "reseau.example/bus"
    source = relue(source)
    assert (source.etag, source.modifie, source.erreur) == ('"abc"', "Tue, 03 Mar 2026 08:00:00 GMT", "")
    assert source.releve_le


def test_le_relire_ne_double_rien_et_n_efface_aucun_choix(suivre):
    source = suivre("rss")
    relever_source.call(source.pk)
    article = source.articles.get(guid="un")
    article.ecarter()
    article.save()

    relever_source.call(source.pk)

    assert source.articles.count() == 2
    assert source.articles.get(guid="un").etat == Article.Etat.ECARTE


def test_sans_rien_de_neuf_les_reperes_restent(suivre, serveur):
    source = suivre("inchange")

    for _fois in range(3):
        relever_source.call(source.pk)

    assert [demande.get("If-None-Match") for demande in serveur.recues] == [None, '"abc"', '"abc"']
    assert source.articles.count() == 2
    assert relue(source).etag == '"abc"'


@pytest.mark.parametrize(
    ("chemin", "articles"), [("atom", 1), ("gzip", 1), ("latin", 2), ("ailleurs", 2), ("malforme", 2)]
)
def test_les_flux_comme_ils_sont(suivre, chemin, articles):
    source = suivre(chemin)

    relever_source.call(source.pk)

    assert (source.articles.count(), relue(source).erreur) == (articles, "")


@pytest.mark.parametrize(
    ("chemin", "raison"),
    [("absent", "n'existe pas"), ("boucle", "sans cesse"), ("enorme", "5 Mo"), ("bombe", "entités"), ("page", "pas un flux"), ("vide", "pas un flux")],
)  # fmt: skip
def test_un_echec_se_dit_et_se_compte(suivre, chemin, raison):
    source = suivre(chemin)

    for _fois in range(2):
        relever_source.call(source.pk)

    source = relue(source)
    assert raison in source.erreur
    assert source.erreurs == 2
    assert not source.articles.exists()


def test_un_flux_gueri_oublie_ses_echecs(suivre, serveur):
    source = suivre("absent")
    relever_source.call(source.pk)
    SourceVeille.objects.update(url=serveur.adresse("rss"))

    relever_source.call(source.pk)

    assert (relue(source).erreur, relue(source).erreurs) == ("", 0)


def test_un_flux_suspendu_n_est_pas_lu(suivre, serveur):
    source = suspendre_source(source=suivre("rss"))

    relever_source.call(source.pk)
    relever_flux_dus()

    assert serveur.recues == []
    assert not DBTaskResult.objects.exists()


class TestRappel:
    def test_le_temps_ramene_les_flux(self):
        assert relever_flux_dus in RAPPELS

    def test_un_flux_jamais_lu_est_du_et_se_demande_une_fois(self, suivre, travailler):
        source = suivre("rss")

        relever_flux_dus()
        relever_flux_dus()
        assert DBTaskResult.objects.count() == 1
        assert not programmer_releve(source)

        travailler()
        assert source.articles.count() == 2
        assert programmer_releve(source)

    @pytest.mark.parametrize(
        ("minutes", "echecs", "du"),
        [(59, 0, False), (61, 0, True), (61, 1, False), (121, 1, True), (60 * 31, 9, False), (60 * 33, 9, True)],
    )
    def test_l_intervalle_s_allonge_avec_les_echecs(self, suivre, minutes, echecs, du):
        suivre("rss")
        SourceVeille.objects.update(releve_le=timezone.now() - timedelta(minutes=minutes), erreurs=echecs)

        relever_flux_dus()

        assert DBTaskResult.objects.exists() == du

    def test_une_demande_perdue_se_refait(self, suivre):
        source = suivre("rss")
        SourceVeille.objects.update(demandee_le=timezone.now() - timedelta(hours=2))

        assert programmer_releve(source)

    def test_ce_qui_n_est_pas_un_flux_ne_se_releve_pas(self, db):
        creer_source(source=SourceVeille(nom="Carnet", genre="capteur"))

        relever_flux_dus()

        assert not DBTaskResult.objects.exists()
