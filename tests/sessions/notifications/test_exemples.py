"""Every text of a session that a gestionnaire may rewrite is previewed on a real enrolment, with nothing left blank by mistake."""

import pytest

from academie.branchements.gabarits import GABARITS
from sessions.actions.inscription import inscrire
from tests.sessions.fabriques import session_ouverte

DES_SESSIONS = sorted(code for code, un in GABARITS.items() if un.modifiable and code.startswith("sessions/"))


@pytest.mark.parametrize("code", DES_SESSIONS)
def test_chaque_texte_a_un_apercu_complet(d, code):
    inscription = inscrire(session=session_ouverte(d), utilisateur=d.animateur, par=d.animateur)
    gabarit = GABARITS[code]
    contexte = gabarit.exemples.contexte(code, str(inscription.pk))
    assert set(gabarit.variables) - contexte.keys() == set()
