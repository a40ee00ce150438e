from django.db import models
from django.utils.translation import gettext_lazy as _


class Theme(models.Model):
    """What a need or a programme is about; the slug is part of the feeds' addresses."""

    class Specialite(models.TextChoices):
        """The specialities of training that may be ours (NSF, décret n° 94-522 of 21 June 1994), as the BPF asks."""

        PLURISCIENTIFIQUE = "110", _("110 Spécialités pluriscientifiques")
        GESTION = "310", _("310 Spécialités plurivalentes des échanges et de la gestion")
        RESSOURCES_HUMAINES = "315", _("315 Ressources humaines, gestion du personnel et de l'emploi")
        COMMUNICATION = "320", _("320 Spécialités plurivalentes de la communication et de l'information")
        JOURNALISME = "321", _("321 Journalisme et communication")
        IMAGE_ET_SON = "323", _("323 Techniques de l'image et du son, métiers connexes du spectacle")
        BUREAUTIQUE = "324", _("324 Secrétariat, bureautique")
        DOCUMENTATION = "325", _("325 Documentation, bibliothèque, administration des données")
        INFORMATIQUE = "326", _("326 Informatique, traitement de l'information, réseaux de transmission")
        SERVICES = "330", _("330 Spécialités plurivalentes des services aux personnes")
        TRAVAIL_SOCIAL = "332", _("332 Travail social")
        ENSEIGNEMENT = "333", _("333 Enseignement, formation")
        ANIMATION = "335", _("335 Animation culturelle, sportive et de loisirs")
        TERRITOIRE = "341", _("341 Aménagement du territoire, développement, urbanisme")
        DROIT = "345", _("345 Application des droits et statut des personnes")
        APPRENTISSAGES = "412", _("412 Développement des capacités mentales et apprentissages de base")
        COMPORTEMENT = "413", _("413 Développement des capacités comportementales et relationnelles")
        ORGANISATION = "414", _("414 Développement des capacités individuelles d'organisation")
        INSERTION = "415", _("415 Développement des capacités d'orientation, d'insertion ou de réinsertion")

    slug = models.SlugField(_("identifiant"), max_length=60, unique=True)
    nom = models.CharField(_("nom"), max_length=120)
    specialite = models.CharField(_("spécialité de formation (NSF)"), max_length=3, choices=Specialite, blank=True)

    class Meta:
        verbose_name = _("thème")
        verbose_name_plural = _("thèmes")
        ordering = ["nom"]

    def __str__(self):
        return self.nom
