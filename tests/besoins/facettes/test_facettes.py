"""The facets against what anybody would do by hand: go through every fact of every object."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from besoins.facettes import Table, croiser

NOMBRE = 6
VALEURS = {"theme": ["a", "b", "c"], "region": ["n", "s"], "mois": ["1", "2", "3"]}
DE = {"theme": 0, "region": 1, "mois": 1}  # the table of each facet

objets = st.integers(-1, NOMBRE - 1)
themes = st.lists(st.tuples(objets, st.sampled_from(["a", "b", "c", None])), max_size=12)
seances = st.lists(
    st.tuples(objets, st.sampled_from(["n", "s", "?", None]), st.sampled_from(["1", "2", "3"])), max_size=12
)
choix = st.fixed_dictionaries(
    {}, optional={nom: st.sets(st.sampled_from([*liste, "inconnue"])) for nom, liste in VALEURS.items()}
)
gardes = st.lists(st.booleans(), min_size=NOMBRE, max_size=NOMBRE)


def tables(themes, seances) -> list[Table]:
    return [
        Table(NOMBRE, [f[0] for f in themes], {"theme": VALEURS["theme"]}, {"theme": [f[1] for f in themes]}),
        Table(
            NOMBRE,
            [f[0] for f in seances],
            {"region": VALEURS["region"], "mois": VALEURS["mois"]},
            {"region": [f[1] for f in seances], "mois": [f[2] for f in seances]},
        ),
    ]


def faits_de(objet, themes, seances) -> list[list[dict]]:
    return [
        [{"theme": t} for o, t in themes if o == objet],
        [{"region": r, "mois": m} for o, r, m in seances if o == objet],
    ]


def garde_a_la_main(objet, choix, themes, seances) -> bool:
    for rang, faits in enumerate(faits_de(objet, themes, seances)):
        en_force = {nom: valeurs for nom, valeurs in choix.items() if valeurs and DE[nom] == rang}
        if en_force and not any(
            all(fait[nom] in vs & set(VALEURS[nom]) for nom, vs in en_force.items()) for fait in faits
        ):
            return False
    return True


@given(themes, seances, choix, gardes)
def test_on_garde_ce_qu_une_lecture_de_tous_les_faits_garderait(themes, seances, choix, parmi):
    resultat = croiser(tables(themes, seances), choix, np.array(parmi))

    assert resultat.gardes.tolist() == [
        parmi[objet] and garde_a_la_main(objet, choix, themes, seances) for objet in range(NOMBRE)
    ]


@given(themes, seances, choix, gardes)
def test_chaque_compte_dit_ce_que_garderait_cette_seule_valeur_de_la_facette(themes, seances, choix, parmi):
    comptes = croiser(tables(themes, seances), choix, np.array(parmi)).comptes

    for nom, valeurs in VALEURS.items():
        for valeur, compte in zip(valeurs, comptes[nom], strict=True):
            seule = choix | {nom: {valeur}}
            assert compte == sum(
                parmi[objet] and garde_a_la_main(objet, seule, themes, seances) for objet in range(NOMBRE)
            )


@given(seances, choix)
def test_le_premier_fait_est_le_premier_qui_convient(seances, choix):
    premiers = tables([], seances)[1].premiers(choix)

    for objet in range(NOMBRE):
        conviennent = [
            rang
            for rang, (o, region, mois) in enumerate(seances)
            if o == objet
            and (not choix.get("region") or region in choix["region"] & set(VALEURS["region"]))
            and (not choix.get("mois") or mois in choix["mois"])
        ]
        assert premiers[objet] == (conviennent[0] if conviennent else -1)
