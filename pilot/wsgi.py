"""The door for a web server."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pilot.settings")

application = get_wsgi_application()

# What is loaded by now stays as long as the server runs. Looking through it for something
# to throw away, every few requests, takes as long as a page.
gc.collect()
gc.freeze()
gc.set_threshold(20_000)  # a page makes as many things as this, and drops them together
