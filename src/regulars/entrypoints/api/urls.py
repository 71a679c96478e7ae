"""Every address below /v1 is the door's; the table of calls says which of them exist. Pictures are
seen beside it, without a key.
"""

from django.urls import re_path

from regulars.entrypoints.api.door import door
from regulars.entrypoints.api.shown import image

urlpatterns = [
    re_path("^v1(?:/|$)", door),
    re_path(r"^images/(?P<digest>[0-9a-f]{64})\.(?P<ending>png|jpg|webp)$", image, name="image"),
]
