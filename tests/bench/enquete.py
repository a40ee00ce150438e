"""A survey of a hundred questions answered by ten thousand people: more than a million values. One maker for every bench."""

from django.db import connection
from django.db.models import Count, Max

from besoins.actions.enquete import creer_enquete, ouvrir_enquete
from besoins.actions.question import ajouter_element, ajouter_question
from besoins.models import Enquete, Question, Section

Genre = Question.Genre
REPONDANTS = 10_000
COMPOSITION = {
    Genre.CHOIX_UNIQUE: 45,
    Genre.OUI_NON: 15,
    Genre.ECHELLE: 15,
    Genre.NOMBRE: 10,
    Genre.CHOIX_MULTIPLE: 5,
    Genre.MATRICE: 2,
    Genre.TEXTE_COURT: 8,
}
LIBELLES = {
    Genre.CHOIX_UNIQUE: ["Jamais", "Parfois", "Souvent", "Toujours"],
    Genre.CHOIX_MULTIPLE: ["Accueil", "Matériel", "Réseau", "Formation", "Sécurité"],
    Genre.MATRICE: ["Chercher", "Publier", "Protéger", "Coopérer"],
}


def grande_enquete(par, titre: str = "Grande enquête") -> Enquete:
    """Open, of named answers, without an answer yet: `remplir` gives them."""
    enquete = creer_enquete(enquete=Enquete(titre=titre), par=par)
    numero = 0
    for genre, combien in COMPOSITION.items():
        section = ajouter_element(element=Section(enquete=enquete, titre=str(genre.label)))
        bornes = {"minimum": 1, "maximum": 5} if genre in Question.AVEC_DEGRES else {}
        for _ in range(combien):
            numero += 1
            question = Question(section=section, genre=genre, intitule=f"Question {numero} ?", **bornes)
            ajouter_question(question=question, libelles=LIBELLES.get(genre, []))
    return ouvrir_enquete(enquete=enquete)


def remplir(enquete: Enquete, repondants: int = REPONDANTS) -> None:
    """More answers, by the database: what is drawn hangs on the keys alone, and values lie as people send them."""
    derniere, deja = enquete.reponses.aggregate(derniere=Max("pk"), deja=Count("*")).values()
    with connection.cursor() as curseur:
        curseur.execute(REPONSES, [deja + 1, deja + repondants, enquete.pk])
        curseur.execute(VALEURS, [enquete.pk, derniere or 0])
        curseur.execute("analyze")


REPONSES = """
with recursive rangs(rang) as (select %s union all select rang + 1 from rangs where rang < %s)
insert into besoins_reponse (enquete_id, libelle, region_id, niveau, nature, role, poids, etat,
                             commencee_le, soumise_le, maj_le)
select e.id, 'Structure ' || rang,
       (select min(id) + rang / 5 %% 2 * (max(id) - min(id)) from academie_territoire where genre = 'region'),
       case rang %% 3 when 0 then 'commune' when 1 then 'epci' else 'departement' end,
       case rang / 3 %% 3 when 0 then 'espace' when 1 then 'association' else 'collectivite' end,
       case rang / 7 %% 2 when 0 then 'structure' else 'animateur' end,
       (1 + rang %% 3) / 2.0, 'soumise', e.ouverte_le, e.ouverte_le, e.ouverte_le
from rangs, besoins_enquete e where e.id = %s
"""
VALEURS = """
with tirages as (
    select r.id as reponse, q.id as question, q.genre, coalesce(q.maximum, 400) as degres,
           (r.id * 48271 + q.id * 69621) %% 2147483647 * 16807 %% 2147483647 as hasard
    from besoins_reponse r
    join besoins_section s on s.enquete_id = r.enquete_id
    join besoins_question q on q.section_id = s.id
    where r.enquete_id = %s and r.id > %s
), choix as (
    select id, question_id, row_number() over (partition by question_id order by ordre) as rang,
           count(*) over (partition by question_id) as nombre
    from besoins_option
)
insert into besoins_valeur (reponse_id, question_id, option_id, nombre, maitrise, texte)
select t.reponse, t.question, c.id,
       case when t.genre in ('echelle', 'nombre') then 1 + t.hasard %% t.degres
            when t.genre = 'matrice' then 1 + t.hasard / c.rang %% 5 end,
       case when t.genre = 'matrice' then 1 + t.hasard / 7 / c.rang %% 5 end,
       case when t.genre = 'texte_court' then 'besoin ' || (1 + t.hasard %% 500) else '' end
from tirages t left join choix c on c.question_id = t.question
where c.id is null or t.genre = 'matrice' or (t.hasard + c.rang) %% c.nombre < case t.genre when 'choix_multiple' then 2 else 1 end
order by t.reponse
"""
