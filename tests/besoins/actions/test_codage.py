import pytest

from academie.regles import Refus
from besoins.actions.codage import (
    accepter_suggestion,
    ajouter_code,
    citer,
    coder_textes,
    ecarter_suggestion,
    fusionner_codes,
    modifier_code,
    retirer_citation,
    supprimer_code,
    trancher,
)
from besoins.actions.enquete import fermer_enquete
from besoins.actions.preuve import deriver_besoin_de_theme
from besoins.models import Arbitrage, Citation, Codage, Code, Enquete, SuggestionEcartee, Valeur
from besoins.queries.besoin import dire_preuve
from besoins.queries.codage import compter_theme, suggestions, textes_choisis, textes_de, themes_de
from tests.besoins import fabriques
from tests.besoins.exemples.codages import coder


@pytest.fixture
def codee(d):
    return coder(d)


def vus(par) -> set[tuple[int, str]]:
    return {(c.valeur_id, str(c)) for c in Codage.objects.filter(par=par).select_related("code")}


def test_un_texte_change_de_themes_et_redevient_a_lire(d, codee):
    faite, _loin, cher, premier, dernier = codee

    assert coder_textes(question=faite.remarque, choix={premier.pk: [cher], dernier.pk: []}, par=d.concepteur) == 2
    assert vus(d.concepteur) == {(premier.pk, "Coût"), (dernier.pk, "aucun thème")}
    assert coder_textes(question=faite.remarque, choix={premier.pk: [cher]}, par=d.concepteur) == 0
    coder_textes(question=faite.remarque, choix={premier.pk: None}, par=d.concepteur)
    assert vus(d.concepteur) == {(dernier.pk, "aucun thème")}


def test_les_textes_d_une_autre_question_se_refusent(d, codee):
    autre = fabriques.enquete_ouverte(d.concepteur, "Autre")

    with pytest.raises(Refus, match="changé"):
        coder_textes(question=autre.remarque, choix={codee[3].pk: []}, par=d.concepteur)


def test_une_enquete_anonyme_ouverte_ne_se_code_pas(d, codee):
    faite, loin, _cher, premier, _dernier = codee
    Enquete.objects.filter(pk=faite.enquete.pk).update(regime="anonyme")

    for acte in (
        lambda: coder_textes(question=faite.remarque, choix={premier.pk: [loin]}, par=d.concepteur),
        lambda: citer(valeur=Valeur.objects.get(pk=premier.pk), texte="X", par=d.concepteur),
        lambda: trancher(valeur=premier, code=Code.objects.get(pk=loin.pk), retenu=True, par=d.concepteur),
        lambda: deriver_besoin_de_theme(code=Code.objects.get(pk=loin.pk), par=d.concepteur),
    ):
        with pytest.raises(Refus, match="anonyme"):
            acte()


def test_a_la_cloture_sous_pseudonyme_les_lectures_suivent_leurs_textes(d):
    faite = fabriques.enquete_ouverte(d.concepteur)
    Enquete.objects.filter(pk=faite.enquete.pk).update(regime="pseudonyme")
    faite.enquete = Enquete.objects.get(pk=faite.enquete.pk)
    for structure, texte in zip(fabriques.structures(2, d.commune), ("Trop loin", "Trop cher"), strict=True):
        fabriques.repondre(faite, structure, "Formation", remarque=texte)
    loin = ajouter_code(code=Code(question=faite.remarque, libelle="Distance"), par=d.concepteur)
    lu = Valeur.objects.get(texte="Trop loin")
    coder_textes(question=faite.remarque, choix={lu.pk: [loin]}, par=d.concepteur)
    citer(valeur=lu, texte="[…] loin", par=d.concepteur)

    fermer_enquete(enquete=faite.enquete)

    assert not Valeur.objects.filter(pk=lu.pk).exists()
    assert [c.valeur.texte for c in Codage.objects.all()] == ["Trop loin"]
    assert Citation.objects.get().valeur.texte == "Trop loin"


def test_le_carnet_de_themes(d, codee):
    faite, loin, cher, *_ = codee

    assert ajouter_code(code=Code(question=faite.remarque, libelle="Distance"), par=d.concepteur) == loin
    cher.libelle = "Distance"
    with pytest.raises(Refus, match="déjà dans la liste"):
        modifier_code(code=cher)
    cher.libelle, cher.definition = "Prix", "Ce que cela coûte."
    modifier_code(code=cher)
    assert list(faite.remarque.codes.values_list("libelle", "ordre")) == [("Distance", 1), ("Prix", 2)]


