"""Every address below /v1 is the door's; the table of calls says which of them exist."""

from django.urls import re_path

from regulars.entrypoints.api.door import door

urlpatterns = [re_path("^v1(?:/|$)", door)]
