"""Which site answers which address."""

from django.urls import include, path
from django.views.generic import RedirectView

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="console:home")),
    path("club/", include("regulars.entrypoints.portal.urls")),
    path("console/", include("regulars.entrypoints.console.urls")),
    path("till/", include("regulars.entrypoints.till.urls")),
    path("", include("regulars.entrypoints.api.urls")),
]
