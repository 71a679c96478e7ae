"""Django's registration of this domain."""

from django.apps import AppConfig


class ProductsConfig(AppConfig):
    """Tables of the products domain."""

    name = "regulars.domains.products"
    label = "products"
    default_auto_field = "django.db.models.BigAutoField"
