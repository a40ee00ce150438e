"""What proves an attendance: judged by its content, sealed."""

import pytest
from django.core.files.storage import default_storage

from academie.regles import Refus
from sessions.actions.declaration import declarer_absence
from sessions.actions.emargement import contresigner
from sessions.actions.piece import joindre_piece, justifier_absence
from sessions.models import Emargement, EnregistrementPresence, PiecePresence, Session
from sessions.queries.registre import registres_intacts
from tests.sessions.emargements import demi_journee, inscription_de, ouvrir, session_au, signer
from tests.sessions.pieces import JOURNAL, PDF, fichier, image


@pytest.fixture
def session(d):
    return session_au(d, personnes=[d.animateur, d.autre_animateur])


@pytest.fixture
def ouvert(session, d):
    return ouvrir(demi_journee(session), d)


def refuse(acte, champ=None, **kwargs) -> str:
    with pytest.raises(Refus) as refus:
        acte(**kwargs)
    assert refus.value.champ == champ
    assert not PiecePresence.objects.exists()
    return str(refus.value).replace("\xa0", " ")


@pytest.mark.parametrize(("contenu", "suffixe"), [(PDF, "pdf"), (image(), "jpg"), (image("PNG"), "png")])
def test_une_feuille_se_garde_sous_un_nom_a_nous(ouvert, d, contenu, suffixe):
    piece = joindre_piece(creneau=ouvert, nature="feuille", fichier=fichier(contenu), par=d.formateur)
    assert piece.fichier.name.startswith(f"presences/{piece.empreinte[:32]}")
    assert piece.fichier.name.endswith(f".{suffixe}")
    with piece.fichier.open() as garde:
        assert garde.read() == contenu
    assert EnregistrementPresence.objects.filter(genre="piece", contenu__contains=piece.empreinte).count() == 1
    assert list(registres_intacts()) == []


def test_le_meme_fichier_deux_fois_est_garde_une_fois(ouvert, d):
    pieces = {joindre_piece(creneau=ouvert, nature="feuille", fichier=fichier(), par=d.formateur) for _clic in range(2)}
    assert len(pieces) == PiecePresence.objects.count() == 1


@pytest.mark.parametrize(
    "contenu", [b"<html>", b"%PDF-1.4 coupe", image()[:80], b"\x89PNG\r\n\x1a\n" + b"0" * 200, JOURNAL, b"GIF89a"]
)
def test_un_fichier_d_une_autre_nature_est_refuse(ouvert, d, contenu):
    raison = refuse(
        joindre_piece, "fichier", creneau=ouvert, nature="feuille", fichier=fichier(contenu, "feuille.pdf"), par=d.formateur
    )  # fmt: skip
    assert "PDF" in raison


def test_un_fichier_trop_lourd_est_refuse(ouvert, d):
    gros = fichier(PDF + b"0" * 10 * 1024 * 1024)
    raison = refuse(joindre_piece, "fichier", creneau=ouvert, nature="feuille", fichier=gros, par=d.formateur)
    assert "10 Mo" in raison


@pytest.mark.parametrize("contenu", [b"", b"\x00\x01\x02", PDF[:0] + b"PK\x03\x04rien"])
def test_un_journal_qui_n_en_est_pas_un_est_refuse(ouvert, d, contenu):
    raison = refuse(
        joindre_piece, "fichier", creneau=ouvert, nature="journal", fichier=fichier(contenu), par=d.formateur
    )
    assert "ne se lit pas" in raison


def test_rien_ne_se_joint_avant_l_ouverture(session, d):
    ferme = demi_journee(session, 1)
    assert "pas ouvert" in refuse(joindre_piece, creneau=ferme, nature="feuille", fichier=fichier(), par=d.formateur)


def test_rien_ne_se_joint_a_une_session_archivee(ouvert, session, d):
    Session.objects.filter(pk=session.pk).update(etat="archivee", cloturee_le=ouvert.fin, archivee_le=ouvert.fin)
    assert "archivée" in refuse(joindre_piece, creneau=ouvert, nature="feuille", fichier=fichier(), par=d.formateur)


def test_justifier_une_absence_meme_une_fois_scellee(ouvert, session, d):
    inscription = inscription_de(session, d.animateur)
    contresigner(creneau=ouvert, par=d.formateur, le=ouvert.fin)
    commun = {"creneau": ouvert, "inscription": inscription, "par": d.gestionnaire, "motif": "Convocation"}
    for _clic in range(2):
        piece = justifier_absence(fichier=fichier(image()), **commun)
    emargement = Emargement.objects.get(inscription=inscription)
    assert (emargement.absent, emargement.minutes, emargement.justifiee) == (True, 0, True)
    assert (piece.nature, piece.inscription) == ("justificatif", inscription)
    assert EnregistrementPresence.objects.filter(genre="piece").count() == 1
    assert list(registres_intacts()) == []


def test_on_ne_justifie_pas_une_presence(ouvert, session, d):
    inscription = inscription_de(session, d.animateur)
    commun = {"creneau": ouvert, "inscription": inscription, "par": d.formateur}
    assert "Aucune absence" in refuse(justifier_absence, fichier=fichier(), **commun)
    signer(ouvert, inscription)
    assert "Aucune absence" in refuse(justifier_absence, fichier=fichier(), **commun)


def test_un_fichier_change_ou_perdu_se_voit(ouvert, session, d):
    inscription = inscription_de(session, d.animateur)
    declarer_absence(creneau=ouvert, inscription=inscription, par=d.formateur)
    piece = justifier_absence(creneau=ouvert, inscription=inscription, fichier=fichier(), par=d.formateur)
    with default_storage.open(piece.fichier.name, "wb") as garde:
        garde.write(PDF.replace(b"une", b"Une"))
    assert any("a changé" in breche for breche in registres_intacts())
    default_storage.delete(piece.fichier.name)
    assert any("manque" in breche for breche in registres_intacts())


@pytest.mark.parametrize("champs", [{"nature": "journal"}, {"empreinte": "f" * 64}, {"fichier": "ailleurs.pdf"}])
def test_une_piece_changee_en_base_se_voit(ouvert, d, champs):
    piece = joindre_piece(creneau=ouvert, nature="feuille", fichier=fichier(), par=d.formateur)
    PiecePresence.objects.filter(pk=piece.pk).update(**champs)
    assert any(f"pièce {piece.pk}" in breche for breche in registres_intacts())
    PiecePresence.objects.all().delete()
    assert any("a disparu" in breche for breche in registres_intacts())
