"""Instances small enough to try every plan, one as large as a national year, and random ones in between."""

import random

from hypothesis import strategies as st

from besoins.optimisation import Attente, Disponibilite, Instance, Offre

BRETAGNE, OCCITANIE, CORSE = 53, 76, 94

# Two needs, one long programme that answers both and a short one that answers the heavier.
ARBITRAGE = Instance(
    besoins={1: Attente(90, {BRETAGNE: 20, OCCITANIE: 8}), 2: Attente(40, {BRETAGNE: 12})},
    programmes={1: Offre(4, 10, {1: 100, 2: 100}), 2: Offre(1, 6, {1: 50})},
    formateurs={1: Disponibilite(5, frozenset({BRETAGNE})), 2: Disponibilite(4)},
    budget=8,
)
# The floor takes half-days where they cover less.
PLANCHER = Instance(
    besoins={1: Attente(80, {BRETAGNE: 60}), 2: Attente(10, {CORSE: 9})},
    programmes={1: Offre(2, 12, {1: 75}), 2: Offre(3, 10, {1: 60, 2: 100}, maximum=2)},
    formateurs={1: Disponibilite(6), 2: Disponibilite(4, None, frozenset({1}))},
    budget=9,
    planchers={CORSE: 2},
)
# Several programmes for one need, a maximum of runs, a lock, trainers who only overlap.
VERROU = Instance(
    besoins={1: Attente(55, {BRETAGNE: 25, CORSE: 5}), 2: Attente(30, {BRETAGNE: 10, OCCITANIE: 14})},
    programmes={1: Offre(2, 8, {1: 100, 2: 25}), 2: Offre(3, 12, {2: 100})},
    formateurs={
        1: Disponibilite(4, frozenset({BRETAGNE, CORSE})),
        2: Disponibilite(5, frozenset({OCCITANIE, BRETAGNE}), frozenset({2})),
        3: Disponibilite(2, frozenset({CORSE})),
    },
    budget=10,
    maximum=4,
    planchers={OCCITANIE: 1},
    verrous={(1, CORSE): 1},
)


@st.composite
def petites(tirer):
    """Two programmes, two régions, at most three needs and two trainers; possible or not."""
    regions = st.sampled_from([1, 2])
    besoins = tirer(
        st.dictionaries(
            st.integers(1, 3),
            st.builds(Attente, st.integers(0, 9), st.dictionaries(regions, st.integers(0, 9), max_size=2)),
            max_size=3,
        )
    )
    offre = st.builds(
        Offre,
        st.integers(1, 3),
        st.integers(0, 5),
        st.dictionaries(st.integers(1, 3), st.integers(0, 100), max_size=3),
        st.none() | st.integers(0, 2),
    )
    formateur = st.builds(
        Disponibilite,
        st.integers(0, 4),
        st.none() | st.frozensets(regions),
        st.none() | st.frozensets(st.sampled_from([1, 2])),
    )
    return Instance(
        besoins=besoins,
        programmes={1: tirer(offre), 2: tirer(offre)},
        formateurs=tirer(st.dictionaries(st.integers(1, 2), formateur, max_size=2)),
        budget=tirer(st.integers(0, 6)),
        maximum=tirer(st.none() | st.integers(0, 4)),
        planchers=tirer(st.dictionaries(regions, st.integers(0, 3), max_size=2)),
        verrous=tirer(st.dictionaries(st.tuples(st.sampled_from([1, 2]), regions), st.integers(0, 2), max_size=1)),
    )


def grande(graine: int = 1, *, besoins: int = 200, programmes: int = 100, regions: int = 18) -> Instance:
    """A national year: many needs expected here and there, trainers who know a part of it, a floor everywhere."""
    hasard = random.Random(graine)
    return Instance(
        besoins={
            b: Attente(
                hasard.randint(5, 100), {r: hasard.randint(1, 40) for r in range(regions) if hasard.random() < 0.5}
            )
            for b in range(besoins)
        },
        programmes={
            p: Offre(
                hasard.randint(1, 6),
                hasard.randint(8, 20),
                {b: hasard.choice([25, 50, 75, 100]) for b in hasard.sample(range(besoins), hasard.randint(1, 6))},
            )
            for p in range(programmes)
        },
        formateurs={
            f: Disponibilite(
                hasard.randint(5, 30),
                frozenset(hasard.sample(range(regions), hasard.randint(1, min(8, regions)))),
                None if hasard.random() < 0.3 else frozenset(hasard.sample(range(programmes), programmes // 3)),
            )
            for f in range(2 * regions)
        },
        budget=22 * regions,
        planchers=dict.fromkeys(range(regions), 4),
    )
