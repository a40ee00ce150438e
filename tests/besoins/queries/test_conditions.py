import pytest

from besoins.models import Condition, Question, Section, Valeur
from besoins.queries.conditions import Parcours
from besoins.queries.enquete import questionnaire
from besoins.queries.valeur import valeurs_de
from tests.besoins.questionnaires import a_tiroirs, tous_les_genres


@pytest.fixture
def genres(d):
    return tous_les_genres(d.concepteur)


def montree(genres, cible: str, donnees: dict, *conditions, combinaison: str = "toutes") -> bool:
    """Whether the question `cible` shows, under these conditions (source, operator, option or number)."""
    Question.objects.filter(pk=genres[cible].pk).update(combinaison=combinaison)
    for source, operateur, terme in conditions:
        champ = {"option": genres.option(source, terme)} if isinstance(terme, str) else {"nombre": terme}
        Condition.objects.create(question=genres[cible], source=genres[source], operateur=operateur, **champ)
    valeurs = {genres[nom].pk: valeurs_de(genres[nom], donnee) for nom, donnee in donnees.items()}
    return genres[cible].pk in Parcours(questionnaire(genres.enquete), valeurs).questions


@pytest.mark.parametrize(
    ("operateur", "terme", "reponse", "attendu"),
    [
        ("est", "Lundi", ["Lundi", "Mardi"], True),
        ("est", "Lundi", ["Mardi"], False),
        ("est", "Lundi", [], False),
        ("n_est_pas", "Lundi", ["Mardi"], True),
        ("n_est_pas", "Lundi", ["Lundi"], False),
        ("n_est_pas", "Lundi", [], True),
        ("repondue", None, ["Mardi"], True),
        ("repondue", None, [], False),
        ("sans_reponse", None, [], True),
        ("sans_reponse", None, ["Mardi"], False),
    ],
)
def test_selon_les_reponses_cochees(genres, operateur, terme, reponse, attendu):
    cochees = [genres.option("multiple", libelle) for libelle in reponse]

    assert montree(genres, "texte", {"multiple": cochees}, ("multiple", operateur, terme)) is attendu


@pytest.mark.parametrize(
    ("operateur", "seuil", "nombre", "attendu"),
    [
        ("au_moins", 3, 3, True),
        ("au_moins", 3, 2, False),
        ("au_plus", 3, 3, True),
        ("au_plus", 3, 4, False),
        ("au_moins", 3, None, False),
        ("au_plus", 3, None, False),
    ],
)
def test_selon_un_nombre(genres, operateur, seuil, nombre, attendu):
    assert montree(genres, "texte", {"nombre": nombre}, ("nombre", operateur, seuil)) is attendu


@pytest.mark.parametrize(("combinaison", "attendu"), [("toutes", False), ("une", True)])
def test_toutes_ou_une(genres, combinaison, attendu):
    conditions = [("nombre", "au_moins", 3), ("unique", "est", "Ville")]

    assert montree(genres, "texte", {"nombre": 5}, *conditions, combinaison=combinaison) is attendu


def test_une_reponse_qui_n_est_plus_demandee_ne_compte_plus(genres):
    Condition.objects.create(question=genres["nombre"], source=genres["echelle"], operateur="au_moins", nombre=4)

    assert not montree(genres, "texte", {"echelle": 2, "nombre": 5}, ("nombre", "repondue", None))


def test_une_page_entiere_se_saute(d):
    tiroirs = a_tiroirs(d.concepteur)
    sections = questionnaire(tiroirs.enquete)
    oui, non, _sait = tiroirs.options("equipe")

    def titres(option):
        valeurs = {tiroirs["equipe"].pk: [Valeur(question=tiroirs["equipe"], option=option)]}
        return [section.titre for section in Parcours(sections, valeurs).sections]

    assert titres(oui) == ["Vous", "Votre équipe", "Bilan"]
    assert titres(non) == ["Vous", "Bilan"]


def test_une_page_dont_rien_n_est_demande_se_saute(genres, d):
    seule = Section.objects.create(enquete=genres.enquete, ordre=9, titre="Seule")
    suite = Question.objects.create(section=seule, ordre=1, genre="texte", intitule="Suite ?", code="suite")
    Condition.objects.create(question=suite, source=genres["nombre"], operateur="repondue")

    parcours = Parcours(questionnaire(genres.enquete), {})

    assert [section.titre for section in parcours.sections] == ["Tout"]


class TestReprise:
    def reprendre(self, genres, texte, **donnees):
        valeurs = {genres[nom].pk: valeurs_de(genres[nom], donnee) for nom, donnee in donnees.items()}
        return Parcours(questionnaire(genres.enquete), valeurs).reprendre(texte)

    def test_la_reponse_prend_la_place_du_code(self, genres):
        code = genres["court"].code

        assert self.reprendre(genres, f"Être {{{code}}} !", court="médiatrice") == "Être médiatrice !"

    def test_sans_reponse_des_points(self, genres):
        assert self.reprendre(genres, f"Être {{{genres['court'].code}}}") == "Être …"

    def test_un_code_inconnu_reste_tel_quel(self, genres):
        assert self.reprendre(genres, "Être {inconnu} {} {Q} {") == "Être {inconnu} {} {Q} {"

    def test_un_classement_et_un_territoire_se_disent_en_ligne(self, genres, d):
        courriel, tableur, _visio = genres.options("classement")
        texte = f"{{{genres['classement'].code}}} à {{{genres['territoire'].code}}}"

        repris = self.reprendre(genres, texte, classement=[tableur, courriel], territoire=d.region)

        assert repris == "Tableur et Courriel à Bretagne"

    def test_ce_qui_est_repris_n_est_pas_repris_a_son_tour(self, genres):
        code = genres["court"].code

        assert self.reprendre(genres, f"{{{code}}}", court=f"{{{code}}}") == f"{{{code}}}"
