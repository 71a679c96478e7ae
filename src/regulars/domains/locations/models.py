"""Table of locations."""

from django.db import models

from regulars.kit.pg.fields import JsonText


class Location(models.Model):
    """A place of a program's merchant, under the number that the merchant gave it."""

    pk = models.CompositePrimaryKey("program_id", "external_id")
    program_id = models.UUIDField()
    external_id = models.TextField()
    name = models.TextField()
    attributes = JsonText()

    class Meta:
        db_table = "locations_location"
