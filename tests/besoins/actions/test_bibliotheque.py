import json
from pathlib import Path

import pytest
from django.conf import settings
from hypothesis import HealthCheck, given
from hypothesis import settings as reglages
from hypothesis import strategies as st

from academie.actions.referentiel import importer_referentiel
from academie.regles import ImportRefuse, Refus
from besoins.actions.bibliotheque import (
    ajouter_depuis,
    creer_depuis,
    dupliquer_enquete,
    importer_enquete,
    nouvelle_version,
)
from besoins.actions.condition import ajouter_condition
from besoins.actions.enquete import ouvrir_enquete
from besoins.models import Condition, Enquete, Option, Question
from besoins.queries.bibliotheque import decrire_enquete, modele, modeles
from tests.besoins.fabriques import brouillon, enquete_ouverte

Genre = Question.Genre
TEXTES = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "Zs", "So"]), min_size=1, max_size=40)
ECRITS = TEXTES.map(lambda texte: texte.replace("{", "").replace("}", "")).filter(bool)


@pytest.fixture
def referentiels(db):
    dossier = Path(settings.RACINE) / "academie" / "donnees" / "referentiels"
    for nom in ("etude-2013", "digcomp-2.2"):
        importer_referentiel(fichier=dossier / f"{nom}.json")


@st.composite
def questions(tirer, code: str) -> dict:
    genre = tirer(st.sampled_from(Genre.values))
    question = {"code": code, "genre": genre, "intitule": f"{code} {tirer(ECRITS)}"}
    question |= {cle: True for cle in ("obligatoire", "ordre_aleatoire") if tirer(st.booleans())}
    if tirer(st.booleans()):
        question["aide"] = tirer(ECRITS)
    if genre in (Genre.ECHELLE, Genre.MATRICE, Genre.NOMBRE):
        question["minimum"] = tirer(st.integers(0, 3))
        question["maximum"] = question["minimum"] + tirer(st.integers(1, 10))
    if genre in Question.AVEC_OPTIONS:
        libelles = tirer(st.lists(ECRITS, max_size=4, unique=True))
        question["options"] = [
            {"libelle": libelle, **({"libre": True} if tirer(st.booleans()) else {})} for libelle in libelles
        ]
        question = question if libelles else {cle: v for cle, v in question.items() if cle != "options"}
    return question


@st.composite
def descriptions(tirer) -> dict:
    """Any survey that a person may draft: every kind of question, conditions, answers taken up."""
    sections, avant = [], []
    for rang in range(tirer(st.integers(0, 3))):
        section = {"titre": f"{rang} {tirer(ECRITS)}", "questions": []}
        codes = [question["code"] for question in avant]
        if codes and tirer(st.booleans()):
            section["aide"] = f"Vous disiez : {{{tirer(st.sampled_from(codes))}}}."
        if avant and tirer(st.booleans()):
            section["conditions"] = [tirer(conditions(tirer(st.sampled_from(avant))))]
            section |= tirer(st.sampled_from([{}, {"combinaison": "une"}]))
        for place in range(tirer(st.integers(0, 3))):
            section["questions"].append(tirer(questions(f"q{rang}_{place}")))
        avant += section["questions"]
        sections.append(section)
    regime = tirer(st.sampled_from([{}, {"regime": "pseudonyme"}, {"regime": "anonyme"}]))
    return {"format": "oten-enquete", "version": 1, "titre": "Tirée", **regime, "sections": sections}


@st.composite
def conditions(tirer, source: dict) -> dict:
    condition = {"source": source["code"], "operateur": "repondue"}
    options = source.get("options", []) if source["genre"] != Genre.MATRICE else []
    if options:
        condition |= {"operateur": "n_est_pas", "option": tirer(st.integers(1, len(options)))}
    elif source["genre"] in (Genre.NOMBRE, Genre.ECHELLE):
        condition |= {"operateur": "au_moins", "nombre": str(tirer(st.integers(-5, 5)))}
    return condition


