"""Each business truth is broken by hand, and its breach is named."""

from django.core.files.base import ContentFile

from certificats.actions.certificat import remplacer_certificat
from certificats.models import Acquis, Certificat
from certificats.queries import invariants
from sessions.models import Inscription
from tests.certificats.fabriques import certificat, session_close


def phrases(invariant) -> list[str]:
    return [str(phrase) for phrase in invariant()]


def test_une_base_saine_n_a_pas_de_breche(d):
    certificat(d)
    for invariant in (
        invariants.certificats_sans_assiduite,
        invariants.fichiers_alteres,
        invariants.certificats_valides_en_double,
        invariants.documents_en_trop_ou_manquants,
        invariants.certificats_et_registre,
        invariants.acquis_d_autrui,
    ):
        assert phrases(invariant) == []


def test_une_inscription_qui_n_est_pas_confirmee(d):
    emis = certificat(d)
    Inscription.objects.filter(pk=emis.inscription_id).update(etat="annulee")
    assert emis.numero in phrases(invariants.certificats_sans_assiduite)[0]


def test_une_duree_imprimee_sous_le_seuil(d):
    emis = certificat(d)
    Certificat.objects.filter(pk=emis.pk).update(faits=emis.faits | {"minutes_suivies": 10})
    assert "sous le seuil" in phrases(invariants.certificats_sans_assiduite)[0]


def test_un_fichier_retouche_ou_perdu(d):
    emis = certificat(d)
    stockage, nom = emis.principal.fichier.storage, emis.principal.fichier.name
    stockage.delete(nom)
    assert "introuvable" in phrases(invariants.fichiers_alteres)[0]
    stockage.save(nom, ContentFile(b"%PDF-faux"))
    assert "n'est plus celui" in phrases(invariants.fichiers_alteres)[0]


def test_un_remplace_sans_remplacant(d):
    emis = certificat(d)
    Certificat.objects.filter(pk=emis.pk).update(etat="remplace", motif="Faute")
    assert emis.numero in phrases(invariants.certificats_valides_en_double)[0]


def test_un_remplacant_dont_l_ancien_ne_le_dit_pas(d):
    emis = certificat(d)
    corrections = {"titulaire": "Anne Test"}
    nouveau = remplacer_certificat(certificat=emis, par=d.gestionnaire, motif="Nom", corrections=corrections)
    Certificat.objects.filter(pk=emis.pk).update(etat="revoque", revoque_le=emis.emis_le)
    assert nouveau.numero in phrases(invariants.certificats_valides_en_double)[0]


def test_un_document_en_moins_ou_en_trop(d):
    emis = certificat(d)
    Certificat.objects.filter(pk=emis.pk).update(atteint=False)
    assert emis.numero in phrases(invariants.documents_en_trop_ou_manquants)[0]
    assert "ne dit que des heures" in phrases(invariants.certificats_sans_assiduite)[0]


def test_un_registre_corrige_sans_que_le_certificat_suive(d):
    emis = certificat(d)
    emis.inscription.emargements.update(minutes=100)
    assert emis.numero in phrases(invariants.certificats_et_registre)[0]


def test_une_session_close_sans_ses_certificats(d):
    session = session_close(d)
    assert str(session.inscriptions.get().pk) in phrases(invariants.certificats_et_registre)[0]


def test_une_competence_prouvee_par_autrui(d):
    emis = certificat(d)
    Acquis.objects.update(utilisateur=d.autre_animateur)
    assert emis.numero in phrases(invariants.acquis_d_autrui)[0]
