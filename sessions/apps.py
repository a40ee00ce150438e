from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class SessionsConfig(AppConfig):
    name = "sessions"
    label = "seminaires"  # django.contrib.sessions owns the label "sessions"
    verbose_name = _("Sessions")

    def ready(self):
        from auditlog.registry import auditlog

        from academie.branchements import qualiopi as registre
        from academie.branchements.accueil import FOURNISSEURS, VITRINES
        from academie.branchements.catalogue import ENCARTS, SECOURS, SOURCES, Source
        from academie.branchements.demonstration import CHAPITRES
        from academie.branchements.invariants import INVARIANTS, Invariant
        from academie.branchements.offre import TENUES
        from academie.branchements.ouverture import APRES_OUVERTURE
        from academie.branchements.periodique import RAPPELS
        from academie.branchements.suites import FOURNISSEURS as SUITES
        from sessions import models
        from sessions.actions.vie import faire_vivre
        from sessions.actions.reouverture import rouvrir_les_besoins
        from sessions.actions.sollicitation import solliciter_a_temps
        from sessions.demonstration import chapitres
        from sessions.occupations import tenir_les_occupations
        from sessions.queries import accueil, animation, catalogue, invariants, offre, qualiopi, suites
        from sessions.tasks.alerte import prevenir_apres_ouverture

        for modele in (models.Lieu, models.Reclamation, models.Amelioration, models.Financeur):
            auditlog.register(modele)
        auditlog.register(models.Session, exclude_fields=["places_prises", "places_reservees", "dernier_ordre"])
        FOURNISSEURS.extend([accueil.accueil, animation.accueil])
        VITRINES.append(accueil.vitrine)
        ENCARTS.append(accueil.encart)
        SOURCES.append(Source(catalogue.marque, catalogue.faits))
        SECOURS.append(catalogue.secours)
        TENUES.append(offre.tenues)
        APRES_OUVERTURE.append(prevenir_apres_ouverture)
        RAPPELS.append(faire_vivre)
        registre.brancher(qualiopi.PREUVES, {12: qualiopi.feuilles})
        RAPPELS.extend([solliciter_a_temps, rouvrir_les_besoins])
        SUITES.append(suites.suites_des_programmes)
        INVARIANTS.extend(Invariant(nom, breches) for nom, breches in invariants.INVARIANTS.items())
        CHAPITRES.extend(chapitres())
        post_migrate.connect(tenir_les_occupations, sender=self)
