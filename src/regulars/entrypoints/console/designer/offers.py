"""The forms of stamp cards, benefits, campaigns and segments."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_noop as _
from msgspec import structs

from regulars.core.checking import Path
from regulars.domains.programs.fields import Field
from regulars.entrypoints.console.designer import rule_fields
from regulars.entrypoints.console.designer.kinds import Kind, Rows, Shape
from regulars.entrypoints.console.designer.rule_fields import Group


def _within(path: Path, fields: tuple[Field, ...]) -> tuple[Field, ...]:
    """The same fields of something that stands further in."""
    return tuple(structs.replace(one, path=(*path, *one.path)) for one in fields)


def _begun(name: str, label: str, hint: str, value: dict[str, Any]) -> Shape:
    """It is called as what it is, until it has a title of its own."""
    return Shape(name=name, label=label, hint=hint, value={"title": label, **value})


_LEVELS = Field(name="tier", path=("tier",), holds="several", of="levels",
                label=_("Only for these levels"))  # fmt: skip
_PERIOD = tuple(one for one in rule_fields.PERIODS if one[0] not in ("order", "program"))

STAMP_CARD = Kind(
    name="stamp_card", section=("stamp_cards",), heading=_("Stamp cards"), one=_("Stamp card"),
    keyed="name", sentences="Stamp cards",
    groups=(
        Group(label="", fields=(
            Field(name="title", path=("title",), label=_("Title")),
            Field(name="stamps", path=("stamps",), holds="whole", label=_("Places on the card")),
            Field(name="gift", path=("rewards", 0, "issue"), holds="choice", of="rewards",
                  label=_("What it gives")),
            Field(name="gift_at", path=("rewards", 0, "at"), holds="whole",
                  label=_("at this place"), hint=_("The last one for a full card.")),
            Field(name="one_per", path=("one_per",), holds="choice", label=_("One stamp for"),
                  choices=(("", _("as usual: a visit")), ("visit", _("a visit")),
                           ("item", _("an item")), ("spend", _("so much money spent")))),
            Field(name="spend", path=("spend",), holds="number", label=_("So much money"),
                  hint=_("For one stamp, where money spent counts.")),
        )),
        Group(label=_("Only for"), optional=True, fields=rule_fields.PRODUCTS),
        Group(label=_("Limits"), optional=True, fields=(
            *rule_fields.LIMIT,
            Field(name="goodwill", path=("goodwill", "stamps"), holds="whole",
                  label=_("Places filled from the start"),
                  hint=_("On a member’s first card.")),
            Field(name="expires", path=("expires", "after"), label=_("Stamps lapse after"),
                  hint=_("Such as 6 months.")),
            Field(name="then", path=("then",), holds="choice", label=_("After a full card"),
                  choices=(("", _("as usual: a new one begins")),
                           ("restart", _("a new one begins")), ("stop", _("that was it")))),
        )),
        Group(label=_("How it looks"), optional=True, fields=(
            Field(name="background", path=("design", "background"), label=_("Colour"),
                  hint=_("Such as #1f3a2e.")),
            Field(name="text", path=("design", "text"), label=_("Colour of the text"),
                  hint=_("Such as #ffffff.")),
            Field(name="accent", path=("design", "accent"), label=_("Colour of the stamps"),
                  hint=_("Such as #f2b544.")),
            Field(name="icon", path=("design", "icon"), label=_("The stamp"),
                  hint=_("A sign, such as ★.")),
            Field(name="note", path=("design", "note"), label=_("A line below")),
        )),
    ),
    shapes=(
        _begun(name="visits", label=_("A stamp for each visit"), hint="",
              value={"stamps": 10, "rewards": [{"at": 10, "issue": "reward"}]}),
        _begun(name="items", label=_("A stamp for each item"), hint=_("Buy nine, get one."),
              value={"stamps": 9, "one_per": "item", "products": {"category": ["coffee"]},
                     "rewards": [{"at": 9, "issue": "reward"}]}),
    ),
)  # fmt: skip
BENEFIT = Kind(
    name="benefit", section=("benefits",), heading=_("Benefits"), one=_("Benefit"),
    keyed="name", sentences="Benefits",
    groups=(
        Group(label="", fields=(
            Field(name="title", path=("title",), label=_("Title")),
            *_within(("when",), (_LEVELS,)),
            Field(name="times", path=("uses", "times"), holds="whole",
                  label=_("At most so often")),
            Field(name="per", path=("uses", "per"), holds="choice", label=_("that often"),
                  choices=_PERIOD),
            Field(name="value", path=("value",), holds="number", label=_("Saves a member"),
                  hint=_("In the shop’s money, each time.")),
        )),
        Group(label=_("Member prices"), optional=True, fields=(
            Field(name="percent", path=("price_off", "percent"), holds="number",
                  label=_("Percent off")),
            Field(name="amount", path=("price_off", "amount"), holds="number",
                  label=_("Or so much off each item")),
            *_within(("price_off",), rule_fields.PRODUCTS),
        )),
    ),
    shapes=(
        _begun(name="service", label=_("A service"), hint=_("Longer returns, advice, gift wrap."),
              value={}),
        _begun(name="counted", label=_("So many times a year"), hint=_("Free delivery, say."),
              value={"uses": {"times": 4, "per": "year"}}),
        _begun(name="price", label=_("A member price"), hint="",
              value={"price_off": {"percent": 10, "products": {"category": ["coffee"]}}}),
    ),
)  # fmt: skip
_DAYS: dict[str, Any] = {"dates": {"days": 3}}
_RULES = Rows(
    section=("rules",), start={"on": "order.paid"}, after=1,
    fields=(
        Field(name="on", path=("on",), label=_("When this happens"),
              hint=_("order.paid for an order, member.joined for joining, or any activity that "
                     "you send, such as review.written.")),
        Field(name="multiply", path=("multiply",), holds="number",
              label=_("So many times the points"), hint=_("2 for double points.")),
        Field(name="give", path=("give",), holds="points", of="points", label=_("Or points")),
        Field(name="per", path=("per",), holds="number",
              label=_("for every so much money spent"), hint=_("Empty: once for each time.")),
        Field(name="per_items", path=("per_items",), holds="whole",
              label=_("for every so many items")),
        structs.replace(rule_fields.ISSUE, label=_("Or a reward")),
        *rule_fields.PRODUCTS,
        Field(name="minimum", path=("when", "minimum_spend"), holds="number",
              label=_("From so much spent")),
        Field(name="first_order", path=("when", "first_order"), holds="maybe",
              label=_("The first order"),
              choices=(("", _("does not matter")), ("yes", _("only the first")),
                       ("no", _("not the first")))),
    ),
)  # fmt: skip
CAMPAIGN = Kind(
    name="campaign", section=("campaigns",), heading=_("Campaigns"), one=_("Campaign"),
    keyed="name", sentences="Campaigns", rows=_RULES,
    groups=(
        Group(label=_("What and when"), fields=(
            Field(name="title", path=("title",), label=_("Title")),
            Field(name="text", path=("text",), label=_("In one sentence"),
                  hint=_("Members read it beside the title.")),
            Field(name="from", path=("when", "dates", "from"), holds="date", label=_("First day")),
            Field(name="to", path=("when", "dates", "to"), holds="date", label=_("Last day")),
            Field(name="weekday", path=("when", "weekday"), holds="several",
                  label=_("Only on these days"), choices=rule_fields.WEEKDAYS),
        )),
        Group(label=_("For whom, and how much"), fields=(
            Field(name="audience", path=("audience",), holds="several", of="segments",
                  label=_("For these segments; for everybody, if none is chosen")),
            Field(name="member_times", path=("per_member", "times"), holds="whole",
                  label=_("Each member at most so often")),
            Field(name="member_per", path=("per_member", "per"), holds="choice",
                  label=_("that often"), choices=_PERIOD),
            Field(name="budget", path=("budget", "amount"), holds="whole",
                  label=_("So many points for all together")),
            Field(name="budget_times", path=("budget", "times"), holds="whole",
                  label=_("Or so many times for all together")),
            Field(name="holdout", path=("holdout",), holds="number",
                  label=_("Held out, in percent"),
                  hint=_("These get nothing of it, so that you see what it brought.")),
            Field(name="priority", path=("priority",), holds="whole", label=_("Priority"),
                  hint=_("The higher one wins where two meet.")),
        )),
    ),
    shapes=(
        _begun(name="double", label=_("Double points for some days"),
              hint=_("A flash weekend, a slow day."),
              value={"when": _DAYS,
                     "rules": [{"id": "double", "on": "order.paid", "multiply": 2}]}),
        _begun(name="push", label=_("Points for a product"), hint=_("For what is to be sold now."),
              value={"when": _DAYS, "rules": [
                  {"id": "push", "on": "order.paid", "give": {"point": 20}, "per_items": 1,
                   "products": {"category": ["coffee"]}}]}),
        _begun(name="back", label=_("A reward for coming back"),
              hint=_("For a segment of those who stay away."),
              value={"when": {"dates": {"days": 28}}, "audience": ["gone"], "holdout": 10,
                     "per_member": {"times": 1, "per": "lifetime"},
                     "rules": [{"id": "back", "on": "order.paid", "issue": "reward"}]}),
        _begun(name="first", label=_("A bonus for the first order"), hint="",
              value={"when": {"dates": {"days": 28}}, "rules": [
                  {"id": "first", "on": "order.paid", "when": {"first_order": True},
                   "give": {"point": 50}}]}),
    ),
)  # fmt: skip
_STAGES = (
    ("first-order", _("First order")), ("regular", _("Regular")), ("vip", _("VIP")),
    ("at-risk", _("At risk")), ("gone", _("Gone")),
)  # fmt: skip
_CLASSES = (("A", "A"), ("B", "B"), ("C", "C"))
_SPAN = _("Such as 90 days.")
SEGMENT = Kind(
    name="segment", section=("segments",), heading=_("Segments"), one=_("Segment"),
    keyed="name", sentences="Segments",
    groups=(
        Group(label="", fields=(Field(name="title", path=("title",), label=_("Title")),)),
        Group(label=_("What they bought"), fields=_within(("where",), (
            Field(name="orders_from", path=("orders", "from"), holds="whole",
                  label=_("Orders: at least")),
            Field(name="orders_to", path=("orders", "to"), holds="whole",
                  label=_("Orders: at most")),
            Field(name="orders_within", path=("orders", "within"),
                  label=_("Orders: within the last"), hint=_SPAN),
            Field(name="spend_from", path=("spend", "from"), holds="number",
                  label=_("Spent: at least")),
            Field(name="spend_within", path=("spend", "within"),
                  label=_("Spent: within the last"), hint=_SPAN),
            Field(name="last_within", path=("last_order", "within"),
                  label=_("Last order: within the last"), hint=_SPAN),
            Field(name="last_longer", path=("last_order", "longer"),
                  label=_("Last order: longer ago than"), hint=_SPAN),
            Field(name="bought", path=("bought", "products", "category"), holds="words",
                  label=_("Bought from these categories"), hint=_("Separated by commas.")),
            Field(name="channel", path=("channel",), holds="words", label=_("Channels"),
                  hint=_("Such as web, till, app.")),
        ))),
        Group(label=_("Who they are"), fields=_within(("where",), (
            Field(name="stage", path=("stage",), holds="several", label=_("Stage"),
                  choices=_STAGES),
            Field(name="value_class", path=("value_class",), holds="several",
                  label=_("Class by what they bring"), choices=_CLASSES,
                  hint=_("A brings the first 80 % of revenue, B the next 15 %.")),
            _LEVELS,
            Field(name="joined_within", path=("joined", "within"),
                  label=_("Joined: within the last"), hint=_SPAN),
            Field(name="joined_longer", path=("joined", "longer"),
                  label=_("Joined: longer ago than"), hint=_SPAN),
            Field(name="age_from", path=("age", "from"), holds="whole", label=_("Age: at least")),
            Field(name="age_to", path=("age", "to"), holds="whole", label=_("Age: at most")),
            Field(name="consent", path=("consent",), holds="words", label=_("Agreed to"),
                  hint=_("Consents, separated by commas.")),
        ))),
    ),
    shapes=(
        _begun(name="loyal", label=_("Who comes often"), hint="",
              value={"where": {"orders": {"from": 4, "within": "90 days"}}}),
        _begun(name="gone", label=_("Who stays away"), hint="",
              value={"where": {"stage": ["at-risk", "gone"]}}),
        _begun(name="best", label=_("Who brings most"), hint="",
              value={"where": {"value_class": ["A"]}}),
        _begun(name="new", label=_("Who is new"), hint="",
              value={"where": {"joined": {"within": "30 days"}}}),
        _begun(name="spend", label=_("Who spent so much"), hint="",
              value={"where": {"spend": {"from": Decimal("200.00"), "within": "12 months"}}}),
    ),
)  # fmt: skip
