"""Table of products."""

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Product(models.Model):
    """What is sold, by its stock-keeping unit: lines that name only that get the rest from here."""

    pk = models.CompositePrimaryKey("program_id", "sku")
    program_id = models.UUIDField()
    sku = models.TextField()
    product = models.TextField()
    name = models.TextField()
    brand = models.TextField()
    categories = ArrayField(models.TextField())
    collections = ArrayField(models.TextField())
    unit_cost_minor = models.BigIntegerField(null=True)
    unit_price_minor = models.BigIntegerField(null=True)

    class Meta:
        db_table = "products_product"