def test_fusionner_garde_les_lectures(d, codee):
    faite, loin, cher, premier, dernier = codee

    fusionner_codes(code=loin, dans=cher)

    assert vus(d.concepteur) == {(premier.pk, "Coût"), (dernier.pk, "Coût")}
    assert vus(fabriques.seconde_lecture()) == {(premier.pk, "Coût"), (dernier.pk, "Coût")}
    assert faite.remarque.codes.get() == cher


def test_supprimer_laisse_les_textes_lus(d, codee):
    _faite, loin, _cher, premier, dernier = codee

    supprimer_code(code=loin)

    assert vus(d.concepteur) == {(premier.pk, "aucun thème"), (dernier.pk, "Coût")}


def test_un_theme_compte_quand_toutes_les_lectures_le_voient_ou_que_c_est_tranche(d, codee):
    faite, loin, cher, _premier, dernier = codee

    assert (compter_theme(loin), compter_theme(cher)) == ((2, 2), (0, 2))
    assert [theme.pendants for theme in themes_de(faite.remarque).themes] == [0, 1]
    for _ in range(2):
        trancher(valeur=dernier, code=cher, retenu=True, par=d.concepteur)
    assert compter_theme(cher) == (1, 2)
    trancher(valeur=dernier, code=cher, retenu=False, par=d.concepteur)
    assert compter_theme(cher) == (0, 2)
    assert Arbitrage.objects.count() == 1
    assert len(vus(d.concepteur)) == 3  # what each saw stays


def test_un_theme_devient_la_preuve_d_un_besoin(d, codee):
    _faite, loin, cher, premier, _dernier = codee

    besoin = deriver_besoin_de_theme(code=loin, par=d.concepteur)
    coder_textes(question=loin.question, choix={premier.pk: []}, par=d.concepteur)

    assert deriver_besoin_de_theme(code=loin, par=d.concepteur) == besoin
    preuve = besoin.preuves.get()
    assert (preuve.genre, preuve.k, preuve.n) == ("theme", 2, 2)
    assert "thème « Distance » dans les textes lus : 2 sur 2" in dire_preuve(preuve).replace("\u00a0", " ")
    for acte in (lambda: supprimer_code(code=loin), lambda: fusionner_codes(code=loin, dans=cher)):
        with pytest.raises(Refus, match="preuve d'un besoin"):
            acte()
    with pytest.raises(Refus, match="Trop peu de textes"):
        deriver_besoin_de_theme(code=cher, par=d.concepteur)


def test_une_suggestion_s_accepte_ou_s_ecarte(d):
    faite, *_ = coder(d, ("Formation trop loin", "La formation est loin 🙂", "Trop loin, cette formation"))
    Code.objects.update(mots="")
    [(suggestion, cle, exemples)] = suggestions(faite.remarque)
    assert (suggestion.mots, len(suggestion.textes), len(exemples)) == (("formation", "loin"), 3, 3)

    code = accepter_suggestion(question=faite.remarque, mots=cle, libelle="Loin", proposer=True, par=d.concepteur)

    proposes = textes_choisis(faite.remarque, d.concepteur, statut="proposes", code=code)
    assert [valeur.texte for valeur in proposes] == ["La formation est loin 🙂"]  # the others are read
    assert not code.codages.exists()  # nothing is coded without a person
    assert suggestions(faite.remarque) == []
    SuggestionEcartee.objects.all().delete()
    code.delete()
    for _ in range(2):
        ecarter_suggestion(question=faite.remarque, mots=cle, par=d.concepteur)
    assert suggestions(faite.remarque) == []


def test_citer_puis_ne_plus_citer(d, codee):
    *_, premier, dernier = codee

    with pytest.raises(Refus, match="Écrivez"):
        citer(valeur=dernier, texte="  ", par=d.concepteur)
    citer(valeur=premier, texte="Loin […]", par=d.concepteur)
    assert Citation.objects.get().texte == "Loin […]"
    for _ in range(2):
        retirer_citation(valeur=premier)
    assert not Citation.objects.exists()
    assert textes_de(premier.question).count() == 3
