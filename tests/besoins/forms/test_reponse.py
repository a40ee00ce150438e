from datetime import date
from decimal import Decimal
from html.parser import HTMLParser

import pytest
from django.http import QueryDict

from academie.templatetags import presentation
from besoins.forms.reponse import ReponseSectionForm
from besoins.models import Question
from besoins.queries.conditions import Parcours
from besoins.queries.enquete import questionnaire
from besoins.queries.valeur import valeurs_de
from tests.besoins.questionnaires import tous_les_genres


@pytest.fixture
def genres(d):
    return tous_les_genres(d.concepteur)


@pytest.fixture
def remplir(genres):
    """The form of the page, sent with these fields: suffixes of the field of a question, or the field itself."""

    def envoyer(nom: str, valeur=None, exiger: bool = True, **suffixes):
        donnees = QueryDict(mutable=True)
        champ = genres.champ(nom)
        if valeur is not None:
            donnees.setlist(champ, valeur if isinstance(valeur, list) else [valeur])
        for suffixe, mot in suffixes.items():
            donnees[f"{champ}_{suffixe}"] = mot
        [section] = questionnaire(genres.enquete)
        return ReponseSectionForm(section, donnees, exiger=exiger)

    return envoyer


def compris(form, genres, nom):
    return form.reponses()[genres[nom]]


def erreur(form, genres, nom) -> str:
    [phrase] = form.errors[genres.champ(nom)]
    return phrase


@pytest.mark.parametrize(
    ("nom", "saisie", "attendu"),
    [
        ("echelle", "4", Decimal(4)),
        ("nombre", "12,5", Decimal("12.5")),
        ("date", "2027-03-03", date(2027, 3, 3)),
        ("date", "03/03/2027", date(2027, 3, 3)),
        ("court", "Médiatrice", "Médiatrice"),
        ("nombre", "", None),
        ("date", "", None),
    ],
)
def test_ce_qui_se_comprend(genres, remplir, nom, saisie, attendu):
    assert compris(remplir(nom, saisie), genres, nom) == attendu


@pytest.mark.parametrize(
    ("nom", "saisie", "phrase"),
    [
        ("date", "demain", "Indiquez une date au format jj/mm/aaaa"),
        ("date", "2027-02-30", "Indiquez une date au format jj/mm/aaaa"),
        ("court", "é" * 301, "le maximum est de 300"),
        ("echelle", "6", "6"),
        ("territoire", "Nulle-Part-sur-Rien", "Aucun territoire"),
        ("oui", "999999", "999999"),
    ],
)
def test_ce_qui_ne_se_comprend_pas_se_dit_sur_le_champ(genres, remplir, nom, saisie, phrase):
    form = remplir(nom, saisie)

    assert phrase in erreur(form, genres, nom)
    assert genres[nom] not in form.reponses()


def test_un_territoire_se_nomme(genres, remplir, d):
    assert compris(remplir("territoire", "bretagne"), genres, "territoire") == d.region


