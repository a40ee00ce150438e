"""The index of the folder for the auditor is a page too: valid, readable by everybody, on a phone."""

import io
import zipfile

from academie.actions.qualiopi import demander_dossier_audit
from academie.models import DossierAudit
from academie.queries.qualiopi import ecrire_dossier
from tests.besoins.atelier import version_publiee


def test_le_sommaire(nouvelle_page, distribution, verifier_accessibilite, html_valide):
    version_publiee(distribution)
    demander_dossier_audit(annee=2026, nominatif=True, par=distribution.gestionnaire)
    sortie = io.BytesIO()
    ecrire_dossier(DossierAudit.objects.get(), sortie, lambda faits: None)
    sommaire = zipfile.ZipFile(sortie).read("index.html").decode()

    html_valide(sommaire)
    page = nouvelle_page()
    page.set_content(sommaire)
    for largeur in (1280, 360):
        page.set_viewport_size({"width": largeur, "height": 800})
        verifier_accessibilite(page)
