"""The quotes that support a need: texts that somebody checked, of a theme that enough people wrote about."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Count, Q

from academie.regles import regle
from besoins.models import Arbitrage, Citation, Codage, Code, Enquete, Reponse, Valeur

CITEES = 3


def citations_des_themes(codes: Iterable[Code]) -> dict[int, list[str]]:
    """By theme, a few quotes of texts that hold it. `codes` come with their survey; a constant number of queries."""
    codes = [code for code in codes if code.pk]
    lisibles = _questions_lisibles(codes)
    retenus = [code for code in codes if code.question_id in lisibles]
    if not retenus:
        return {}
    citees = Citation.objects.filter(valeur__question__in={code.question_id for code in retenus})
    textes = {valeur: (question, texte) for valeur, question, texte in citees.order_by("pk").values_list("valeur", "valeur__question", "texte")}  # fmt: skip
    vus: dict[int, dict[int, set]] = defaultdict(lambda: defaultdict(set))
    for valeur, par, code in Codage.objects.filter(valeur__in=textes).values_list("valeur", "par", "code"):
        vus[valeur][par].add(code)
    tranches = Arbitrage.objects.filter(valeur__in=textes).values_list("valeur", "code", "retenu")
    decides = {(valeur, code): retenu for valeur, code, retenu in tranches}
    trouvees: dict[int, list[str]] = defaultdict(list)
    for code in retenus:
        for valeur, (question, texte) in textes.items():
            lecteurs = vus[valeur].values()
            tenu = decides.get((valeur, code.pk), bool(lecteurs) and all(code.pk in lus for lus in lecteurs))
            if question == code.question_id and tenu and texte not in trouvees[code.pk]:
                trouvees[code.pk].append(texte)
    return {code: dites[:CITEES] for code, dites in trouvees.items() if dites}


def _questions_lisibles(codes: list[Code]) -> set[int]:
    """The questions whose texts may be read: those of an anonymous survey, once closed and answered by enough people."""
    anonymes = {code.enquete.pk for code in codes if code.enquete.regime == Enquete.Regime.ANONYME}
    if not anonymes:
        return {code.question_id for code in codes}
    minimum = regle("resultats.effectif_minimum")
    ecrits = Valeur.objects.filter(reponse__enquete__in=anonymes, reponse__etat=Reponse.Etat.SOUMISE).exclude(texte="")
    assez = dict(ecrits.order_by().values_list("question").annotate(n=Count("pk")))
    closes = dict(
        Enquete.objects.filter(pk__in=anonymes, etat=Enquete.Etat.CLOSE)
        .order_by()
        .values_list("pk")
        .annotate(n=Count("reponses", filter=Q(reponses__etat=Reponse.Etat.SOUMISE)))
    )
    return {
        code.question_id
        for code in codes
        if code.enquete.pk not in anonymes
        or (closes.get(code.enquete.pk, 0) >= minimum and assez.get(code.question_id, 0) >= minimum)
    }