class TestChoix:
    def test_trop_ou_trop_peu_de_reponses(self, genres, remplir):
        cles = [str(option.pk) for option in genres.options("multiple")]

        assert "2 réponses au plus" in erreur(remplir("multiple", cles[:3]), genres, "multiple")
        assert remplir("multiple", cles[:2]).is_valid()

    def test_pas_assez_de_reponses(self, genres, remplir):
        Question.objects.filter(pk=genres["multiple"].pk).update(minimum=2, maximum=3)
        seule = str(genres.options("multiple")[0].pk)

        assert "au moins 2 réponses" in erreur(remplir("multiple", [seule]), genres, "multiple")
        assert remplir("multiple").is_valid()  # not mandatory: nothing at all is allowed

    def test_autre_garde_son_texte(self, genres, remplir):
        autre = genres.option("multiple", "Autre")
        lundi = genres.option("multiple", "Lundi")
        form = remplir("multiple", [str(lundi.pk), str(autre.pk)], **{f"{autre.pk}_texte": "la nuit"})

        assert compris(form, genres, "multiple") == [(lundi, ""), (autre, "la nuit")]

    @pytest.mark.parametrize("nom", ["multiple", "unique"])
    def test_un_texte_sans_coche_vaut_un_choix(self, genres, remplir, nom):
        autre = genres.option(nom, "Autre")

        assert compris(remplir(nom, **{f"{autre.pk}_texte": "un bus"}), genres, nom) == [(autre, "un bus")]

    def test_un_autre_choix_que_celui_complete_est_refuse(self, genres, remplir):
        ville, autre = genres.option("unique", "Ville"), genres.option("unique", "Autre")
        form = remplir("unique", str(ville.pk), **{f"{autre.pk}_texte": "un bus"})

        assert "sans le choisir" in erreur(form, genres, "unique")

    def test_deux_choix_pour_un_sont_refuses(self, genres, remplir):
        cles = [str(option.pk) for option in genres.options("unique")[:2]]

        assert "une seule réponse" in erreur(remplir("unique", cles), genres, "unique")

    @pytest.mark.parametrize("texte", ["é" * 301, "a\x00b"])
    def test_un_texte_d_autre_impossible_est_refuse(self, genres, remplir, texte):
        autre = genres.option("unique", "Autre")
        form = remplir("unique", str(autre.pk), **{f"{autre.pk}_texte": texte})

        assert erreur(form, genres, "unique")

    @pytest.mark.parametrize("recu", ["abc", "-1", "9" * 40, "a\x00b"])
    def test_une_option_inconnue_est_refusee(self, genres, remplir, recu):
        assert "pas une réponse proposée" in erreur(remplir("unique", recu), genres, "unique")

    def test_le_hasard_est_le_meme_pour_une_personne(self, genres):
        Question.objects.filter(pk=genres["multiple"].pk).update(ordre_aleatoire=True)
        [section] = questionnaire(genres.enquete)

        def ordre(graine):
            champ = ReponseSectionForm(section, graine=graine).fields[genres.champ("multiple")]
            return [option.libelle for option in champ.options.values()]

        assert ordre(1) == ordre(1)
        assert len({tuple(ordre(graine)) for graine in range(30)}) > 1
        assert {ordre(graine)[-1] for graine in range(30)} == {"Autre"}


class TestClassement:
    def classer(self, genres, remplir, *rangs, **options):
        cles = [option.pk for option in genres.options("classement")]
        return remplir("classement", **{str(cle): rang for cle, rang in zip(cles, rangs, strict=True)}, **options)

    def test_les_rangs_ordonnent(self, genres, remplir):
        courriel, tableur, visio = genres.options("classement")

        assert compris(self.classer(genres, remplir, "3", "1", "2"), genres, "classement") == [tableur, visio, courriel]
        assert compris(self.classer(genres, remplir, "1", "", ""), genres, "classement") == [courriel]
        assert compris(self.classer(genres, remplir, "", "", ""), genres, "classement") == []

    def test_un_rang_donne_deux_fois_nomme_les_deux(self, genres, remplir):
        phrase = erreur(self.classer(genres, remplir, "1", "2", "2"), genres, "classement")

        assert "«\u00a0Tableur\u00a0» et «\u00a0Visio\u00a0»" in phrase
        assert "2" in phrase

    def test_un_trou_se_dit(self, genres, remplir):
        assert "pas de rang 2" in erreur(self.classer(genres, remplir, "1", "3", ""), genres, "classement")

    @pytest.mark.parametrize("rang", ["0", "4", "premier", "9" * 30, "a\x00b"])
    def test_un_rang_impossible(self, genres, remplir, rang):
        assert "de 1 à 3" in erreur(self.classer(genres, remplir, rang, "", ""), genres, "classement")

    def test_obligatoire_il_se_fait_en_entier(self, genres, remplir):
        Question.objects.filter(pk=genres["classement"].pk).update(obligatoire=True)

        assert "il en manque 1" in erreur(self.classer(genres, remplir, "1", "2", ""), genres, "classement")
        assert "Classez" in erreur(self.classer(genres, remplir, "", "", ""), genres, "classement")
        assert self.classer(genres, remplir, "1", "2", "", exiger=False).is_valid()

    def test_au_plus_tant_de_rangs(self, genres, remplir):
        Question.objects.filter(pk=genres["classement"].pk).update(maximum=2, obligatoire=True)

        assert self.classer(genres, remplir, "1", "2", "").is_valid()
        assert "de 1 à 2" in erreur(self.classer(genres, remplir, "1", "2", "3"), genres, "classement")


