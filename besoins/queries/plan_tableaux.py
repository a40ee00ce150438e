"""A yearly plan as a spreadsheet: the sessions, what they cover, what they take."""

from django.utils.translation import gettext as _

from academie.tableaux.ecriture import Case
from besoins.queries.plan import (
    CENT,
    Chiffres,
    regions_du_plan,
    table_des_formateurs,
    table_des_regions,
)


def tableaux_du_plan(chiffres: Chiffres) -> dict[str, list[list[Case]]]:
    return {
        _("Sessions"): _sessions(chiffres),
        _("Besoins"): _besoins(chiffres),
        _("Régions"): _regions(chiffres),
        _("Animation"): _animation(chiffres),
    }


def _sessions(chiffres: Chiffres) -> list[list[Case]]:
    regions = regions_du_plan(chiffres)
    entetes: list[Case] = [_("Programme"), _("Version"), *(region.nom for region in regions)]
    entetes += [_("Sessions"), _("Demi-journées d'une session"), _("Demi-journées"), _("Places d'une session")]
    lignes = [entetes]
    for pk, programme in chiffres.programmes.items():
        fois: list[Case] = [chiffres.sessions.get((pk, region.pk), 0) for region in regions]
        total = sum(n for (p, _region), n in chiffres.sessions.items() if p == pk)
        heures = programme.demi_journees
        lignes.append(
            [str(programme), programme.version.numero, *fois, total, heures, total * heures, programme.places]
        )
    return lignes


def _besoins(chiffres: Chiffres) -> list[list[Case]]:
    lignes: list[list[Case]] = [
        [_("Besoin"), _("Poids"), _("Région"), _("Personnes qui l'attendent"), _("Personnes couvertes"), _("Restent")]
    ]
    for pk, besoin in chiffres.besoins.items():
        for demande in besoin.demandes.all():
            couvertes = chiffres.bilan.couverts.get((pk, demande.region_id), 0) / CENT
            region = chiffres.regions[demande.region_id].nom
            lignes.append(
                [str(besoin), besoin.poids, region, demande.effectif, couvertes, demande.effectif - couvertes]
            )
    return lignes


def _regions(chiffres: Chiffres) -> list[list[Case]]:
    lignes: list[list[Case]] = [[_("Région"), _("Demi-journées"), _("Plancher"), _("Besoin pondéré couvert")]]
    for ligne in table_des_regions(chiffres):
        lignes.append([ligne.region.nom, ligne.demi_journees, ligne.plancher, ligne.part])
    return lignes


def _animation(chiffres: Chiffres) -> list[list[Case]]:
    lignes: list[list[Case]] = [
        [_("Personne"), _("Demi-journées disponibles"), _("Demi-journées prises"), _("Régions")]
    ]
    for ligne in table_des_formateurs(chiffres):
        disponibles = ligne.disponibilite.demi_journees
        lignes.append([str(ligne.disponibilite.formateur), disponibles, ligne.prises, ligne.ou])
    return lignes
