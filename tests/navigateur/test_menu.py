"""The main menu on a desktop."""

import pytest


@pytest.mark.parametrize("role", ["animateur", "concepteur", "gestionnaire", "administrateur"])
def test_the_menu_holds_on_one_line(bureau, connecter, distribution, role):
    connecter(bureau, distribution.personnes[role].email)
    bureau.goto("/")
    lignes = bureau.locator(".navigation li").evaluate_all("els => new Set(els.map(e => e.offsetTop)).size")
    assert lignes == 1