@reglages(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(description=descriptions())
def test_importer_un_export_donne_la_meme_enquete(d, description):
    enquete = creer_depuis(description=description, par=d.concepteur, titre="Tirée")
    export = json.loads(json.dumps(decrire_enquete(enquete)))
    enquete.delete()

    assert export == description
    assert decrire_enquete(creer_depuis(description=export, par=d.autre_concepteur)) == export
    Enquete.objects.all().delete()


class TestCreer:
    def test_deux_fois_la_meme_ne_fait_qu_un_brouillon(self, d):
        description = decrire_enquete(brouillon(d.concepteur).enquete)

        premiere, seconde = (creer_depuis(description=description, par=d.autre_concepteur) for _ in range(2))

        assert premiere == seconde

    def test_un_autre_brouillon_du_meme_titre_reste(self, d):
        description = decrire_enquete(brouillon(d.concepteur).enquete) | {"presentation": "Autre."}

        assert creer_depuis(description=description, par=d.concepteur).titre == "Besoins des structures (2)"


ERREURS = {
    "format": (lambda e: e.update(format="autre"), "format"),
    "version": (lambda e: e.update(version=2), "version"),
    "cle inconnue": (lambda e: e.update(couleur="bleu"), "couleur"),
    "cle absente": (lambda e: e["sections"][0].pop("titre"), "sections[1].titre"),
    "pas un objet": (lambda e: e["sections"].append([]), "sections[3]"),
    "mauvais type": (lambda e: e["sections"][0].update(titre=12), "sections[1].titre"),
    "caractere": (lambda e: e.update(titre="a\x00b"), "titre"),
    "regime": (lambda e: e.update(regime="secret"), "regime"),
    "genre": (lambda e: e["sections"][0]["questions"][0].update(genre="dessin"), "sections[1].questions[1].genre"),
    "code": (lambda e: e["sections"][0]["questions"][1].update(code="q1"), "sections[1].questions[2].code"),
    "code mal formé": (lambda e: e["sections"][0]["questions"][1].update(code="Q 1"), "sections[1].questions[2].code"),
    "bornes": (lambda e: e["sections"][1]["questions"][0].update(maximum=1), "sections[2].questions[1].maximum"),
    "trop long": (lambda e: e.update(titre="t" * 201), "titre"),
    "jumelles": (
        lambda e: e["sections"][0]["questions"][0]["options"].append({"libelle": "Formation"}),
        "sections[1].questions[1].options[4].libelle",
    ),
    "options de trop": (
        lambda e: e["sections"][1]["questions"][2].update(options=[{"libelle": "a"}]),
        "sections[2].questions[3].options",
    ),
    "competence": (
        lambda e: e["sections"][0]["questions"][0]["options"][0].update(
            competence={"referentiel": "x", "version": "1", "code": "1"}
        ),
        "sections[1].questions[1].options[1].competence",
    ),
    "source inconnue": (
        lambda e: e["sections"][1].update(conditions=[{"source": "zz", "operateur": "repondue"}]),
        "sections[2].conditions[1].source",
    ),
    "source plus loin": (
        lambda e: e["sections"][0].update(conditions=[{"source": "q3", "operateur": "repondue"}]),
        "sections[1].conditions",
    ),
    "operateur": (
        lambda e: e["sections"][1].update(conditions=[{"source": "q1", "operateur": "au_moins", "nombre": "1"}]),
        "sections[2].conditions[1].operateur",
    ),
    "option": (
        lambda e: e["sections"][1].update(conditions=[{"source": "q1", "operateur": "est", "option": 9}]),
        "sections[2].conditions[1].option",
    ),
    "nombre": (
        lambda e: e["sections"][1]["questions"][2].update(
            conditions=[{"source": "q3", "operateur": "au_moins", "nombre": "NaN"}]
        ),
        "sections[2].questions[3].conditions[1].nombre",
    ),
    "reprise": (lambda e: e["sections"][1].update(titre="Pour {q9}"), "sections[2].titre"),
}


@pytest.mark.parametrize("erreur", ERREURS)
def test_une_erreur_se_nomme_par_sa_place_et_rien_n_est_ecrit(d, erreur):
    description = decrire_enquete(brouillon(d.concepteur).enquete)
    abimer, endroit = ERREURS[erreur]
    abimer(description)

    with pytest.raises(ImportRefuse) as refus:
        creer_depuis(description=description, par=d.autre_concepteur)

    assert endroit in [erreur.endroit for erreur in refus.value.erreurs]
    assert Enquete.objects.count() == 1


@pytest.mark.parametrize(
    "contenu",
    [b"", b"{", b"\xff\xfe", b"[]", b"null", b"[" * 100_000, b'{"version": ' + b"9" * 5000 + b"}", b'{"\\ud800": 1}'],
    ids=["vide", "coupe", "octets", "liste", "nul", "profond", "nombre", "cle"],
)
def test_un_fichier_qui_n_est_pas_une_enquete_est_refuse(d, contenu):
    with pytest.raises(ImportRefuse) as refus:
        importer_enquete(contenu=contenu, nom="enquete.json", par=d.concepteur)

    str(refus.value).encode()
    assert not Enquete.objects.exists()


class TestNouvelleVersion:
    def test_garde_les_codes_et_dit_ce_qu_elle_suit(self, d):
        faite = enquete_ouverte(d.concepteur)
        Option.objects.filter(libelle="Formation").update(pourcentage_publie=81, effectif_inconnu=True)

        premiere, seconde = (nouvelle_version(enquete=faite.enquete, par=d.concepteur) for _ in range(2))

        assert premiere == seconde
        assert (premiere.etat, premiere.precedente) == ("brouillon", faite.enquete)
        codes = Question.objects.filter(section__enquete=premiere).values_list("code", flat=True)
        assert list(codes) == ["q1", "q2", "q3", "q4", "q5"]
        # What a publication said of the older answers is not said of the new ones.
        assert not Option.objects.filter(question__section__enquete=premiere, effectif_inconnu=True).exists()
        assert not Option.objects.filter(question__section__enquete=premiere).exclude(pourcentage_publie=None).exists()

    def test_refuse_un_brouillon(self, d):
        with pytest.raises(Refus, match="encore un brouillon"):
            nouvelle_version(enquete=brouillon(d.concepteur).enquete, par=d.concepteur)


def test_une_copie_porte_ses_conditions(d):
    faite = brouillon(d.concepteur)
    ajouter_condition(
        condition=Condition(
            section=faite.urgence.section, source=faite.taille, operateur="est", option=faite.option("Petite")
        )
    )

    copie = dupliquer_enquete(enquete=faite.enquete, par=d.concepteur)

    assert copie.titre == "Besoins des structures (copie)"
    condition = Condition.objects.get(section__enquete=copie)
    assert (condition.source.enquete, condition.option.libelle) == (copie, "Petite")


class TestBibliotheque:
    def test_chaque_modele_fait_une_enquete_prete_a_ouvrir(self, d, referentiels):
        for modele_ in modeles():
            enquete = creer_depuis(description=modele_.description, par=d.concepteur)
            assert ouvrir_enquete(enquete=enquete).etat == "ouverte"

    @pytest.mark.parametrize(("cle", "items"), [("onze-usages", 11), ("digcomp-2.2", 21)])
    def test_les_matrices_visent_les_competences_des_referentiels(self, d, referentiels, cle, items):
        enquete = creer_depuis(description=modele(cle).description, par=d.concepteur)

        lies = Option.objects.filter(question__genre="matrice", question__section__enquete=enquete)
        assert lies.exclude(competence=None).count() == lies.count() == items

    def test_la_grille_de_2013_detaille_le_besoin_coche(self, d):
        enquete = creer_depuis(description=modele("besoins-2013").description, par=d.concepteur)

        besoins = Question.objects.get(section__enquete=enquete, code="besoins")
        assert besoins.options.count() == 10
        conditions = Condition.objects.filter(question__section__enquete=enquete, source=besoins)
        for condition in conditions.select_related("option", "question"):
            assert condition.question.intitule.startswith(condition.option.libelle)
        assert conditions.count() == 8

    def test_sans_le_referentiel_le_refus_dit_lequel(self, d):
        with pytest.raises(ImportRefuse, match="digcomp"):
            creer_depuis(description=modele("digcomp-2.2").description, par=d.concepteur)


class TestAjouterDepuis:
    def test_une_section_deux_fois_n_est_la_qu_une_fois(self, d):
        faite = brouillon(d.concepteur)

        for _ in range(2):
            ajouter_depuis(enquete=faite.enquete, modele=modele("questions-reutilisables"), section=3)

        titres = list(faite.enquete.sections.order_by("ordre").values_list("titre", flat=True))
        assert titres == ["Vos besoins", "Vos moyens", "Après une formation"]

    def test_une_question_rejoint_la_derniere_section_sous_un_code_libre(self, d):
        faite = brouillon(d.concepteur)
        Question.objects.filter(pk=faite.taille.pk).update(code="duree")

        for _ in range(2):
            ajouter_depuis(enquete=faite.enquete, modele=modele("questions-reutilisables"), section=2, question=0)

        ajoutee = faite.remarque.section.questions.order_by("ordre").last()
        assert (ajoutee.intitule, ajoutee.options.count()) == (
            "Quelle durée de formation vous convient le mieux ?".replace(" ?", "\xa0?"),
            3,
        )
        assert ajoutee.code == "q6"

    def test_une_condition_sur_une_question_absente_reste_dehors(self, d, referentiels):
        faite = brouillon(d.concepteur)

        ajouter_depuis(enquete=faite.enquete, modele=modele("digcomp-2.2"), section=5, question=1)

        assert not Condition.objects.exists()

    def test_une_section_garde_ses_propres_conditions(self, d, referentiels):
        faite = brouillon(d.concepteur)

        ajouter_depuis(enquete=faite.enquete, modele=modele("digcomp-2.2"), section=5)

        assert Condition.objects.get().source.enquete == faite.enquete

    def test_refuse_un_rang_qui_n_existe_pas(self, d):
        with pytest.raises(Refus, match="a changé"):
            ajouter_depuis(enquete=brouillon(d.concepteur).enquete, modele=modele("onze-usages"), section=99)

    def test_refuse_une_enquete_ouverte(self, d):
        with pytest.raises(Refus, match="ne changent plus"):
            ajouter_depuis(
                enquete=enquete_ouverte(d.concepteur).enquete, modele=modele("questions-reutilisables"), section=0
            )

    def test_refuse_un_texte_qui_reprend_une_autre_page(self, d):
        faite = enquete_ouverte(d.concepteur, "Modèle")
        faite.enquete.sections.filter(titre="Vos moyens").update(aide="Vous êtes {q2}.")
        Enquete.objects.filter(pk=faite.enquete.pk).update(est_modele=True)

        with pytest.raises(Refus, match="autre page du modèle"):
            ajouter_depuis(
                enquete=brouillon(d.concepteur).enquete, modele=modele(f"enquete-{faite.enquete.pk}"), section=1
            )
