from pathlib import Path

import academie
from academie.actions.referentiel import importer_referentiel
from besoins.demonstration.besoins import raconter_besoins
from besoins.demonstration.commentaire import raconter_commentaires
from besoins.demonstration.etude_2013 import raconter_etude
from besoins.demonstration.programme import raconter_programmes
from besoins.demonstration.theme import raconter_themes
from besoins.demonstration.veille import raconter_signaux
from besoins.models import Commentaire, Intervention

DIGCOMP = Path(academie.__file__).parent / "donnees" / "referentiels" / "digcomp-2.2.json"


def test_l_equipe_se_parle_une_fois(troupe):
    importer_referentiel(fichier=DIGCOMP)
    for chapitre in (raconter_themes, raconter_etude, raconter_signaux, raconter_besoins, raconter_programmes):
        chapitre()

    for _ in range(2):
        raconter_commentaires()

    assert sorted(Commentaire.objects.values_list("etat", flat=True)) == ["accepte", "ouvert", "ouvert"]
    assert Intervention.objects.count() == 5
    suggestion = Commentaire.objects.get(etat="accepte")
    module = suggestion.version.modules.first()
    assert module.supports == suggestion.proposition
