"""The designer's forms: which words of the file each shows, what it calls them, what is new."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_noop as _

from regulars.domains.programs.fields import Field
from regulars.entrypoints.console.designer import rule_fields
from regulars.entrypoints.console.designer.kinds import Kind, Shape
from regulars.entrypoints.console.designer.offers import BENEFIT, CAMPAIGN, SEGMENT, STAMP_CARD
from regulars.entrypoints.console.designer.rule_fields import Group

_REWARDS: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("amount-off", _("Money off"), {"value": Decimal("5.00"), "valid_for": "60 days"}),
    ("percent-off", _("Percent off"), {"value": 10, "valid_for": "60 days"}),
    ("free-shipping", _("Free shipping"), {"valid_for": "60 days"}),
    ("product", _("A free product"), {"product": "coffee", "valid_for": "30 days"}),
    ("gift", _("A gift with a purchase"), {"product": "candle", "minimum_spend": Decimal("20.00")}),
    ("sample", _("A sample"), {"product": "tea"}),
    ("experience", _("An experience"), {}),
    ("service", _("A service"), {}),
    ("early-access", _("Early access"), {}),
)
REWARD_KINDS = (
    *((kind, label) for kind, label, _value in _REWARDS),
    ("donation", _("A donation")), ("gift-card", _("A gift card")), ("custom", _("Something else")),
)  # fmt: skip

TYPEFACES = (
    ("", _("as usual: classic, headings with serifs")), ("classic", _("classic")),
    ("plain", _("plain, without serifs")), ("rounded", _("rounded, friendly")),
    ("book", _("like a book, serifs everywhere")), ("engraved", _("wide, like an old sign")),
)  # fmt: skip
PROGRAM = Kind(
    name="program", section=(), heading=_("Name"), one=_("Name of the program"), keyed="",
    groups=(Group(label="", fields=(
        Field(name="title", path=("title",), label=_("Title")),
        Field(name="color", path=("look", "color"), label=_("Colour of the club’s pages"),
              hint=_("Such as #7a1f5c. Pages darken or lighten it where it would be hard to "
                     "read.")),
        Field(name="typeface", path=("look", "typeface"), holds="choice",
              label=_("Letters of the club’s pages"), choices=TYPEFACES),
        Field(name="summary", path=("summary",), label=_("In one sentence"),
              hint=_("What it is and why to join; members read it first.")),
        Field(name="clawback", path=("clawback",), holds="choice", of="",
              label=_("When an order comes back whose points were spent"),
              choices=(("", _("as usual: the balance may go below zero")),
                       ("negative", _("the balance may go below zero")),
                       ("within-balance", _("take what is there")),
                       ("pending-only", _("take only what waits")))),
    )),),
)  # fmt: skip
POINTS = Kind(
    name="points", section=("points",), heading=_("Points"), one=_("Points"), keyed="name",
    sentences="Points",
    groups=(
        Group(label="", fields=(
            Field(name="called", path=("name",), holds="pair", label=_("One and many are called"),
                  hint=_("Such as star and stars.")),
            Field(name="worth", path=("worth",), holds="number", label=_("One is worth"),
                  hint=_("In the shop’s money, for what the program costs.")),
        )),
        Group(label=_("When they lapse"), fields=(
            Field(name="after", path=("expires", "after"),
                  label=_("So long after they were earned"), hint=_("Such as 12 months.")),
            Field(name="inactive", path=("expires", "inactive"),
                  label=_("After so long without an order"), hint=_("Such as 18 months.")),
            Field(name="each_year", path=("expires", "each_year"), label=_("Each year on"),
                  hint=_("Month and day, such as 12-31.")),
            Field(name="notice", path=("notice",), holds="words",
                  label=_("Members are told before"), hint=_("Such as 30 days, 7 days.")),
        )),
        Group(label=_("Waiting time"), optional=True, fields=(
            Field(name="pending", path=("pending", "for"), label=_("Points can be spent after"),
                  hint=_("Such as 14 days, if goods may come back until then.")),
        )),
    ),
    shapes=(Shape(name="points", label=_("Another kind of points"), hint="",
                  value={"name": ["point", "points"], "expires": {"after": "12 months"}}),),
)  # fmt: skip
EARN = Kind(
    name="earn", section=("earn",), heading=_("Earning"), one=_("Way of earning"), keyed="id",
    sentences="Earning", groups=rule_fields.GROUPS,
    shapes=(
        Shape(name="purchase", label=_("Points for money spent"),
              hint=_("So many for every euro, krone or dollar."),
              value={"on": "order.paid", "give": {"point": 1}, "per": Decimal("1.00")}),
        Shape(name="products", label=_("Points for products"),
              hint=_("So many for each item of a category, collection or brand."),
              value={"on": "order.paid", "give": {"point": 10}, "per_items": 1}),
        Shape(name="multiplier", label=_("More points for a while"),
              hint=_("Twice as many on some days, dates or products."),
              value={"on": "order.paid", "when": {"weekday": ["tuesday"]}, "multiply": 2}),
        Shape(name="nth", label=_("Every so many orders"),
              hint=_("A reward with each fourth order, say."),
              value={"on": "order.paid", "when": {"every_nth_order": 4}, "issue": "reward"}),
        Shape(name="joining", label=_("A gift for joining"), hint=_("Points or a reward, once."),
              value={"on": "member.joined", "give": {"point": 50},
                     "limit": {"times": 1, "per": "lifetime"}}),
        Shape(name="answer", label=_("Points for answers"),
              hint=_("Once for each question that members answer."),
              value={"on": "profile.answered", "give": {"point": 10}}),
        Shape(name="activity", label=_("Points for something else"),
              hint=_("A visit, a review, a complete profile."),
              value={"on": "profile.completed", "give": {"point": 50},
                     "limit": {"times": 1, "per": "lifetime"}}),
    ),
)  # fmt: skip
REWARD = Kind(
    name="reward", section=("rewards",), heading=_("Rewards"), one=_("Reward"), keyed="name",
    sentences="Rewards",
    groups=(
        Group(label=_("What it is"), fields=(
            Field(name="title", path=("title",), label=_("Title")),
            Field(name="kind", path=("kind",), holds="choice", label=_("Kind"),
                  choices=REWARD_KINDS),
            Field(name="value", path=("value",), holds="number", label=_("Value"),
                  hint=_("Money off, or percent off.")),
            Field(name="maximum", path=("maximum",), holds="number",
                  label=_("At most so much money off")),
            Field(name="product", path=("product",), label=_("Product"),
                  hint=_("For what is handed over: its name in the catalogue.")),
        )),
        Group(label=_("What it costs a member"), fields=(
            Field(name="price", path=("price",), holds="points", of="points", label=_("Price"),
                  hint=_("Empty where only rules give it.")),
        )),
        Group(label=_("How long, how often"), fields=(
            Field(name="valid_for", path=("valid_for",), label=_("Valid for"),
                  hint=_("Such as 60 days.")),
            Field(name="uses", path=("uses",), holds="whole", label=_("Uses"),
                  hint=_("A number, or unlimited.")),
            Field(name="stock", path=("stock",), holds="whole", label=_("So many in all")),
            *rule_fields.LIMIT,
            Field(name="from", path=("on_offer", "from"), holds="date", label=_("On offer from")),
            Field(name="to", path=("on_offer", "to"), holds="date", label=_("On offer until")),
        )),
        Group(label=_("For what and for whom"), optional=True, fields=(
            Field(name="minimum", path=("minimum_spend",), holds="number",
                  label=_("From so much spent")),
            *rule_fields.PRODUCTS,
            Field(name="tier", path=("when", "tier"), holds="several", of="levels",
                  label=_("Only for these levels")),
        )),
        Group(label=_("What it costs the shop"), optional=True, fields=(
            Field(name="cost", path=("cost",), holds="number", label=_("Cost of one")),
            Field(name="budget", path=("budget",), holds="number", label=_("At most in all")),
        )),
    ),
    shapes=tuple(
        Shape(name=kind, label=label, hint="",
              value={"kind": kind, **value, "price": {"point": 100}})
        for kind, label, value in _REWARDS
    ),
)  # fmt: skip
LEVELS = Kind(
    name="levels", section=("tiers",), heading=_("Levels"), one=_("How levels work"), keyed="",
    groups=(Group(label="", fields=(
        Field(name="window", path=("window",), holds="choice", label=_("What counts"), choices=(
            ("", _("as usual: what is spent in a calendar year")),
            ("year", _("what is spent in a calendar year")),
            ("membership-year", _("what is spent in a year of membership")),
            ("rolling", _("what is spent in the last months")),
            ("lifetime", _("all that was ever spent")))),
        Field(name="months", path=("months",), holds="whole", label=_("How many months"),
              hint=_("For the last months.")),
        Field(name="keep", path=("keep",), holds="choice", label=_("A level is kept"), choices=(
            ("", _("as usual: until the end of the next year")),
            ("end-of-next-year", _("until the end of the next year")),
            ("end-of-year", _("until the end of the year")),
            ("window", _("as long as enough counts")))),
        Field(name="notice", path=("notice",), holds="words", label=_("Members are told before"),
              hint=_("Such as 60 days, 14 days.")),
    )),),
)  # fmt: skip
LEVEL = Kind(
    name="level", section=("tiers", "levels"), heading=_("Levels"), one=_("Level"), keyed="id",
    sentences="Levels",
    groups=(Group(label="", fields=(
        Field(name="title", path=("title",), label=_("Title")),
        Field(name="from", path=("from",), holds="number", label=_("From so much")),
        Field(name="multiply", path=("multiply",), holds="number", label=_("Points count so often"),
              hint=_("1.5 for half as many again.")),
        Field(name="perks", path=("perks",), holds="words", label=_("What else it brings"),
              hint=_("In words, separated by commas.")),
    )),),
    shapes=(Shape(name="level", label=_("Another level"), hint="",
                  value={"from": Decimal("500.00")}),),
)  # fmt: skip
AUTOMATIC = Kind(
    name="automatic", section=("automatic",), heading=_("Automatic rewards"),
    one=_("Automatic reward"), keyed="id", sentences="Automatic",
    groups=rule_fields.AUTOMATIC,
    shapes=(
        Shape(name="birthday", label=_("A birthday gift"), hint="",
              value={"at": {"birthday": True}, "issue": "reward"}),
        Shape(name="turn", label=_("Points turn into a reward"),
              hint=_("As soon as there are enough."),
              value={"reach": {"point": 100}, "turn": {"point": 100}, "into": "reward"}),
        Shape(name="monthly", label=_("A reward each month"), hint="",
              value={"at": {"day_of_month": 1}, "issue": "reward"}),
    ),
)  # fmt: skip
QUESTION = Kind(
    name="question", section=("profile",), heading=_("Questions to members"), one=_("Question"),
    keyed="name",
    groups=(Group(label="", fields=(
        Field(name="ask", path=("ask",), label=_("Question"),
              hint=_("Members find it under their profile. Ask nothing that you know already.")),
        Field(name="answers", path=("answers",), holds="words", label=_("Answers to choose from"),
              hint=_("Separated by commas. Empty: they write a few words.")),
        Field(name="why", path=("why",), label=_("What you do with the answer"),
              hint=_("Who knows why you ask answers sooner.")),
    )),),
    shapes=(Shape(name="question", label=_("Another question"), hint="",
                  value={"ask": _("What would you like to see in the shop?")}),),
)  # fmt: skip
KINDS = {
    one.name: one
    for one in (PROGRAM, POINTS, EARN, REWARD, LEVELS, LEVEL, AUTOMATIC, STAMP_CARD, BENEFIT,
                CAMPAIGN, SEGMENT, QUESTION)
}  # fmt: skip
