"""The codes that the filters take: territories and themes."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from academie.diffusion.collection import CODE, TEXTE, Champ, Jeu, Parametre, ou_rien
from academie.diffusion.parametres import codes, valeurs_de
from academie.models import Territoire, Theme

Genre = Territoire.Genre
GENRES = {str(genre): genre.label for genre in (Genre.REGION, Genre.DEPARTEMENT, Genre.EPCI)}


def connus(genre: str, lisibles):
    """Those of `lisibles` that are codes of this kind of territory."""
    return Territoire.objects.filter(genre=genre, code__in=lisibles).values_list("code", flat=True)


def themes_connus(lisibles):
    return Theme.objects.filter(slug__in=lisibles).values_list("slug", flat=True)


def parametre_territoire(genre: str, chemin: str, description, exemple: str) -> Parametre:
    """The filter by région, département or EPCI that resources share: its name is the kind's."""
    return Parametre(
        str(genre), CODE, description, codes(f"{chemin}__code", partial(connus, genre)), exemple, repete=True
    )


def parametre_theme(chemin: str) -> Parametre:
    return Parametre(
        "theme", CODE, _("Identifiant d'un thème."), codes(chemin, themes_connus), "inclusion", repete=True
    )


TERRITOIRES = Jeu(
    nom="territoires",
    objet="Territoire",
    titre=_("Territoires"),
    description=_("Régions, départements et intercommunalités du Code officiel géographique, sous les codes que prennent les filtres."),
    lignes=lambda: Territoire.objects.filter(genre__in=GENRES),
    champs=(
        Champ("genre", TEXTE, _("Niveau du territoire."), ("genre",), valeurs=GENRES),
        Champ("code", CODE, _("Code INSEE d'une région ou d'un département, SIREN d'une intercommunalité."), ("code",)),
        Champ("nom", TEXTE, _("Nom."), ("nom",)),
        Champ("region", ou_rien(CODE), _("Code INSEE de sa région."), ("region__code",)),
        Champ("departement", ou_rien(CODE), _("Code INSEE de son département."), ("departement__code",)),
    ),
    parametres=(
        Parametre("genre", CODE, _("Niveau du territoire."), valeurs_de("genre", GENRES), "region", repete=True, valeurs=GENRES),
        parametre_territoire(Genre.REGION, "region", _("Code INSEE de la région qui le contient."), "11"),
    ),
)  # fmt: skip

THEMES = Jeu(
    nom="themes",
    objet="Theme",
    titre=_("Thèmes"),
    description=_("Ce dont traitent les programmes et leurs sessions."),
    lignes=lambda: Theme.objects.all(),
    champs=(
        Champ("id", CODE, _("Identifiant, celui que prennent les filtres."), ("slug",)),
        Champ("nom", TEXTE, _("Nom."), ("nom",)),
    ),
)
