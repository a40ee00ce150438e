"""An employer that wants to be asked."""

from academie.actions.structure import regler_accord
from sessions.actions.inscription import inscrire
from sessions.models import AccordEmployeur
from tests.sessions.fabriques import session_ouverte

DECIDEUR, SUPPLEANT = "direction@quimper.example", "adjointe@quimper.example"


def exiger_l_accord(structure):
    return regler_accord(
        structure=structure, accord_requis=True, accord_email=DECIDEUR, accord_email_suppleant=SUPPLEANT
    )


def accord_demande(d, *, session=None, personne=None, le=None) -> AccordEmployeur:
    """`d.animateur`, of `d.structure`, enrolled; their employer has not answered yet."""
    personne = personne or d.animateur
    exiger_l_accord(personne.structure)
    del personne.affectations_du_jour
    inscription = inscrire(session=session or session_ouverte(d), utilisateur=personne, par=personne, le=le)
    return AccordEmployeur.objects.get(inscription=inscription)
