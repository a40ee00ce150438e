from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CertificatsConfig(AppConfig):
    name = "certificats"
    verbose_name = _("Certificats et parcours")

    def ready(self):
        self._verifier_le_cachet()
        self._suivre_les_changements()
        self._brancher_les_pages()
        self._brancher_les_suites()
        self._brancher_le_parcours()
        self._brancher_les_invariants()
        self._brancher_l_effacement()

    def _verifier_le_cachet(self):
        """A seal that cannot sign is said at start, not when certificates are issued."""
        from django.conf import settings
        from django.core.exceptions import ImproperlyConfigured

        from certificats.cles import CleIllisible, lire_operateur

        if settings.CACHET_CLE or settings.CACHET_CERTIFICAT:
            try:
                lire_operateur(settings.CACHET_CLE, settings.CACHET_CERTIFICAT)
            except CleIllisible as erreur:
                raise ImproperlyConfigured(str(erreur)) from erreur

    def _suivre_les_changements(self):
        from auditlog.registry import auditlog

        from certificats import models

        auditlog.register(models.Certificat, include_fields=["etat", "classe", "motif", "revoque_le"])
        auditlog.register(models.CleEmission, include_fields=["kid", "usage", "retiree_le", "compromise_le"])
        auditlog.register(models.FichePoste)
        auditlog.register(models.Exigence)
        auditlog.register(models.Poste)
        auditlog.register(models.Reconnaissance, include_fields=["etat", "close_le"])
        auditlog.register(models.AvisReconnaissance, include_fields=["favorable"])

    def _brancher_les_pages(self):
        from academie.branchements import qualiopi as registre
        from academie.branchements.accueil import FOURNISSEURS
        from academie.branchements.catalogue import SUGGESTIONS
        from academie.branchements.cockpit import ENCARTS
        from academie.branchements.demonstration import CHAPITRES
        from academie.branchements.dossier import PAR_PERSONNE
        from academie.branchements.pilotage import CERTIFIEES
        from academie.branchements.suites import FOURNISSEURS as SUITES
        from certificats.demonstration import chapitres
        from certificats.queries import accueil, qualiopi, suites
        from certificats.queries.certificat import encart
        from certificats.queries.dossier import certificats
        from certificats.queries.pilotage import certifiees
        from certificats.queries.suggestion import suggestions

        ENCARTS.append(encart)
        PAR_PERSONNE.append(certificats)
        FOURNISSEURS.append(accueil.apport)
        SUGGESTIONS.append(suggestions)
        registre.brancher(qualiopi.PREUVES)
        CERTIFIEES.append(certifiees)
        SUITES.append(suites.suites_des_programmes)
        CHAPITRES.extend(chapitres())

    def _brancher_les_suites(self):
        """What this house does when others act, and the messages that it then writes."""
        from academie.branchements import gabarits
        from academie.branchements.cloture import APRES_CLOTURE
        from academie.branchements.correction import APRES_CORRECTION
        from academie.branchements.periodique import RAPPELS
        from certificats import notifications
        from certificats.actions.correction import reexaminer
        from certificats.tasks.campagne import delivrer, reprendre_les_campagnes

        APRES_CLOTURE.append(delivrer)
        APRES_CORRECTION.append(reexaminer)
        RAPPELS.append(reprendre_les_campagnes)
        gabarits.brancher(*notifications.GABARITS)

    def _brancher_le_parcours(self):
        """What is said of competences: at the closing of a session, and claims of experience."""
        from academie.branchements.accueil import FOURNISSEURS
        from academie.branchements.cloture import APRES_CLOTURE
        from academie.branchements.periodique import RAPPELS
        from academie.branchements.personne import PROVENANCES
        from certificats.actions.entretien import rappeler_entretiens
        from certificats.actions.importation import oublier_imports
        from certificats.actions.positionnement import noter_positionnements
        from certificats.actions.reconnaissance import oublier_pieces
        from certificats.queries import fiche_poste, reconnaissance
        from certificats.queries.importation import provenance
        from certificats.tasks.importation import reprendre_les_imports

        APRES_CLOTURE.append(noter_positionnements)
        RAPPELS.append(oublier_pieces)
        RAPPELS.extend([oublier_imports, reprendre_les_imports])
        PROVENANCES.append(provenance)
        RAPPELS.append(rappeler_entretiens)
        FOURNISSEURS.extend([reconnaissance.accueil, fiche_poste.accueil])

    def _brancher_les_invariants(self):
        from academie.branchements.invariants import INVARIANTS, Invariant
        from certificats.queries import invariants
        from certificats.queries.invariants_acquis import acquis_hors_de_l_echelle, acquis_sans_deux_avis

        INVARIANTS.extend(
            [
                Invariant(
                    "Un certificat porte sur une inscription confirmée et une assiduité au seuil",
                    invariants.certificats_sans_assiduite,
                ),
                Invariant("Le fichier d'un certificat est celui qui a été délivré", invariants.fichiers_alteres),
                Invariant(
                    "Une inscription a un seul certificat en vigueur, remplacé par un seul autre",
                    invariants.certificats_valides_en_double,
                ),
                Invariant(
                    "Un certificat a les documents que la règle donne", invariants.documents_en_trop_ou_manquants
                ),
                Invariant(
                    "Une session close a délivré ses certificats, aux heures du registre",
                    invariants.certificats_et_registre,
                ),
                Invariant(
                    "Une compétence est prouvée par un certificat de la même personne", invariants.acquis_d_autrui
                ),
                Invariant(
                    "Un acquis reconnu repose sur deux avis favorables de personnes différentes",
                    acquis_sans_deux_avis,
                ),
                Invariant("Une compétence est prouvée à un niveau du référentiel", acquis_hors_de_l_echelle),
            ]
        )

    def _brancher_l_effacement(self):
        from academie.branchements.effacement import DEVENIRS, DONNEES, EFFACEMENTS
        from academie.branchements.periodique import RAPPELS
        from certificats.actions.consultation import oublier_consultations
        from certificats.actions.effacement import effacer
        from certificats.queries import effacement

        EFFACEMENTS.append(effacer)
        RAPPELS.append(oublier_consultations)
        DEVENIRS.append(effacement.devenirs)
        DONNEES.append(effacement.donnees)
