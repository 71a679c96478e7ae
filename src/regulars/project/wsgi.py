"""The web application as a server runs it."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from regulars.kit import shapes

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "regulars.project.settings")
application = get_wsgi_application()

# Everything that answers is imported before the first request, and what it reads is learned: the
# server has threads.
pages = get_resolver().url_patterns
shapes.learn()
