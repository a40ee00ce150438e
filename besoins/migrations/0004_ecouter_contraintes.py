from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('besoins', '0003_reprendre_l_existant'),
    ]

    operations = [
        migrations.RemoveField(
            model_name='besoin',
            name='rang',
        ),
        migrations.RemoveField(
            model_name='signal',
            name='note_par',
        ),
        migrations.AddIndex(
            model_name='besoin',
            index=models.Index(fields=['etat', 'porte'], name='besoin_etat_porte'),
        ),
        migrations.AddIndex(
            model_name='besoin',
            index=models.Index(fields=['recu_le', 'id'], name='besoin_recus'),
        ),
        migrations.AddIndex(
            model_name='invitation',
            index=models.Index(fields=['enquete', 'nom', 'id'], name='invitation_nom'),
        ),
        migrations.AddIndex(
            model_name='signal',
            index=models.Index(fields=['axe', '-observe_le'], name='signal_par_axe'),
        ),
        migrations.AddIndex(
            model_name='valeur',
            index=models.Index(fields=['question', 'option', 'nombre', 'reponse'], name='valeur_comptes'),
        ),
        migrations.AddConstraint(
            model_name='besoin',
            constraint=models.CheckConstraint(condition=models.Q(('etat', 'regroupe'), models.Q(('decide_le', None), ('decide_par', None), ('etat__in', ['recu', 'qualifie'])), models.Q(('decide_le__isnull', False), ('decide_par__isnull', False), ('etat__in', ['retenu', 'ecarte', 'programme', 'satisfait'])), _connector='OR'), name='besoin_decide_par_quelqu_un', violation_error_message="Un besoin retenu, écarté ou satisfait l'est par quelqu'un, un jour."),
        ),
        migrations.AddConstraint(
            model_name='besoin',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('etat__in', ['ecarte', 'satisfait']), _negated=True), models.Q(('motif', ''), _negated=True), _connector='OR'), name='besoin_ecarte_ou_satisfait_avec_motif', violation_error_message='Indiquez pourquoi le besoin est écarté, ou ce qui le satisfait.'),
        ),
        migrations.AddConstraint(
            model_name='besoin',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('etat', 'regroupe'), ('groupe__isnull', False)), models.Q(models.Q(('etat', 'regroupe'), _negated=True), ('groupe', None)), _connector='OR'), name='besoin_regroupe_sous_un_autre', violation_error_message="Un besoin regroupé l'est sous un autre."),
        ),
        migrations.AddConstraint(
            model_name='besoin',
            constraint=models.CheckConstraint(condition=models.Q(('groupe', None), models.Q(('groupe', models.F('id')), _negated=True), _connector='OR'), name='besoin_pas_sous_lui_meme', violation_error_message='Un besoin ne se regroupe pas sous lui-même.'),
        ),
        migrations.AddConstraint(
            model_name='enquete',
            constraint=models.CheckConstraint(condition=models.Q(('ouvre_le', None), ('ferme_le', None), ('ferme_le__gte', models.F('ouvre_le')), _connector='OR'), name='enquete_ouvre_avant_de_fermer', violation_error_message='Le dernier jour pour répondre ne peut pas précéder le premier.'),
        ),
        migrations.AddConstraint(
            model_name='enquete',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ponderation', 'question'), _negated=True), ('ponderation_question__isnull', False), _connector='OR'), name='enquete_ponderation_par_une_question', violation_error_message='Choisissez la question qui donne le poids de chaque réponse.'),
        ),
        migrations.AddConstraint(
            model_name='invitation',
            constraint=models.UniqueConstraint(condition=models.Q(('structure', None), models.Q(('email', ''), _negated=True)), fields=('enquete', 'email'), name='invitation_email_unique', violation_error_message='Cette adresse est déjà invitée.'),
        ),
        migrations.AddConstraint(
            model_name='invitation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('etat', 'preparee'), ('invitee_le', None)), models.Q(models.Q(('etat', 'preparee'), _negated=True), ('invitee_le__isnull', False)), _connector='OR'), name='invitation_envoyee_un_jour', violation_error_message="Une invitation envoyée a une date d'envoi."),
        ),
        migrations.AddConstraint(
            model_name='question',
            constraint=models.CheckConstraint(condition=models.Q(('minimum', None), ('maximum', None), ('maximum__gt', models.F('minimum')), models.Q(('genre', 'choix_multiple'), ('maximum', models.F('minimum'))), _connector='OR'), name='question_minimum_sous_maximum', violation_error_message='Le maximum doit dépasser le minimum.'),
        ),
        migrations.AddConstraint(
            model_name='question',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('genre__in', ['echelle', 'matrice']), _negated=True), models.Q(('maximum__isnull', False), ('minimum__isnull', False)), _connector='OR'), name='question_echelle_bornee', violation_error_message='Une échelle a besoin de ses deux bornes, par exemple 1 et 5.'),
        ),
        migrations.AddConstraint(
            model_name='reponse',
            constraint=models.CheckConstraint(condition=models.Q(('poids__gte', 0)), name='reponse_poids_positif', violation_error_message='Un poids ne peut pas être négatif.'),
        ),
        migrations.AddConstraint(
            model_name='reponse',
            constraint=models.UniqueConstraint(condition=models.Q(('invitation', None), models.Q(('libelle', ''), _negated=True)), fields=('enquete', 'libelle'), name='reponse_libelle_unique', violation_error_message='Ce répondant a déjà répondu.'),
        ),
        migrations.AddConstraint(
            model_name='signal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('credibilite', None), ('fiabilite', ''), ('note_le', None)), models.Q(('fiabilite__in', ['A', 'B', 'C', 'D', 'E', 'F']), ('credibilite__gte', 1), ('credibilite__isnull', False), ('credibilite__lte', 6), ('note_le__isnull', False)), _connector='OR'), name='signal_note_entiere', violation_error_message='Un signal noté a une fiabilité, une crédibilité et une date.'),
        ),
        migrations.AddConstraint(
            model_name='signal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ecarte_le', None), ('ecarte_par', None), ('motif', '')), models.Q(('ecarte_le__isnull', False), ('ecarte_par__isnull', False), models.Q(('motif', ''), _negated=True)), _connector='OR'), name='signal_ecarte_avec_motif', violation_error_message='Indiquez pourquoi le signal est écarté.'),
        ),
        migrations.AddConstraint(
            model_name='sourceveille',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('genre', 'flux'), _negated=True), models.Q(('url', ''), _negated=True), _connector='OR'), name='source_flux_a_une_adresse', violation_error_message="Indiquez l'adresse du flux."),
        ),
        migrations.AddConstraint(
            model_name='valeur',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('jour', None), ('option__isnull', False), ('territoire', None)), models.Q(('jour', None), ('maitrise', None), ('nombre__isnull', False), ('option', None), ('territoire', None), ('texte', '')), models.Q(('jour__isnull', False), ('maitrise', None), ('nombre', None), ('option', None), ('territoire', None), ('texte', '')), models.Q(('jour', None), ('maitrise', None), ('nombre', None), ('option', None), ('territoire__isnull', False), ('texte', '')), models.Q(('jour', None), ('maitrise', None), ('nombre', None), ('option', None), ('territoire', None), models.Q(('texte', ''), _negated=True)), _connector='OR'), name='valeur_d_un_seul_genre', violation_error_message='Une valeur est une option, un nombre, une date, un territoire ou un texte.'),
        ),
        migrations.AddConstraint(
            model_name='preuve',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('code', None), ('genre', 'resultat'), ('option__isnull', False), ('signal', None), ('n__isnull', False), models.Q(('k', None), ('n__gte', models.F('k')), _connector='OR')), models.Q(('code__isnull', False), ('genre', 'theme'), ('k__isnull', False), ('n__gte', models.F('k')), ('option', None), ('signal', None)), models.Q(('code', None), ('importance', None), ('k', None), ('maitrise', None), ('n', None), ('option', None), models.Q(models.Q(('genre', 'signal'), ('signal__isnull', False)), models.Q(('genre', 'demande'), ('signal', None), models.Q(('note', ''), _negated=True)), _connector='OR')), _connector='OR'), name='preuve_d_une_seule_source', violation_error_message="Une preuve est un résultat d'enquête ou un thème avec ses effectifs, un signal, ou une demande et ses mots."),
        ),
        migrations.AddConstraint(
            model_name='preuve',
            constraint=models.UniqueConstraint(fields=('besoin', 'code'), name='preuve_code_unique', violation_error_message='Cette preuve est déjà jointe au besoin.'),
        ),
        migrations.AddIndex(
            model_name='article',
            index=models.Index(fields=['etat', '-publie_le', '-id'], name='article_recents'),
        ),
        migrations.AddConstraint(
            model_name='article',
            constraint=models.UniqueConstraint(fields=('source', 'guid'), name='article_unique_dans_sa_source', violation_error_message='Cet article est déjà lu.'),
        ),
        migrations.AddConstraint(
            model_name='article',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('etat', 'garde'), ('signal__isnull', False)), models.Q(('etat__in', ['nouveau', 'ecarte']), ('signal', None)), _connector='OR'), name='article_garde_a_un_signal', violation_error_message='Un article gardé est devenu un signal.'),
        ),
        migrations.AddConstraint(
            model_name='code',
            constraint=models.UniqueConstraint(fields=('question', 'libelle'), name='code_libelle_unique', violation_error_message='Ce thème est déjà dans la liste.'),
        ),
        migrations.AddIndex(
            model_name='codage',
            index=models.Index(fields=['par', 'valeur'], name='codage_par_personne'),
        ),
        migrations.AddConstraint(
            model_name='codage',
            constraint=models.UniqueConstraint(fields=('valeur', 'code', 'par'), name='codage_unique'),
        ),
        migrations.AddConstraint(
            model_name='codage',
            constraint=models.UniqueConstraint(condition=models.Q(('code', None)), fields=('valeur', 'par'), name='codage_sans_theme_unique'),
        ),
        migrations.AddConstraint(
            model_name='arbitrage',
            constraint=models.UniqueConstraint(fields=('valeur', 'code'), name='arbitrage_unique'),
        ),
        migrations.AddConstraint(
            model_name='condition',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('question', None), ('section__isnull', False)), models.Q(('question__isnull', False), ('section', None)), _connector='OR'), name='condition_d_une_section_ou_d_une_question', violation_error_message='Une condition porte sur une section ou sur une question.'),
        ),
        migrations.AddConstraint(
            model_name='condition',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('nombre', None), ('operateur__in', ['est', 'n_est_pas']), ('option__isnull', False)), models.Q(('nombre__isnull', False), ('operateur__in', ['au_moins', 'au_plus']), ('option', None)), models.Q(('nombre', None), ('operateur__in', ['repondue', 'sans_reponse']), ('option', None)), _connector='OR'), name='condition_complete', violation_error_message='Choisissez la réponse, ou indiquez le nombre, à comparer.'),
        ),
        migrations.AddConstraint(
            model_name='cotation',
            constraint=models.UniqueConstraint(fields=('signal', 'par'), name='cotation_une_par_personne', violation_error_message='Vous avez déjà noté ce signal.'),
        ),
        migrations.AddConstraint(
            model_name='cotation',
            constraint=models.CheckConstraint(condition=models.Q(('credibilite__gte', 1), ('credibilite__lte', 6), ('fiabilite__in', ['A', 'B', 'C', 'D', 'E', 'F'])), name='cotation_dans_les_echelles', violation_error_message='La fiabilité va de A à F, la crédibilité de 1 à 6.'),
        ),
        migrations.AddConstraint(
            model_name='placeimposee',
            constraint=models.UniqueConstraint(condition=models.Q(('retiree_le', None)), fields=('besoin',), name='place_une_par_besoin', violation_error_message='Une place est déjà imposée à ce besoin.'),
        ),
        migrations.AddConstraint(
            model_name='placeimposee',
            constraint=models.UniqueConstraint(condition=models.Q(('retiree_le', None)), fields=('place',), name='place_imposee_a_un_seul', violation_error_message='Cette place est déjà imposée à un autre besoin.'),
        ),
        migrations.AddConstraint(
            model_name='placeimposee',
            constraint=models.CheckConstraint(condition=models.Q(('place__gte', 1)), name='place_a_partir_de_un', violation_error_message='La première place est la place 1.'),
        ),
        migrations.AddConstraint(
            model_name='placeimposee',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('retiree_le', None), ('retiree_par', None)), models.Q(('retiree_le__isnull', False), ('retiree_par__isnull', False)), _connector='OR'), name='place_retiree_par_quelqu_un', violation_error_message="Une place imposée est retirée par quelqu'un, un jour."),
        ),
        migrations.AddConstraint(
            model_name='poidspriorite',
            constraint=models.CheckConstraint(condition=models.Q(('portee__gt', 0), ('ecart__gt', 0), ('urgence__gt', 0), ('faisabilite__gt', 0), _connector='OR'), name='priorite_un_critere_au_moins', violation_error_message='Donnez un poids à un critère au moins.'),
        ),
        migrations.AddConstraint(
            model_name='suggestionecartee',
            constraint=models.UniqueConstraint(fields=('question', 'mots'), name='suggestion_ecartee_unique'),
        ),
    ]
