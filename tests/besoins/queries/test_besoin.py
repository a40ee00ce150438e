from besoins.actions.preuve import joindre_signal
from besoins.models import Besoin
from besoins.queries.besoin import appui, avec_preuves
from tests.besoins.fabriques import besoin, besoin_chiffre, besoin_prouve, signal


def lire_appui(fait: Besoin) -> str:
    return appui(avec_preuves(Besoin.objects).get(pk=fait.pk)).replace("\u00a0", " ")


def test_l_appui_reunit_resultats_et_signaux(d):
    fait = besoin_chiffre(d, "Un", 9, 11)
    for titre in ("Premier", "Second"):
        joindre_signal(besoin=fait, signal=signal(titre, note_par=d.concepteur), par=d.concepteur)

    assert lire_appui(fait) == "9 sur 11, soit 81,8 % [52 % – 95 %] ; des signaux notés B2 et B2"


def test_l_appui_d_un_besoin_sans_preuve_ou_avec_un_seul_signal(d):
    assert lire_appui(besoin(d.concepteur, "Un")) == "aucune preuve"
    assert lire_appui(besoin_prouve(d.concepteur, "Deux")) == "un signal noté B2"
