"""The register of attendance: what each deed appends, and that nothing of it changes unseen, on a real database."""

import json
from hashlib import sha256
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sessions.actions.declaration import corriger_presence, declarer_absence, declarer_presence
from sessions.actions.emargement import contresigner, signer_sur_appareil
from sessions.actions.registre import Acte, inscrire_au_registre
from sessions.models import Emargement, EnregistrementPresence, Registre
from sessions.queries.registre import breches_du_registre, registres_intacts
from tests.sessions.emargements import au_debut, demi_journee, inscription_de, ouvrir, session_au, signer

TRACE = "10,20 30,40 50,60;70,80 90,100"


@pytest.fixture
def tenue(d):
    """A session whose first half-day is signed in every way, sealed, then corrected; the second is open."""
    session = session_au(d, personnes=[d.animateur, d.autre_animateur])
    premiere, seconde = demi_journee(session), demi_journee(session, 1)
    ouvert = ouvrir(premiere, d)
    une, autre = inscription_de(session, d.animateur), inscription_de(session, d.autre_animateur)
    signer(ouvert, une, trace=TRACE)
    signer_sur_appareil(
        creneau=ouvert, inscription=autre, par=d.formateur, nom="Une autre", cle=uuid4(),
        appareil_le=au_debut(ouvert), le=au_debut(ouvert),
    )  # fmt: skip
    contresigner(creneau=ouvert, par=d.formateur, le=ouvert.fin)
    corriger_presence(
        creneau=ouvert, inscription=une, par=d.gestionnaire, motif="Partie plus tôt", depart=au_debut(ouvert), le=ouvert.fin
    )  # fmt: skip
    ouvert = ouvrir(seconde, d)
    declarer_absence(creneau=ouvert, inscription=une, par=d.formateur, motif="Train supprimé", le=ouvert.debut)
    arrivee = au_debut(ouvert)
    declarer_presence(
        creneau=ouvert, inscription=autre, par=d.formateur, arrivee=arrivee, depart=ouvert.fin, le=ouvert.fin
    )
    return session


def test_chaque_acte_ajoute_un_maillon_et_rien_ne_contredit_le_registre(tenue):
    liens = list(EnregistrementPresence.objects.filter(session=tenue))
    assert [lien.genre for lien in liens] == [
        "ouverture", "signature", "signature", "contreseing", "correction", "ouverture", "declaration", "declaration",
    ]  # fmt: skip
    assert [lien.numero for lien in liens] == list(range(1, 9))
    assert list(registres_intacts()) == []


def test_ce_qui_est_scelle(tenue, d):
    liens = list(EnregistrementPresence.objects.filter(session=tenue))
    signature, tablette, sceau, correction = (json.loads(lien.contenu) for lien in liens[1:5])
    creneau = demi_journee(tenue)
    assert signature["inscription"]["nom"] == str(d.animateur)
    assert signature["presence"]["nom_saisi"] == "Animateur Test"
    assert signature["presence"]["minutes"] == 195
    assert signature["presence"]["trace"] == sha256(TRACE.encode()).hexdigest()
    assert signature["le"] == timezone.localtime(au_debut(creneau)).isoformat(timespec="microseconds")
    assert signature["creneau"]["id"] == creneau.pk
    assert signature["par"] is None
    assert tablette["par"]["nom"] == str(d.formateur)
    assert tablette["presence"]["appareil_le"] == signature["le"]
    assert sceau["constat"] == {"absentes": 0, "minutes": 390, "presentes": 2}
    assert correction["avant"] == {"absent": False, "minutes": 195}
    assert (correction["presence"]["minutes"], correction["motif"]) == (4, "Partie plus tôt")


def test_l_empreinte_se_refait_sans_nous(tenue):
    precedent = "0" * 64
    for lien in EnregistrementPresence.objects.filter(session=tenue):
        assert lien.precedent == precedent
        assert lien.empreinte == sha256(f"{precedent}\n{lien.contenu}".encode()).hexdigest()
        precedent = lien.empreinte
    tete = Registre.objects.get(session=tenue)
    assert (tete.nombre, tete.empreinte) == (8, precedent)


# Tampering: one column, one byte, by SQL.

COLONNES = {
    "seminaires_enregistrementpresence": (
        "session_id", "numero", "genre", "creneau_id", "inscription_id", "contenu", "precedent", "empreinte",
    ),
    "seminaires_emargement": (
        "inscription_id", "creneau_id", "nom_saisi", "moyen", "minutes", "signe_le", "absent", "declare_par_id", "motif",
        "justifiee", "arrivee", "depart", "trace", "cle", "appareil_le",
    ),
    "seminaires_registre": ("nombre", "empreinte"),
    "seminaires_creneau": ("emargement", "ouvert_le", "contresigne_le", "contresigne_par_id", "empreinte_contreseing", "debut"),
}  # fmt: skip


def changee(valeur, rang: int):
    """The value with one character, or its last bit, changed; None when there is nothing to change."""
    match valeur:
        case None | "":
            return None
        case bool():
            return not valeur
        case int():
            return valeur ^ 1
        case str():
            rang %= len(valeur)
            return valeur[:rang] + ("1" if valeur[rang] != "1" else "2") + valeur[rang + 1 :]
        case uuid if hasattr(uuid, "int"):
            return type(uuid)(int=uuid.int ^ 1)
    return valeur.replace(microsecond=valeur.microsecond ^ 1)


def sans_contrainte(curseur):
    """Whoever holds the database holds its constraints too."""
    if connection.vendor == "sqlite":
        curseur.execute("PRAGMA ignore_check_constraints = ON")
        curseur.execute("PRAGMA defer_foreign_keys = ON")


