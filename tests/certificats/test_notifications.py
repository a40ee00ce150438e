"""Texts of certificates are previewed on a real certificate; those of plans and interviews on none: they are private."""

import pytest

from academie.branchements.gabarits import GABARITS
from tests.certificats.fabriques import certificat

DES_CERTIFICATS = sorted(code for code, un in GABARITS.items() if un.modifiable and code.startswith("certificats/"))


@pytest.mark.parametrize("code", DES_CERTIFICATS)
def test_chaque_texte_a_un_apercu_complet_ou_aucun(d, code):
    gabarit = GABARITS[code]
    prive = any(mot in code for mot in ("plan_", "entretien_"))
    assert prive == (gabarit.exemples is None)
    if gabarit.exemples:
        contexte = gabarit.exemples.contexte(code, str(certificat(d).pk))
        assert set(gabarit.variables) - contexte.keys() == set()
        assert contexte["verification"].startswith("https://exemple.invalid/")