class TestMatrice:
    def noter(self, genres, remplir, *paires, **options):
        suffixes = {}
        for option, (importance, maitrise) in zip(genres.options("matrice"), paires, strict=False):
            suffixes |= {f"{option.pk}_importance": importance, f"{option.pk}_maitrise": maitrise}
        return remplir("matrice", **suffixes, **options)

    def test_chaque_ligne_a_deux_notes_ou_une(self, genres, remplir):
        courriel, tableur, _visio = genres.options("matrice")
        form = self.noter(genres, remplir, ("4", "2"), ("", "3"), ("", ""))

        assert compris(form, genres, "matrice") == {courriel: (4, 2), tableur: (None, 3)}

    @pytest.mark.parametrize("note", ["0", "5", "quatre", "9" * 30, "a\x00b"])
    def test_une_note_hors_de_l_echelle(self, genres, remplir, note):
        assert "de 1 à 4" in erreur(self.noter(genres, remplir, (note, "1")), genres, "matrice")

    def test_obligatoire_elle_nomme_ce_qui_manque(self, genres, remplir):
        Question.objects.filter(pk=genres["matrice"].pk).update(obligatoire=True)
        form = self.noter(genres, remplir, ("4", "2"), ("3", ""))

        assert "Tableur et Visio" in erreur(form, genres, "matrice")
        assert self.noter(genres, remplir, ("4", "2"), ("3", ""), exiger=False).is_valid()


def test_ce_qui_est_garde_se_retrouve_dans_la_page(genres, d):
    """Each answer kept, shown again, sent again without a change: the same answer."""
    courriel, tableur, visio = genres.options("classement")
    importantes = genres.options("matrice")
    donnees = {
        "unique": [(genres.option("unique", "Autre"), "un bus")],
        "multiple": [(genres.option("multiple", "Lundi"), "")],
        "echelle": Decimal(3),
        "nombre": Decimal("2.5"),
        "date": date(2027, 3, 3),
        "court": "Médiatrice",
        "texte": "Deux\nlignes",
        "classement": [visio, courriel, tableur],
        "matrice": {importantes[0]: (4, 1), importantes[1]: (None, 2)},
        "oui": [genres.options("oui")[0]],
        "territoire": d.region,
    }
    valeurs = {genres[nom].pk: valeurs_de(genres[nom], donnee) for nom, donnee in donnees.items()}
    [section] = questionnaire(genres.enquete)
    page = ReponseSectionForm(section, valeurs=valeurs)

    encore = ReponseSectionForm(section, champs_de("".join(champ for _question, champ in page.champs)))

    assert {question.pk: donnee for question, donnee in encore.reponses().items()} == {
        genres[nom].pk: donnee for nom, donnee in donnees.items()
    }


def test_ce_qui_est_dit_d_une_personne_n_est_pas_garde_avec_les_cases(genres):
    Question.objects.filter(pk=genres["oui"].pk).update(intitule=f"Équipez-vous {{{genres['court'].code}}} ?")
    valeurs = {genres["court"].pk: valeurs_de(genres["court"], "la médiathèque de Léo")}
    [section] = sections = questionnaire(genres.enquete)

    champs = dict(ReponseSectionForm(section, valeurs=valeurs, parcours=Parcours(sections, valeurs)).champs)

    assert "Équipez-vous la médiathèque de Léo ?" in champs[genres["oui"]]
    assert "À l'aise" in str(presentation._CHOIX)
    assert "Léo" not in str(presentation._CHOIX)


def champs_de(page: str) -> QueryDict:
    lecteur = Lecteur()
    lecteur.feed(page)
    return lecteur.donnees


class Lecteur(HTMLParser):
    """What a browser would send back of a page."""

    def __init__(self):
        super().__init__()
        self.donnees, self.ouvert = QueryDict(mutable=True), ""

    def handle_starttag(self, balise, attributs):
        lus = dict(attributs)
        if balise == "input" and (lus["type"] not in ("radio", "checkbox") or "checked" in lus):
            self.donnees.appendlist(lus["name"], lus.get("value") or "")
        elif balise == "textarea":
            self.ouvert = lus["name"]
        elif balise == "select":
            self.liste = lus["name"]
        elif balise == "option" and "selected" in lus:
            self.donnees[self.liste] = lus["value"]

    def handle_data(self, texte):
        if self.ouvert:
            self.donnees[self.ouvert] = texte.removeprefix("\n")
            self.ouvert = ""
