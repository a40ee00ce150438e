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
        from academie.branchements.dossier import PAR_PERSONNE, PAR_STRUCTURE
        from academie.branchements.gabarits import brancher
        from academie.branchements.invariants import INVARIANTS, Invariant
        from academie.branchements.offre import TENUES
        from academie.branchements.ouverture import APRES_OUVERTURE
        from academie.branchements.periodique import RAPPELS
        from academie.branchements.pieces import FABRIQUES
        from academie.branchements.regle import EFFETS
        from academie.branchements.suites import FOURNISSEURS as SUITES
        from sessions import models
        from sessions.actions.accord import expirer_accords, rappeler_accords
        from sessions.actions.offre import expirer_offres
        from sessions.actions.rappel import preparer_rappels
        from sessions.actions.reouverture import rouvrir_les_besoins
        from sessions.actions.reserve import liberer_reserves
        from sessions.actions.sollicitation import solliciter_a_temps
        from sessions.actions.trousse import envoyer_trousses
        from sessions.actions.vie import faire_vivre
        from sessions.demonstration import chapitres
        from sessions.notifications.accord import GABARITS as ACCORDS
        from sessions.notifications.gabarits import GABARITS
        from sessions.notifications.groupe import GABARITS as GROUPE
        from sessions.notifications.positionnement import GABARITS as POSITIONNEMENT
        from sessions.occupations import tenir_les_occupations
        from sessions.queries import (
            accord,
            accueil,
            animation,
            catalogue,
            convocation,
            dossier,
            effets,
            indicateur_public,
            invariants,
            offre,
            positionnement,
            qualiopi,
            qualiopi_entree,
            reclamation,
            retours,
            suites,
            trousse,
        )
        from sessions.tasks.alerte import prevenir_apres_ouverture

        for modele in (models.Lieu, models.Reclamation, models.Amelioration, models.Financeur):
            auditlog.register(modele)
        auditlog.register(models.Session, exclude_fields=["places_prises", "places_reservees", "dernier_ordre"])
        FOURNISSEURS.extend([accueil.accueil, animation.accueil, accord.accueil, positionnement.accueil, reclamation.accueil])
        VITRINES.append(accueil.vitrine)
        PAR_PERSONNE.extend([dossier.positionnements, dossier.accords, dossier.convocations])
        PAR_STRUCTURE.extend([dossier.conventions, dossier.reponses_de_l_employeur])
        ENCARTS.extend([accueil.encart, indicateur_public.encart])
        SOURCES.append(Source(catalogue.marque, catalogue.faits))
        SECOURS.append(catalogue.secours)
        TENUES.append(offre.tenues)
        APRES_OUVERTURE.append(prevenir_apres_ouverture)
        RAPPELS.extend([faire_vivre, expirer_offres, liberer_reserves])
        RAPPELS.extend([rappeler_accords, expirer_accords, preparer_rappels])
        brancher(*ACCORDS, *POSITIONNEMENT, *GROUPE, *GABARITS)
        EFFETS.append(effets.effets)
        RAPPELS.append(envoyer_trousses)
        FABRIQUES["trousse"] = trousse.fabriquer_trousse
        FABRIQUES["convocation"] = convocation.fabriquer_convocation
        registre.brancher(qualiopi.PREUVES, {12: qualiopi.feuilles})
        registre.brancher(qualiopi_entree.PREUVES)
        registre.brancher(retours.PREUVES)
        RAPPELS.extend([solliciter_a_temps, rouvrir_les_besoins])
        SUITES.append(suites.suites_des_programmes)
        INVARIANTS.extend(Invariant(nom, breches) for nom, breches in invariants.INVARIANTS.items())
        CHAPITRES.extend(chapitres())
        post_migrate.connect(tenir_les_occupations, sender=self)
