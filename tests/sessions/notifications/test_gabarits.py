"""Every message of a session may be rewritten, and what comes with the product is itself right."""

from pathlib import Path

import pytest
from django.conf import settings

from academie.branchements.gabarits import GABARITS
from academie.courrier.places import fautes
from academie.queries.gabarit import apercu, texte_d_origine
from sessions.actions.inscription import inscrire
from sessions.queries.message import inscriptions_d_exemple
from tests.sessions.fabriques import session_ouverte

DOSSIER = Path(settings.RACINE) / "templates"
CODES = sorted(str(fichier.relative_to(DOSSIER)) for fichier in DOSSIER.glob("sessions/messages/*.txt"))


@pytest.mark.parametrize("code", CODES)
def test_chaque_message_est_decrit_et_se_reecrit(code):
    gabarit, texte = GABARITS[code], texte_d_origine(code)
    assert gabarit.modifiable
    assert gabarit.titre
    assert gabarit.quand
    assert gabarit.a_qui
    assert fautes(texte.sujet, gabarit.variables) == []
    assert fautes(texte.texte, gabarit.variables, gabarit.obligatoires) == []


def test_aucun_message_decrit_ne_manque():
    assert [code for code in GABARITS if code.startswith("sessions/") and code not in CODES] == []


def test_l_apercu_montre_une_vraie_inscription_sans_lien_personnel(d, client):
    session = session_ouverte(d)
    inscrire(session=session, utilisateur=d.animateur, par=d.animateur)
    [(cle, libelle)] = inscriptions_d_exemple("terminaux Test")
    assert "Animateur Test" in libelle
    assert inscriptions_d_exemple("ANÍM") == [(cle, libelle)]
    assert inscriptions_d_exemple("personne de ce nom") == []
    for code, gabarit in GABARITS.items():
        if gabarit.exemples and code.startswith("sessions/"):
            vu = apercu(gabarit, texte_d_origine(gabarit.code), cle)
            assert "{{" not in vu.sujet + vu.texte
            assert "/alertes/" not in vu.texte
            assert "/emargement/" not in vu.texte
    vu = apercu(
        GABARITS["sessions/messages/offre_proposee.txt"], texte_d_origine("sessions/messages/offre_proposee.txt"), cle
    )
    assert "Bonjour Animateur," in vu.texte
    assert '<p class="bouton"><a href="https://exemple.invalid/' in vu.html
