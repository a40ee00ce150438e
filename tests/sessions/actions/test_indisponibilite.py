from datetime import timedelta

import pytest
from django.utils import timezone

from academie.regles import Refus
from sessions.actions.indisponibilite import declarer_indisponibilite, retirer_indisponibilite
from sessions.models import Indisponibilite
from sessions.queries.occupation import occupations_infideles
from tests.sessions.fabriques import moment, session_brouillon

JOUR = timezone.localdate() + timedelta(days=30)


def declarer(d, du="00:00", au="23:00", jour=JOUR, **autres):
    return declarer_indisponibilite(
        formateur=autres.pop("formateur", d.formateur), debut=moment(jour, du), fin=moment(jour, au), **autres
    )


def test_rien_ne_se_planifie_pendant_ce_temps(d):
    declarer(d, "14:00", "15:00")
    with pytest.raises(Refus, match=r"Formateur Test n'est pas disponible le .*14\sh\s–\s15\sh") as refus:
        session_brouillon(d)
    assert refus.value.champ == "formateurs"
    assert list(occupations_infideles()) == []


def test_une_autre_personne_peut_venir(d):
    declarer(d, formateur=d.autre_formateur)
    session_brouillon(d)


def test_retiree_elle_ne_prend_plus_rien(d):
    declaree = declarer(d)
    for _clic in range(2):
        retirer_indisponibilite(indisponibilite=declaree)
    session_brouillon(d)
    assert list(occupations_infideles()) == []


def test_deux_fois_la_meme_n_en_fait_qu_une(d):
    assert declarer(d) == declarer(d)
    assert Indisponibilite.objects.count() == 1


def test_refus_pendant_une_demi_journee_deja_prevue(d):
    session_brouillon(d)
    with pytest.raises(Refus, match=r"Accompagner sur tous les terminaux.* est prévue le"):
        declarer(d, "16:00", "18:00")
    assert not Indisponibilite.objects.exists()


def test_refus_de_recouvrir_une_autre(d):
    declarer(d, "09:00", "12:00")
    with pytest.raises(Refus, match="déjà déclarée"):
        declarer(d, "11:00", "13:00")


@pytest.mark.parametrize(
    ("du", "au", "jours", "phrase"),
    [
        ("12:00", "12:00", 30, "La fin précède le début"),
        ("09:00", "12:00", -2, "Ces dates sont passées"),
    ],
)
def test_refus_de_dates_impossibles(d, du, au, jours, phrase):
    with pytest.raises(Refus, match=phrase):
        declarer(d, du, au, timezone.localdate() + timedelta(days=jours))


def test_refus_de_plus_d_un_an(d):
    debut = moment(JOUR, "09:00")
    with pytest.raises(Refus, match="un an au plus"):
        declarer_indisponibilite(formateur=d.formateur, debut=debut, fin=debut + timedelta(days=500))
