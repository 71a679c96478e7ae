"""The club's addresses: the program is part of each."""

from django.urls import include, path

from regulars.entrypoints.portal.door import views as door
from regulars.entrypoints.portal.home import views as home

app_name = "portal"

_club = [
    path("", home.home, name="home"),
    path("join/", door.join, name="join"),
    path("sign-in/", door.sign_in, name="sign_in"),
    path("code/", door.code, name="code"),
    path("sign-out/", door.sign_out, name="sign_out"),
]

urlpatterns = [path("<slug:program>/", include(_club))]
