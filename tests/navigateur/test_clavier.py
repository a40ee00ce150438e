"""With the keyboard alone."""


def test_each_stop_of_the_keyboard_is_seen(bureau, connecter, distribution):
    connecter(bureau, distribution.animateur.email)
    bureau.goto("/parcours/")
    vus = []
    while len(vus) < 80:
        bureau.keyboard.press("Tab")
        arret = bureau.evaluate(
            "() => { const e = document.activeElement; return [e.tagName, e.innerText, getComputedStyle(e).outlineWidth] }"
        )
        if arret[0] == "BODY":
            break
        vus.append(arret)
    assert "Mes compétences" in [texte for _nom, texte, _trait in vus]
    assert [arret for arret in vus if arret[2] != "3px"] == []
