from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class SessionsConfig(AppConfig):
    name = "sessions"
    label = "seminaires"  # django.contrib.sessions owns the label "sessions"
    verbose_name = _("Sessions")

    def ready(self):
        from sessions.occupations import tenir_les_occupations

        self._suivre_les_changements()
        self._brancher_les_pages()
        self._brancher_le_temps()
        self._brancher_les_messages()
        self._brancher_les_preuves()
        self._brancher_l_effacement()
        post_migrate.connect(tenir_les_occupations, sender=self)

    def _suivre_les_changements(self):
        from auditlog.registry import auditlog

        from sessions import models

        for modele in (models.Lieu, models.Reclamation, models.Amelioration, models.Financeur):
            auditlog.register(modele)
        auditlog.register(models.Session, exclude_fields=["places_prises", "places_reservees", "dernier_ordre"])

    def _brancher_les_pages(self):
        from academie.branchements.accueil import FOURNISSEURS, VITRINES
        from academie.branchements.catalogue import ALTERNATIVES, ENCARTS, SECOURS, SOURCES, Source
        from academie.branchements.demonstration import CHAPITRES
        from academie.branchements.dossier import PAR_PERSONNE, PAR_STRUCTURE
        from academie.branchements.offre import TENUES
        from academie.branchements.regle import EFFETS
        from academie.branchements.suites import FOURNISSEURS as SUITES
        from academie.diffusion.collection import JEUX
        from sessions.demonstration import chapitres
        from sessions.queries import (
            accord,
            accueil,
            animation,
            catalogue,
            dossier,
            effets,
            indicateur_public,
            nouveaute,
            offre,
            positionnement,
            reclamation,
            suites,
        )
        from sessions.resources.session import SESSIONS

        FOURNISSEURS.extend(
            [accueil.accueil, animation.accueil, accord.accueil, positionnement.accueil, reclamation.accueil]
        )
        VITRINES.append(accueil.vitrine)
        PAR_PERSONNE.extend([dossier.positionnements, dossier.accords, dossier.convocations])
        PAR_STRUCTURE.extend([dossier.conventions, dossier.reponses_de_l_employeur])
        ENCARTS.extend([accueil.encart, indicateur_public.encart])
        ALTERNATIVES.append(nouveaute.alternatives_du_programme)
        SOURCES.append(Source(catalogue.marque, catalogue.faits))
        SECOURS.append(catalogue.secours)
        TENUES.append(offre.tenues)
        EFFETS.append(effets.effets)
        SUITES.append(suites.suites_des_programmes)
        CHAPITRES.extend(chapitres())
        JEUX.append(SESSIONS)

    def _brancher_le_temps(self):
        from academie.branchements.noms import APRES_CHANGEMENT
        from academie.branchements.ouverture import APRES_OUVERTURE
        from academie.branchements.periodique import RAPPELS
        from sessions.actions.abonnement import oublier_revoques
        from sessions.actions.accord import expirer_accords, rappeler_accords
        from sessions.actions.offre import expirer_offres
        from sessions.actions.rappel import preparer_rappels
        from sessions.actions.reouverture import rouvrir_les_besoins
        from sessions.actions.reserve import liberer_reserves
        from sessions.actions.sollicitation import solliciter_a_temps
        from sessions.actions.trousse import envoyer_trousses
        from sessions.actions.vie import faire_vivre
        from sessions.tasks.agenda import apres_changement
        from sessions.tasks.alerte import prevenir_apres_ouverture

        APRES_OUVERTURE.append(prevenir_apres_ouverture)
        APRES_CHANGEMENT.append(apres_changement)
        RAPPELS.extend([faire_vivre, expirer_offres, liberer_reserves])
        RAPPELS.extend([rappeler_accords, expirer_accords, preparer_rappels, oublier_revoques])
        RAPPELS.extend([envoyer_trousses, solliciter_a_temps, rouvrir_les_besoins])

    def _brancher_les_messages(self):
        from academie.branchements.gabarits import brancher
        from academie.branchements.pieces import FABRIQUES
        from sessions.notifications.accord import GABARITS as ACCORDS
        from sessions.notifications.gabarits import GABARITS
        from sessions.notifications.groupe import GABARITS as GROUPE
        from sessions.notifications.positionnement import GABARITS as POSITIONNEMENT
        from sessions.queries import convocation, trousse

        brancher(*ACCORDS, *POSITIONNEMENT, *GROUPE, *GABARITS)
        FABRIQUES["trousse"] = trousse.fabriquer_trousse
        FABRIQUES["convocation"] = convocation.fabriquer_convocation

    def _brancher_les_preuves(self):
        from academie.branchements import qualiopi as registre
        from academie.branchements.invariants import INVARIANTS, Invariant
        from sessions.queries import invariants, qualiopi, qualiopi_entree, retours

        registre.brancher(qualiopi.PREUVES, {12: qualiopi.feuilles})
        registre.brancher(qualiopi_entree.PREUVES)
        registre.brancher(retours.PREUVES)
        INVARIANTS.extend(Invariant(nom, breches) for nom, breches in invariants.INVARIANTS.items())

    def _brancher_l_effacement(self):
        from academie.branchements import fusion
        from academie.branchements.effacement import DEVENIRS, DONNEES, EFFACEMENTS, EMPECHEMENTS
        from sessions.actions.effacement import effacer
        from sessions.queries import effacement
        from sessions.queries.fusion import deux_personnes

        EFFACEMENTS.append(effacer)
        EMPECHEMENTS.append(effacement.empechements)
        DEVENIRS.append(effacement.devenirs)
        DONNEES.append(effacement.donnees)
        fusion.EMPECHEMENTS.append(deux_personnes)
