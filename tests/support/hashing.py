"""Passwords and PINs are hashed as in a shop, but for tests without taking long on purpose."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class Quick(Argon2PasswordHasher):
    """The same hash with as little work as it can have."""

    time_cost, memory_cost, parallelism = 1, 8, 1
