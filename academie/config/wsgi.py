import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "academie.config.settings")
# By default a long page, which makes objects by the ten thousand, has all that is loaded gone through: a third of its time.
gc.set_threshold(10_000)
application = get_wsgi_application()
