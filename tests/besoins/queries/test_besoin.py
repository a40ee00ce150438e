from besoins.actions.besoin import deplacer_besoin
from besoins.actions.preuve import deriver_besoin_d_option, joindre_signal
from besoins.models import Besoin, Preuve
from besoins.queries.besoin import besoins_ordonnes
from tests.besoins.fabriques import besoin, besoin_prouve, enquete_ouverte, repondre, signal


def lire(**criteres) -> dict[str, tuple[str, str]]:
    lignes = besoins_ordonnes(Besoin.objects.all(), **criteres)
    return {
        ligne.besoin.titre: (
            ligne.appui.replace("\u00a0", " "),
            ligne.explication.replace("\u00a0", " "),
        )
        for ligne in lignes
    }


def besoins_chiffres(d, **parts: tuple[int, int]) -> list[Besoin]:
    """A need for each name, whose frozen evidence is k/n."""
    faite = enquete_ouverte(d.concepteur)
    repondre(faite, d.structure, "Formation")
    faits = []
    for (titre, (k, n)), libelle in zip(parts.items(), ("Formation", "Matériel", "Réseau"), strict=False):
        derive = deriver_besoin_d_option(option=faite.option(libelle), par=d.concepteur)
        Besoin.objects.filter(pk=derive.pk).update(titre=titre)
        Preuve.objects.filter(besoin=derive).update(k=k, n=n)
        faits.append(derive)
    return faits


def test_chaque_rang_dit_si_les_reponses_departagent(d):
    besoins_chiffres(d, Un=(90, 100), Deux=(85, 100), Trois=(10, 100))

    lignes = lire()

    assert lignes["Un"][1] == "Placé en tête."
    assert lignes["Deux"][1] == (
        "Placé après « Un » par choix : leurs intervalles se recouvrent, les réponses ne les départagent pas."
    )
    assert lignes["Trois"][1] == "Placé après « Deux », nettement plus exprimé."


def test_un_rang_contre_les_chiffres_se_dit(d):
    faits = besoins_chiffres(d, Un=(90, 100), Deux=(10, 100))
    deplacer_besoin(besoin=faits[1], sens="monter", depuis=2)

    assert lire()["Un"][1] == "Placé après « Deux » par choix, bien que nettement plus exprimé que lui."


def test_sans_chiffres_le_rang_est_un_choix(d):
    besoin(d.concepteur, "Un")
    besoin_prouve(d.concepteur, "Deux")

    assert lire() == {
        "Un": ("aucune preuve", "Placé en tête."),
        "Deux": (
            "un signal noté B2",
            "Placé après « Un » par choix : aucun résultat d'enquête ne permet de les comparer.",
        ),
    }


def test_l_appui_reunit_resultats_et_signaux(d):
    [chiffre] = besoins_chiffres(d, Un=(9, 11))
    for titre in ("Premier", "Second"):
        joindre_signal(besoin=chiffre, signal=signal(titre, note_par=d.concepteur), par=d.concepteur)

    assert lire()["Un"][0] == "9 sur 11, soit 81,8 % [52 % – 95 %] ; des signaux notés B2 et B2"


def test_un_filtre_ne_change_pas_l_explication(d):
    besoin(d.concepteur, "Un")
    besoin(d.concepteur, "Deux")

    assert "Placé après « Un »" in lire(q="deux")["Deux"][1]
