import re

from django.db.models import Case, F, Q, Value, When

from academie.models import Territoire
from academie.models.territoire import normaliser

LONGUEUR_MAXIMALE = 100
# "Nevers (Nièvre, commune 58194)": what `Territoire.designation` writes.
DESIGNATION = re.compile(r"(?P<nom>.*) \((?:[^()]*, )?(?P<genre>\w+) (?P<code>[0-9AB]{2,9})\)")


def territoires_trouves(texte: str, *, genres=(), limite: int = 20) -> list[Territoire]:
    """Territories that `texte` may mean, best first; of `genres` only when given.

    `texte` is a name or its beginning (accents, case, hyphens, "saint" or "st" are all one), the
    beginning of one of its words, an INSEE code, a SIREN or a postal code. Exact matches come first,
    then first words, beginnings, other words; among them the most populated.
    """
    cherche = normaliser(texte[:LONGUEUR_MAXIMALE])
    if not cherche:
        return []
    rangs = _rangs(cherche)
    trouves = Territoire.objects.filter(_l_un_de(rangs)).annotate(
        rang=Case(*(When(condition, then=Value(rang)) for condition, rang in rangs))
    )
    if genres:
        trouves = trouves.filter(genre__in=genres)
    ordre = ["rang", F("population").desc(nulls_last=True), "code", "pk"]
    return list(trouves.select_related("departement").order_by(*ordre)[:limite])


def territoire_designe(texte: str, *, genres=()) -> Territoire | None:
    """The one territory that `texte` names without doubt, or None.

    That is its designation, or an exact name or code that only one territory (of `genres`) bears.
    """
    if ecrit := DESIGNATION.fullmatch(texte.strip()):
        genre = {str(g.label): g for g in Territoire.Genre}.get(ecrit["genre"])
        trouves = Territoire.objects.filter(genre=genre, code=ecrit["code"], recherche=normaliser(ecrit["nom"]))
        if genres:
            trouves = trouves.filter(genre__in=genres)
        return trouves.select_related("departement").first()
    premiers = territoires_trouves(texte, genres=genres, limite=2)
    exacts = [territoire for territoire in premiers if territoire.rang == 0]
    return exacts[0] if len(exacts) == 1 else None


def _rangs(cherche: str) -> list[tuple[Q, int]]:
    """Conditions and the rank each gives, best first."""
    rangs = [
        (Q(recherche=cherche), 0),
        (Q(recherche__startswith=f"{cherche} "), 1),
        (Q(recherche__startswith=cherche), 2),
        (Q(recherche__contains=f" {cherche}"), 3),
    ]
    # Someone typing "sain" is on the way to "saint", kept as "st".
    *debut, dernier = cherche.split()
    if len(dernier) > 2 and "sainte".startswith(dernier):
        rangs.append((Q(recherche__startswith=" ".join([*debut, "st "])), 2))
    code = cherche.replace(" ", "").upper()
    if re.fullmatch(r"\d[\dAB]?\d{0,7}", code):
        rangs = [(Q(code=code), 0), (Q(code__startswith=code), 1), *rangs]
        if len(code) == 5:
            rangs.insert(1, (Q(codes_postaux__contains=code), 0))
    return rangs


def _l_un_de(rangs: list[tuple[Q, int]]) -> Q:
    condition = Q()
    for choix, _rang in rangs:
        condition |= choix
    return condition