def falsifier(table: str, colonne: str, rang: int, caractere: int) -> bool:
    """Change one value of the table; False when there was none to change."""
    with connection.cursor() as curseur:
        sans_contrainte(curseur)
        cle = "session_id" if table == "seminaires_registre" else "id"
        curseur.execute(f"SELECT {cle}, {colonne} FROM {table} WHERE {colonne} IS NOT NULL ORDER BY {cle}")
        lignes = [ligne for ligne in curseur.fetchall() if changee(ligne[1], caractere) is not None]
        if not lignes:
            return False
        pk, valeur = lignes[rang % len(lignes)]
        curseur.execute(f"UPDATE {table} SET {colonne} = %s WHERE {cle} = %s", [changee(valeur, caractere), pk])
    return True


@pytest.mark.parametrize(("table", "colonne"), [(table, colonne) for table in COLONNES for colonne in COLONNES[table]])
def test_un_octet_change_dans_une_colonne_se_voit(tenue, table, colonne):
    """Each row of each table in turn."""
    vues = 0
    for rang in range(8):
        try:
            with transaction.atomic():
                vues += falsifier(table, colonne, rang, caractere=3)
                assert vues == 0 or list(registres_intacts()) != []
                transaction.set_rollback(True)
        except IntegrityError:
            vues += 1  # the database itself refuses
    assert vues
    assert list(registres_intacts()) == []


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rang=st.integers(0, 7),
    caractere=st.integers(0, 2000),
    colonne=st.sampled_from(["contenu", "precedent", "empreinte"]),
)
def test_un_octet_change_n_importe_ou_se_voit(tenue, rang, caractere, colonne):
    with transaction.atomic():
        assert falsifier("seminaires_enregistrementpresence", colonne, rang, caractere)
        assert breches_du_registre(tenue) != []
        transaction.set_rollback(True)


def test_un_maillon_retire_se_voit(tenue):
    for numero in range(1, 9):
        with transaction.atomic():
            EnregistrementPresence.objects.get(session=tenue, numero=numero).delete()
            assert list(registres_intacts()) != []
            transaction.set_rollback(True)


def test_une_queue_coupee_se_voit_meme_avec_le_compte(tenue):
    """Without the last link about a person, what is shown says more than the register."""
    dernier = EnregistrementPresence.objects.filter(session=tenue).last()
    Registre.objects.filter(session=tenue).update(nombre=7, empreinte=dernier.precedent)
    dernier.delete()
    (breche,) = registres_intacts()
    assert "émargement" in breche


def test_tout_un_registre_efface_se_voit(tenue):
    EnregistrementPresence.objects.all().delete()
    Registre.objects.all().delete()
    assert any("demi-journée" in breche for breche in registres_intacts())
    Emargement.objects.all().delete()
    assert any("demi-journée" in breche for breche in registres_intacts())


def test_un_contreseing_coupe_se_voit(tenue):
    sceau = EnregistrementPresence.objects.get(session=tenue, genre="contreseing")
    EnregistrementPresence.objects.filter(session=tenue, numero__gte=sceau.numero).delete()
    Registre.objects.filter(session=tenue).update(nombre=sceau.numero - 1, empreinte=sceau.precedent)
    assert any("demi-journée" in breche for breche in registres_intacts())


def test_un_maillon_glisse_au_milieu_se_voit(tenue):
    tete = Registre.objects.get(session=tenue)
    dernier = EnregistrementPresence.objects.filter(session=tenue).last()
    EnregistrementPresence.objects.create(
        session=tenue, numero=9, genre="ouverture", creneau=dernier.creneau, contenu=dernier.contenu,
        precedent=tete.empreinte, empreinte=sha256(f"{tete.empreinte}\n{dernier.contenu}".encode()).hexdigest(),
    )  # fmt: skip
    assert list(registres_intacts()) != []


def test_un_emargement_efface_ou_deplace_se_voit(tenue):
    with transaction.atomic():
        Emargement.objects.first().delete()
        assert any("a disparu" in breche for breche in registres_intacts())
        transaction.set_rollback(True)
    Emargement.objects.last().delete()
    with transaction.atomic():
        Emargement.objects.filter(moyen="tablette").update(creneau=demi_journee(tenue, 1))
        assert len(list(registres_intacts())) == 2
        transaction.set_rollback(True)


def test_deux_qui_ecrivent_ne_font_pas_deux_suites(tenue):
    """The database refuses a second link after the same one."""
    lien = EnregistrementPresence.objects.filter(session=tenue).last()
    for autres in ({"numero": lien.numero + 1}, {"precedent": lien.empreinte}):
        faits = {"numero": lien.numero, "precedent": lien.precedent} | autres
        with pytest.raises(IntegrityError), transaction.atomic():
            EnregistrementPresence.objects.create(
                session=tenue, genre="ouverture", creneau=lien.creneau, contenu="{}", empreinte="0", **faits
            )


def test_un_acte_qui_echoue_n_ecrit_rien(tenue):
    creneau = demi_journee(tenue)
    with pytest.raises(ValueError, match="ni texte"):
        inscrire_au_registre(creneau=creneau, actes=[Acte("piece", faits={"part": 0.5})], le=timezone.now())
    assert Registre.objects.get(session=tenue).nombre == 8
    assert list(registres_intacts()) == []


def test_autant_de_requetes_pour_vingt_sessions_que_pour_une(tenue, d, django_assert_num_queries):
    with django_assert_num_queries(10):
        list(registres_intacts())
    for rang in range(3):
        session = session_au(d, dans=10 + rang, personnes=[], version=tenue.version)
        ouvrir(demi_journee(session), d)
    with django_assert_num_queries(10):
        assert list(registres_intacts()) == []
