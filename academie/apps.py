from functools import wraps

from django.apps import AppConfig
from django.db.models.signals import class_prepared, post_migrate
from django.utils.translation import gettext_lazy as _


class AcademieConfig(AppConfig):
    name = "academie"
    verbose_name = _("Académie : personnes, territoires, droits")

    def ready(self):
        from auditlog.registry import auditlog

        from academie import models
        from academie.actions.doublon import proposer_doublons
        from academie.actions.fusion import oublier_mouvements
        from academie.actions.qualiopi import oublier_dossiers_audit
        from academie.branchements import qualiopi as registre
        from academie.branchements.demonstration import CHAPITRES
        from academie.branchements.periodique import RAPPELS
        from academie.demonstration import chapitres
        from academie.diffusion.collection import JEUX
        from academie.queries.qualiopi import PREUVES
        from academie.queries.regle import valeurs_decidees
        from academie.recherche import tenir_les_index
        from academie.regles.memoire import memoire
        from academie.resources.territoire import TERRITOIRES, THEMES
        from academie.tasks import veiller_aux_messages

        for modele in (models.Affectation, models.Organisme, models.PieceQualiopi, models.Structure, models.Theme):
            auditlog.register(modele)
        auditlog.register(models.ValeurRegle)
        auditlog.register(models.Utilisateur, exclude_fields=["password", "last_login", "recherche"])
        self._brancher_l_effacement()
        memoire.lire = valeurs_decidees
        registre.brancher(PREUVES)
        RAPPELS.extend([oublier_mouvements, proposer_doublons])
        RAPPELS.extend([oublier_dossiers_audit, veiller_aux_messages])
        CHAPITRES.extend(chapitres())
        JEUX.extend([TERRITOIRES, THEMES])
        post_migrate.connect(tenir_les_index)
        alleger_les_migrations()

    def _brancher_l_effacement(self):
        from academie.actions.effacement import executer_effacements
        from academie.branchements.effacement import DEVENIRS, DONNEES, EMPECHEMENTS
        from academie.branchements.periodique import RAPPELS
        from academie.queries import effacement

        EMPECHEMENTS.extend([effacement.seule_administratrice, effacement.adresses_de_reponse])
        DEVENIRS.append(effacement.devenirs_du_compte)
        DONNEES.append(effacement.donnees_du_compte)
        RAPPELS.append(executer_effacements)


def alleger_les_migrations() -> None:
    """Let the historical models of migrations listen to no other model: they have no transition to collect.

    django-fsm-2 connects a receiver for each state field of each model made; a migration makes thousands of models, and
    calling every receiver for each of them took two thirds of `migrate` on a new database.
    """
    from django_fsm import FSMFieldMixin

    contribuer = FSMFieldMixin.contribute_to_class

    @wraps(contribuer)
    def contribute_to_class(champ, cls, name, **options):
        contribuer(champ, cls, name, **options)
        if cls.__module__ == "__fake__":
            class_prepared.disconnect(champ._collect_transitions)

    FSMFieldMixin.contribute_to_class = contribute_to_class
