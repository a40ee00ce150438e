"""What other calendars read in our events."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st

from sessions.agendas.calendrier import EnteteCalendrier, calendrier_ics
from sessions.agendas.evenement import Evenement, Statut, evenement_ics

from .lecteurs import lire
from .octets import defauts

PARIS = ZoneInfo("Europe/Paris")
MATIN = Evenement(
    uid="creneau-12@academie.example",
    debut=datetime(2027, 3, 3, 9, 30, tzinfo=PARIS),
    fin=datetime(2027, 3, 3, 12, 15, tzinfo=PARIS),
    modifie_le=datetime(2027, 1, 5, 8, 0, 7, tzinfo=UTC),
    titre="Accueillir un public éloigné du numérique",
    sequence=3,
    lieu="Médiathèque, 12 rue de l’Église, 58000 Nevers",
    description="Matin\nProgramme : accueil ; diagnostic",
    url="https://academie.example/sessions/12/",
    categories=("Accueil", "Seniors"),
)


def relire(evenement):
    contenu = calendrier_ics(EnteteCalendrier(nom="Essai"), [evenement_ics(evenement)])
    (lu,) = lire(contenu).values()
    return lu


def ligne(evenement, nom):
    deplie = evenement_ics(evenement).decode().replace("\r\n ", "")
    (valeur,) = (li for li in deplie.split("\r\n") if li.startswith((f"{nom}:", f"{nom};")))
    return valeur


def test_chaque_propriete_est_lue_par_d_autres():
    lu = relire(MATIN)
    assert lu.uid == "creneau-12@academie.example"
    assert lu.summary == "Accueillir un public éloigné du numérique"
    assert lu.location == "Médiathèque, 12 rue de l’Église, 58000 Nevers"
    assert lu.description == "Matin\nProgramme : accueil ; diagnostic"
    assert str(lu.url) == "https://academie.example/sessions/12/"
    assert lu.categories == ["Accueil", "Seniors"]
    assert lu.sequence == 3
    assert lu.status == "CONFIRMED"
    assert lu.dtstart == MATIN.debut
    assert lu.dtend == MATIN.fin
    assert lu.dtstamp == lu.last_modified == MATIN.modifie_le


def test_les_heures_sont_celles_de_paris_d_ou_qu_elles_viennent():
    en_utc = replace(MATIN, debut=MATIN.debut.astimezone(UTC), fin=MATIN.fin.astimezone(UTC))
    assert evenement_ics(en_utc) == evenement_ics(MATIN)
    assert ligne(en_utc, "DTSTART") == "DTSTART;TZID=Europe/Paris:20270303T093000"


@pytest.mark.parametrize("mois", range(1, 13))
def test_ete_comme_hiver(mois):
    debut = datetime(2027, mois, 28, 14, 0, tzinfo=PARIS)
    lu = relire(replace(MATIN, debut=debut, fin=debut + timedelta(hours=2)))
    assert lu.dtstart.astimezone(UTC) == debut.astimezone(UTC)


def test_annule_reste_et_se_voit_meme_sans_statut():
    lu = relire(replace(MATIN, statut=Statut.ANNULE, sequence=4))
    assert lu.status == "CANCELLED"
    assert lu.summary == "[ANNULÉ] Accueillir un public éloigné du numérique"
    assert (lu.uid, lu.sequence) == (MATIN.uid, 4)


def test_provisoire():
    assert relire(replace(MATIN, statut=Statut.PROVISOIRE)).status == "TENTATIVE"


def test_memes_valeurs_memes_octets():
    assert evenement_ics(replace(MATIN)) == evenement_ics(MATIN)
    assert evenement_ics(replace(MATIN, sequence=4)) != evenement_ics(MATIN)


def test_ce_qui_est_vide_n_est_pas_ecrit():
    nu = replace(MATIN, lieu=" ", description="", url="", categories=("", "\x00"))
    ecrits = evenement_ics(nu)
    for nom in (b"LOCATION", b"DESCRIPTION", b"URL", b"CATEGORIES"):
        assert nom not in ecrits


def test_une_virgule_ne_coupe_pas_une_categorie():
    # Only vobject, of the two readers, undoes this escape.
    contenu = calendrier_ics(
        EnteteCalendrier(nom="Essai"),
        [evenement_ics(replace(MATIN, categories=("Publics, seniors", "Accueil")))],
    )
    lu = vobject.readOne(contenu.decode()).vevent
    assert lu.categories.value == ["Publics, seniors", "Accueil"]


def test_une_adresse_est_toujours_une_uri():
    assert (
        ligne(replace(MATIN, url="https://é.example/a b?c=1,2&d=%C3%A9"), "URL")
        == "URL:https://%C3%A9.example/a%20b?c=1,2&d=%C3%A9"
    )


def test_on_n_injecte_pas_une_propriete():
    lu = relire(replace(MATIN, titre="Piège\r\nATTENDEE:mailto:x@example.org\nEND:VEVENT"))
    assert lu.summary == "Piège ATTENDEE:mailto:x@example.org END:VEVENT"
    assert not lu.attendees


def test_une_barre_oblique_inverse_n_est_pas_un_saut_de_ligne():
    lu = relire(replace(MATIN, description="C:\\Nouveau\\notes"))
    assert lu.description.replace("\N{WORD JOINER}", "") == "C:\\Nouveau\\notes"


@pytest.mark.parametrize(
    "titre",
    [
        "👩‍🏫 Atelier 🇫🇷 " * 12,
        "ورشة عمل رقمية " * 12,
        "סדנה",
        "a\u0301" * 90,
        "數位包容" * 30,
    ],
)
def test_emoji_droite_a_gauche_et_longueur(titre):
    assert relire(replace(MATIN, titre=titre)).summary == titre.strip()


def test_un_demi_caractere_est_remplace():
    assert relire(replace(MATIN, titre="a\ud83d b")).summary == "a\ufffd b"


textes = st.text(st.characters(), max_size=300)


@given(textes, textes, textes, st.lists(textes, max_size=3))
def test_aucun_texte_ne_casse_le_calendrier(titre, lieu, description, categories):
    evenement = replace(
        MATIN,
        titre=f"T{titre}",
        lieu=lieu,
        description=description,
        categories=tuple(categories),
        statut=Statut.ANNULE,
    )
    contenu = calendrier_ics(EnteteCalendrier(nom="Essai"), [evenement_ics(evenement)])
    assert defauts(contenu) == []
    assert contenu.count(b"\r\nEND:VEVENT\r\n") == 1
    (lu,) = lire(contenu).values()
    assert lu.summary.startswith("[ANNULÉ] T")


@given(st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1).filter(lambda t: "\\N" not in t))
def test_un_texte_ordinaire_est_rendu_tel_quel(titre):
    lu = relire(replace(MATIN, titre=titre, lieu=titre, description=titre))
    assert lu.summary == lu.location == lu.description == titre


@pytest.mark.parametrize("champ", ["debut", "fin", "modifie_le"])
def test_un_moment_sans_fuseau_est_refuse(champ):
    with pytest.raises(ValueError, match="fuseau"):
        replace(MATIN, **{champ: MATIN.debut.replace(tzinfo=None)})


@pytest.mark.parametrize("fin", [MATIN.debut, MATIN.debut - timedelta(minutes=1)])
def test_un_creneau_ne_finit_pas_avant_son_debut(fin):
    with pytest.raises(ValueError, match="finit"):
        replace(MATIN, fin=fin)


def test_un_creneau_a_un_identifiant():
    with pytest.raises(ValueError, match="identifiant"):
        replace(MATIN, uid=" \n")
