"""Why no plan is possible, in sentences: which floor, which budget, whose time."""

from django.utils.translation import gettext as _

from academie.francais import enumeration, nombre
from besoins.optimisation import Conflit
from besoins.queries.plan import Chiffres, heures


def dire_conflit(chiffres: Chiffres, conflit: Conflit) -> list[str]:
    """What is asked for, then what there is, then what to change."""
    return [_demande(chiffres, conflit), *(_limites(chiffres, conflit) or [_rien(conflit)]), _issue(conflit)]


def _demande(chiffres: Chiffres, conflit: Conflit) -> str:
    if len(conflit.planchers) == 1 and not conflit.verrous:
        (region,) = conflit.planchers
        plancher = chiffres.planchers[region]
        entieres = "" if conflit.demandees in (None, plancher) else _(", soit %(n)s en sessions entières")
        return _("Le plancher de la région %(region)s demande %(n)s%(entieres)s.") % {
            "region": chiffres.regions[region].nom,
            "n": heures(plancher),
            "entieres": entieres % {"n": nombre(conflit.demandees or 0)} if entieres else "",
        }
    exigences = [
        _("le plancher de la région %(region)s (%(n)s)")
        % {"region": chiffres.regions[region].nom, "n": heures(chiffres.planchers[region])}
        for region in conflit.planchers
    ]
    exigences += [
        _("le nombre verrouillé de « %(programme)s » (%(region)s : %(n)s)")
        % {"n": nombre(fois), "programme": chiffres.programmes[p], "region": chiffres.regions[r].nom}
        for (p, r), fois in conflit.verrous.items()
    ]
    phrase = _("Ces exigences ne tiennent pas ensemble : %(exigences)s.")
    if conflit.demandees is not None:
        phrase = _("Ces exigences demandent ensemble au moins %(n)s, en sessions entières : %(exigences)s.")
    return phrase % {"exigences": enumeration(exigences), "n": heures(conflit.demandees or 0)}


def _limites(chiffres: Chiffres, conflit: Conflit) -> list[str]:
    limites = []
    if conflit.formateurs:
        limites.append(
            _("Les formatrices et formateurs qui peuvent y aller en ont %(n)s (%(noms)s).")
            % {
                "noms": enumeration(str(chiffres.disponibilites[pk].formateur) for pk in conflit.formateurs),
                "n": nombre(sum(chiffres.disponibilites[pk].demi_journees for pk in conflit.formateurs)),
            }
        )
    if conflit.budget:
        limites.append(_("Le budget de l'année est de %(n)s.") % {"n": heures(chiffres.plan.budget)})
    if conflit.maximum:
        limites.append(_("Le plan est limité à %(n)s sessions.") % {"n": nombre(chiffres.plan.sessions_maximum)})
    for pk in conflit.programmes:
        programme = chiffres.programmes[pk]
        faits = {"programme": programme, "n": nombre(programme.maximum)}
        limites.append(_("« %(programme)s » est limité à %(n)s sessions dans l'année.") % faits)
    return limites


def _rien(conflit: Conflit) -> str:
    if conflit.planchers:
        return _(
            "Aucune session n'y est possible : aucun programme du plan ne répond à ce qui y est attendu, ou personne "
            "parmi les formatrices et formateurs n'y va."
        )
    return _("Personne parmi les formatrices et formateurs ne peut animer ces sessions.")


def _issue(conflit: Conflit) -> str:
    remedes = [
        (conflit.planchers, _("baissez un plancher")),
        (conflit.verrous, _("déverrouillez un nombre")),
        (conflit.budget, _("augmentez le budget")),
        (conflit.maximum or conflit.programmes, _("relevez la limite du nombre de sessions")),
        (not (conflit.budget or conflit.maximum or conflit.programmes), _("ajoutez des disponibilités")),
    ]
    phrase = enumeration((remede for besoin, remede in remedes if besoin), _("ou"))
    return f"{phrase[:1].upper()}{phrase[1:]}."
