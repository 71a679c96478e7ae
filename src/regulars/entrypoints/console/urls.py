"""The console's addresses."""

from django.urls import path

from regulars.entrypoints.console import views

app_name = "console"
urlpatterns = [path("", views.overview, name="overview")]
