"""A late correction of attendance, through the port that sessions call: certificates say what the register says."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from academie.models import Message
from academie.regles import Refus
from besoins.models import VersionProgramme
from certificats.actions.certificat import remplacer_certificat, revoquer_certificat
from certificats.actions.correction import reexaminer
from certificats.models import Acquis, Badge, Certificat, DocumentDelivre
from sessions.actions.declaration import corriger_presence
from sessions.models import Inscription
from sessions.queries.assiduite import assiduites
from tests.certificats.fabriques import certificat, delivrer, noter_absente, relire, session_close, session_tenue
from tests.distribution import distribuer
from tests.sessions.actions.test_simultaneite import ensemble


def corriger(inscription: Inscription, d, minutes: tuple[int, int]) -> None:
    """Correct both half-days to what was followed of each; 0 is an absence."""
    for creneau, suivies in zip(inscription.session.creneaux.order_by("debut"), minutes, strict=True):
        corriger_presence(
            creneau=creneau,
            inscription=inscription,
            par=d.gestionnaire,
            motif="Feuille relue",
            absente=not suivies,
            minutes=suivies or None,
        )


def en_vigueur(inscription) -> Certificat:
    return Certificat.objects.en_vigueur().get(inscription=inscription)


def genres(emis) -> set[str]:
    return {document.genre for document in emis.documents.all()}


def test_des_heures_de_moins_remplacent_le_certificat(d):
    emis = certificat(d)
    corriger(emis.inscription, d, (195, 150))
    nouveau = en_vigueur(emis.inscription)
    assert nouveau.remplace == emis
    assert nouveau.atteint
    assert nouveau.faits["minutes_suivies"] == 345
    assert [p["suivies"] for p in nouveau.faits["presences"]] == [195, 150]
    assert nouveau.faits["titulaire"] == emis.faits["titulaire"]
    assert "Feuille relue" in relire(emis).motif


def test_sous_le_seuil_il_ne_reste_que_les_heures(d):
    emis = certificat(d)
    corriger(emis.inscription, d, (195, 0))
    nouveau = en_vigueur(emis.inscription)
    assert (nouveau.remplace, nouveau.atteint) == (emis, False)
    assert genres(nouveau) == {"assiduite"}
    assert not Acquis.objects.prouves().exists()
    assert Message.objects.filter(cle=f"certificat.remplace:{nouveau.pk}").count() == 1


def test_le_seuil_atteint_apres_coup_donne_les_trois_documents(d):
    session = session_close(d, presences={d.animateur: 1})
    noter_absente(session.inscriptions.get(), d.formateur)
    [emis] = delivrer(session, d)
    corriger(emis.inscription, d, (195, 195))
    nouveau = en_vigueur(emis.inscription)
    assert nouveau.remplace == emis
    assert genres(nouveau) == {"realisation", "fin_formation", "assiduite"}
    assert Acquis.objects.prouves().get().certificat == nouveau


def test_absente_devenue_presente_recoit_ses_documents(d):
    session = session_close(d, presences={d.animateur: 0})
    noter_absente(session.inscriptions.get(), d.formateur)
    assert delivrer(session, d) == []
    corriger(session.inscriptions.get(), d, (195, 195))
    assert en_vigueur(session.inscriptions.get()).atteint


def test_presente_devenue_absente_n_a_plus_rien_et_peut_revenir(d):
    emis = certificat(d)
    corriger(emis.inscription, d, (0, 0))
    assert not Certificat.objects.en_vigueur().exists()
    dernier = Certificat.objects.filter(inscription=emis.inscription).latest("pk")
    assert (dernier.etat, dernier.classe) == ("revoque", "absence")
    corriger(emis.inscription, d, (195, 195))
    assert en_vigueur(emis.inscription).atteint


def test_ce_qui_a_ete_revoque_par_une_personne_le_reste(d):
    emis = certificat(d)
    revoquer_certificat(certificat=emis, par=d.gestionnaire, classe="fraude", motif="Signé par une autre")
    corriger(emis.inscription, d, (195, 150))
    assert [c.etat for c in Certificat.objects.all()] == ["revoque"]


def test_avant_la_cloture_rien_ne_se_delivre(d):
    session = session_tenue(d)
    reexaminer(inscription=session.inscriptions.get(), par=d.gestionnaire, motif="Vu")
    assert not Certificat.objects.exists()


def test_reexaminer_sans_rien_de_nouveau_ne_change_rien(d):
    emis = certificat(d)
    for _ in range(2):
        reexaminer(inscription=emis.inscription, par=d.gestionnaire, motif="Vu")
    assert en_vigueur(emis.inscription) == emis


def test_un_certificat_d_avant_le_detail_par_demi_journee_n_est_pas_remplace_pour_cela(d):
    emis = certificat(d)
    Certificat.objects.filter(pk=emis.pk).update(faits={k: v for k, v in emis.faits.items() if k != "presences"})
    reexaminer(inscription=emis.inscription, par=d.gestionnaire, motif="Vu")
    assert en_vigueur(emis.inscription) == emis


def test_une_correction_et_une_delivrance_en_meme_temps(transactional_db):
    d = distribuer()
    session = session_close(d)
    inscription = session.inscriptions.get()
    ensemble([lambda: delivrer(session, d), lambda: corriger(inscription, d, (195, 0))])
    assert en_vigueur(inscription).faits["minutes_suivies"] == 195


# Any order of deeds

MINUTES = st.tuples(st.sampled_from([0, 60, 120, 195]), st.sampled_from([0, 60, 120, 195]))
GESTES = st.lists(
    st.one_of(
        st.tuples(st.just("corriger"), MINUTES),
        st.tuples(st.just("delivrer"), st.none()),
        st.tuples(st.just("remplacer"), st.sampled_from(["Anne Test", "Zoé Test"])),
        st.tuples(st.just("revoquer"), st.sampled_from(["fraude", "demande"])),
    ),
    max_size=7,
)


@pytest.fixture
def close(d):
    VersionProgramme.objects.update(seuil_assiduite=60)
    return session_close(d)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(gestes=GESTES)
def test_quoi_qu_on_fasse_un_seul_certificat_dit_le_registre(gestes, close, d):
    inscription = close.inscriptions.get()
    _oublier_tout(inscription)
    for geste, valeur in gestes:
        _faire(geste, valeur, inscription, d)
        _verifier(inscription)


def _oublier_tout(inscription) -> None:
    """Hypothesis plays several stories in one test: each starts with nothing issued."""
    Badge.objects.all().delete()
    Acquis.objects.all().delete()
    DocumentDelivre.objects.all().delete()
    Certificat.objects.filter(inscription=inscription).update(remplace=None)
    Certificat.objects.filter(inscription=inscription).delete()


def _faire(geste: str, valeur, inscription, d) -> None:
    actuel = Certificat.objects.filter(inscription=inscription).order_by("pk").last()
    try:
        if geste == "corriger":
            corriger(inscription, d, valeur)
        elif geste == "delivrer":
            delivrer(inscription.session, d)
        elif actuel and geste == "remplacer":
            remplacer_certificat(certificat=actuel, par=d.gestionnaire, motif="Nom", corrections={"titulaire": valeur})
        elif actuel:
            revoquer_certificat(certificat=actuel, par=d.gestionnaire, classe=valeur, motif="Motif")
    except Refus:
        pass


def _verifier(inscription) -> None:
    certificats = list(Certificat.objects.filter(inscription=inscription).order_by("pk"))
    vivants = [c for c in certificats if c.etat == "valide"]
    [assiduite] = assiduites(inscription.session, parmi=[inscription.pk])
    assert len(vivants) <= 1
    for emis in vivants:
        assert emis.faits["minutes_suivies"] == assiduite.minutes_suivies
        assert emis.atteint == assiduite.atteint
    for emis in certificats:
        assert genres(emis) == ({"realisation", "fin_formation", "assiduite"} if emis.atteint else {"assiduite"})
        assert (emis.etat == "remplace") == Certificat.objects.filter(remplace=emis).exists()
    remplaces = [c.remplace_id for c in certificats if c.remplace_id]
    assert len(remplaces) == len(set(remplaces))
