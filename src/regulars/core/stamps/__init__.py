"""Stamp cards: a stamp is a point of a currency of its own, so lots, refunds and debts hold for it.

A card that is counted by place has a currency for each, such as `sub@oslo`.
"""
