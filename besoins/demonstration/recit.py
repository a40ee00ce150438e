"""The chapters of this house, in the order of the story."""

from besoins.demonstration.barometre import raconter_barometre
from besoins.demonstration.besoins import raconter_besoins, raconter_preuves, raconter_suites
from besoins.demonstration.codage import raconter_codage
from besoins.demonstration.commentaire import raconter_commentaires
from besoins.demonstration.enquete import raconter_enquete
from besoins.demonstration.etude_2013 import raconter_etude
from besoins.demonstration.matrices import raconter_table_publiee, raconter_vagues
from besoins.demonstration.plan import raconter_plans
from besoins.demonstration.programme import raconter_programmes
from besoins.demonstration.ressource import raconter_ressources
from besoins.demonstration.theme import raconter_themes
from besoins.demonstration.veille import raconter_signaux

RECIT = [
    ("thèmes", raconter_themes),
    ("étude de 2013", raconter_etude),
    ("table publiée", raconter_table_publiee),
    ("deux vagues", raconter_vagues),
    ("baromètre", raconter_barometre),
    ("signaux", raconter_signaux),
    ("besoins", raconter_besoins),
    ("enquête en cours", raconter_enquete),
    ("textes libres", raconter_codage),
    ("preuves", raconter_preuves),
    ("ressources", raconter_ressources),
    ("programmes", raconter_programmes),
    ("commentaires", raconter_commentaires),
    ("suites des besoins", raconter_suites),
    ("plans annuels", raconter_plans),
]
