"""The texts of a survey's open answers, who read them, the themes seen in them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Prefetch, Q
from django.utils.translation import gettext as _

from academie.francais import nombre
from academie.models import Utilisateur
from besoins.models import (
    Arbitrage,
    Citation,
    Codage,
    Code,
    Enquete,
    Preuve,
    Question,
    Reponse,
    SuggestionEcartee,
    Valeur,
)
from besoins.queries.constats import crochets, sur
from besoins.queries.resultats import Lecture, lecture
from besoins.statistiques.accord import Accord, accord
from besoins.statistiques.proportion import Proportion
from besoins.statistiques.ressemblance import mots_et_racines, sans_accents
from besoins.statistiques.vocabulaire import Suggestion, suggerer

LONGUEUR_CHERCHEE = 100
TEXTES_COMPARES = 5000


def textes(enquete: Enquete):
    """What people wrote, sent answers only: to open questions, and after "Autre"."""
    return Valeur.objects.filter(reponse__enquete=enquete, reponse__etat=Reponse.Etat.SOUMISE).exclude(texte="")


def textes_de(question: Question):
    return textes(question.enquete).filter(question=question).order_by("pk")


def questions_ouvertes(enquete: Enquete):
    """Those that may be answered in words, in the order of the survey."""
    libres = Q(genre__in=Question.AVEC_TEXTE) | Q(options__libre=True)
    questions = Question.objects.filter(libres, section__enquete=enquete).distinct()
    return questions.select_related("section__enquete").order_by("section__ordre", "ordre")


def question_ouverte(enquete: Enquete, pk: int) -> Question | None:
    return questions_ouvertes(enquete).filter(pk=pk).first()


def lecture_des_textes(question: Question) -> Lecture:
    """May the texts of a question be read? Too few of them in an anonymous survey stay hidden."""
    lue = lecture(question.enquete)
    if lue.permise and lue.minimum and textes_de(question).count() < lue.minimum:
        raison = _(
            "Cette enquête est anonyme et moins de %(minimum)s textes répondent à cette question : ils restent masqués."
        )
        return Lecture(False, raison % {"minimum": nombre(lue.minimum)}, lue.minimum, lue.minimum_croise)
    return lue


@dataclass(frozen=True)
class QuestionACoder:
    question: Question
    textes: int
    themes: int
    lecteurs: list[tuple[str, int]]


def questions_a_coder(enquete: Enquete) -> list[QuestionACoder]:
    """Each open question: its texts, its themes, and how many texts each person read."""
    questions = list(questions_ouvertes(enquete).annotate(themes=Count("codes", distinct=True)))
    nombres = dict(textes(enquete).order_by().values_list("question").annotate(n=Count("pk")))
    lecteurs = defaultdict(list)
    lus = Codage.objects.filter(valeur__in=textes(enquete)).order_by()
    comptes = lus.values_list("valeur__question", "par").annotate(n=Count("valeur", distinct=True))
    personnes = Utilisateur.objects.in_bulk({par for _q, par, _n in comptes})
    for question, par, n in comptes:
        lecteurs[question].append((str(personnes[par]), n))
    return [QuestionACoder(q, nombres.get(q.pk, 0), q.themes, sorted(lecteurs[q.pk])) for q in questions]


def codes_de(question: Question, par: Utilisateur):
    """The codebook, with how many texts this person put under each theme."""
    return question.codes.annotate(miens=Count("codages", filter=Q(codages__par=par))).order_by("ordre", "pk")


def contenant(valeurs, cherche: str):
    """The texts that hold every word of `cherche`, whatever their accents and capitals."""
    mots = sans_accents(cherche.replace("\x00", "")[:LONGUEUR_CHERCHEE]).split()
    if not mots:
        return valeurs
    lus = ((pk, sans_accents(texte)) for pk, texte in valeurs.values_list("pk", "texte").iterator())
    return valeurs.filter(pk__in=[pk for pk, texte in lus if all(mot in texte for mot in mots)])


def textes_choisis(question: Question, par: Utilisateur, *, q: str = "", statut: str = "", code: Code | None = None):
    """The texts of a question as this person asks for them."""
    valeurs = textes_de(question)
    miens = Codage.objects.filter(valeur=OuterRef("pk"), par=par)
    match statut:
        case "a_lire":
            valeurs = valeurs.exclude(Exists(miens))
        case "sans_theme":
            valeurs = valeurs.filter(Exists(miens.filter(code=None)))
        case "theme" if code:
            valeurs = valeurs.filter(Exists(miens.filter(code=code)))
        case "proposes" if code:
            valeurs = valeurs.exclude(Exists(miens)).filter(pk__in=proposes(question, code))
    return contenant(valeurs, q)


def avec_codages(valeurs, par: Utilisateur):
    """What this person saw in each text, and its quote."""
    miens = Prefetch("codages", Codage.objects.filter(par=par), to_attr="miens")
    return valeurs.select_related("option").prefetch_related(miens, Prefetch("citation", Citation.objects.all()))


def proposes(question: Question, code: Code) -> list[int]:
    """The texts that hold all the words of the suggestion that a theme comes from."""
    racines = set(code.mots.split())
    lus = textes_de(question).values_list("pk", "texte").iterator() if racines else ()
    return [pk for pk, texte in lus if racines <= {racine for _mot, racine in mots_et_racines(texte)}]


def suggestions(question: Question) -> list[tuple[Suggestion, str, list[str]]]:
    """Each group of words still to be decided, the key that says it, and three texts that hold it."""
    ecrits = list(textes_de(question).values_list("texte", flat=True)[:TEXTES_COMPARES])
    decides = set(SuggestionEcartee.objects.filter(question=question).values_list("mots", flat=True))
    decides |= set(question.codes.values_list("mots", flat=True))
    trouvees = [(suggestion, cle_de(suggestion)) for suggestion in suggerer(ecrits)]
    return [
        (suggestion, cle, list(dict.fromkeys(ecrits[place] for place in suggestion.textes))[:3])
        for suggestion, cle in trouvees
        if cle not in decides
    ]


def cle_de(suggestion: Suggestion) -> str:
    return " ".join(suggestion.racines)[:300]


def lecteurs_de(question: Question):
    """Those who read texts of a question."""
    lus = Codage.objects.filter(valeur__in=textes_de(question).order_by())
    return Utilisateur.objects.filter(pk__in=lus.values("par")).order_by("nom", "prenom", "pk")


def vus_par(question: Question, personnes: Iterable[Utilisateur] | None = None) -> dict[int, dict[int, set[int]]]:
    """For each text, each person who read it and the themes that they saw."""
    lus = Codage.objects.filter(valeur__in=textes_de(question).order_by()).order_by()
    if personnes is not None:
        lus = lus.filter(par__in=personnes)
    vus: dict[int, dict[int, set[int]]] = defaultdict(lambda: defaultdict(set))
    for valeur, par, code in lus.values_list("valeur", "par", "code"):
        vus[valeur][par] |= {code} - {None}
    return vus


@dataclass(frozen=True)
class Desaccord:
    valeur: Valeur
    code: Code
    oui: str
    non: str
    retenu: bool | None


@dataclass(frozen=True)
class AccordDeDeux:
    communs: int
    global_: Accord | None
    par_code: list[tuple[Code, Accord]]
    desaccords: list[tuple[Valeur, Code, bool]]  # the first of the two saw the theme


def accord_de_deux(question: Question, a: Utilisateur, b: Utilisateur) -> AccordDeDeux:
    """Both read the same texts: theme by theme, then every decision together."""
    vus = vus_par(question, [a, b])
    communs = {pk: (lecteurs[a.pk], lecteurs[b.pk]) for pk, lecteurs in vus.items() if len(lecteurs) == 2}
    codes = list(question.codes.all())
    decisions = {code: [(code.pk in x, code.pk in y) for x, y in communs.values()] for code in codes}
    differents = sorted(
        (pk, code.ordre, code.pk)
        for code in codes
        for pk, (x, y) in communs.items()
        if (code.pk in x) != (code.pk in y)
    )
    return AccordDeDeux(
        len(communs),
        accord([paire for paires in decisions.values() for paire in paires]),
        [(code, mesure) for code, paires in decisions.items() if (mesure := accord(paires))],
        [(pk, cle, cle in communs[pk][0]) for pk, _ordre, cle in differents],
    )


def desaccords_dits(question: Question, page: list, a: Utilisateur, b: Utilisateur) -> list[Desaccord]:
    """The disagreements of a page, with their texts and what was settled."""
    valeurs = Valeur.objects.in_bulk({pk for pk, _code, _a in page})
    codes = {code.pk: code for code in question.codes.all()}
    tranches = Arbitrage.objects.filter(valeur__in=valeurs).values_list("valeur", "code", "retenu")
    retenus = {(valeur, code): retenu for valeur, code, retenu in tranches}
    return [
        Desaccord(valeurs[pk], codes[code], str(a if de_a else b), str(b if de_a else a), retenus.get((pk, code)))
        for pk, code, de_a in page
    ]


@dataclass(frozen=True)
class Theme:
    code: Code
    proportion: Proportion
    pendants: int
    citations: list[str]
    besoin: int | None
    masque: bool

    @property
    def phrase(self) -> str:
        return f"{sur(self.proportion)} {crochets(self.proportion)}"


@dataclass(frozen=True)
class ThemesDeQuestion:
    question: Question
    textes: int
    lus: int
    lecture: Lecture
    themes: list[Theme]


def themes_de(question: Question) -> ThemesDeQuestion:
    """How many of the texts read hold each theme: where all who read saw it, or where it was settled so."""
    lue, total = lecture_des_textes(question), textes_de(question).count()
    if not lue.permise:
        return ThemesDeQuestion(question, total, 0, lue, [])
    vus, codes = vus_par(question), list(question.codes.all())
    tenus, pendants = _tenus(question, vus)
    quotes = dict(Citation.objects.filter(valeur__question=question).order_by("pk").values_list("valeur", "texte"))
    besoins = dict(Preuve.objects.filter(code__in=codes).values_list("code", "besoin"))
    themes = [
        Theme(
            code,
            Proportion(len(tenus[code.pk]), len(vus)),
            pendants[code.pk],
            [texte for valeur, texte in quotes.items() if valeur in tenus[code.pk]],
            besoins.get(code.pk),
            masque=0 < len(tenus[code.pk]) < lue.minimum,
        )
        for code in codes
    ]
    return ThemesDeQuestion(question, total, len(vus), lue, sorted(themes, key=lambda t: -t.proportion.effectif))


def compter_theme(code: Code) -> tuple[int, int]:
    """How many texts hold a theme, out of how many were read."""
    vus = vus_par(code.question)
    return len(_tenus(code.question, vus)[0][code.pk]), len(vus)


def _tenus(question: Question, vus) -> tuple[dict[int, set[int]], dict[int, int]]:
    """By theme, the texts that hold it, and how many disagreements wait to be settled."""
    arbitrages = Arbitrage.objects.filter(code__question=question).values_list("valeur", "code", "retenu")
    tranches = {(valeur, code): retenu for valeur, code, retenu in arbitrages}
    tenus, pendants = defaultdict(set), defaultdict(int)
    for valeur, lecteurs in vus.items():
        for code in set().union(*lecteurs.values()):
            if (retenu := tranches.get((valeur, code))) is None:
                retenu = all(code in vu for vu in lecteurs.values())
                pendants[code] += not retenu
            if retenu:
                tenus[code].add(valeur)
    return tenus, pendants


def resultats_codes(enquete: Enquete) -> list[ThemesDeQuestion]:
    """The open questions that have themes."""
    return [themes_de(question) for question in questions_ouvertes(enquete).filter(codes__isnull=False)]
