"""Which site answers which address."""

from django.urls import include, path
from django.views.generic import RedirectView

from regulars.project import health

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="console:overview")),
    path("health", health.alive),
    path("console/", include("regulars.entrypoints.console.urls")),
]
