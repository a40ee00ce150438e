from hypothesis import given
from hypothesis import strategies as st

from besoins.statistiques.vocabulaire import suggerer

TEXTES = [
    "Le transport en commun manque.",
    "Sans transports en commun, impossible.",
    "Transport en commun trop rare",
    "Le téléphone des usagers",
    "Les usagers ont un Téléphone",
    "Un usager, un téléphone !",
    "Rien à dire",
]


def test_les_mots_qui_reviennent_ensemble_tels_qu_ecrits():
    suggestions = {s.mots: s.textes for s in suggerer(TEXTES)}

    assert suggestions == {("commun", "transport"): (0, 1, 2), ("téléphone", "usagers"): (3, 4, 5)}


def test_deux_textes_ne_suffisent_pas():
    assert suggerer(TEXTES[:2] + TEXTES[3:5]) == []


def test_rien_ne_s_invente():
    assert suggerer([]) == []
    assert suggerer(["", "🙂", "le la les", "être avoir"] * 5) == []


@given(
    st.lists(st.lists(st.sampled_from(["loin", "cher", "proche", "commun", "soir", "matin"]), max_size=5), max_size=20)
)
def test_chaque_mot_est_ecrit_dans_chaque_texte_du_groupe(tirages):
    textes = [" ".join(mots) for mots in tirages]

    for suggestion in suggerer(textes):
        assert len(suggestion.textes) >= 3
        for place in suggestion.textes:
            assert set(suggestion.mots) <= set(textes[place].split())
    assert suggerer(textes) == suggerer(list(textes))
