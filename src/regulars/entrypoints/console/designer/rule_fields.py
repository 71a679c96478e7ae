"""Fields that rules share: what is given, for what, when, and how often."""

from django.utils.translation import gettext_noop as _
from msgspec import Struct

from regulars.domains.programs.fields import Field


class Group(Struct, frozen=True, kw_only=True):
    """Fields that belong together; an optional group is folded while it is empty. `row` is which of
    several it is of, from 1, and `more` that it is one that is not there yet."""

    label: str
    fields: tuple[Field, ...]
    optional: bool = False
    row: int = 0
    more: bool = False


WEEKDAYS = (
    ("monday", _("Monday")), ("tuesday", _("Tuesday")), ("wednesday", _("Wednesday")),
    ("thursday", _("Thursday")), ("friday", _("Friday")), ("saturday", _("Saturday")),
    ("sunday", _("Sunday")),
)  # fmt: skip
PERIODS = (
    ("", _("no limit")), ("order", _("an order")), ("day", _("a day")), ("week", _("a week")),
    ("month", _("a month")), ("quarter", _("a quarter")), ("year", _("a year")),
    ("lifetime", _("in all")), ("program", _("for all members together")),
)  # fmt: skip
LIMIT = (
    Field(name="limit_times", path=("limit", "times"), holds="whole", label=_("At most so often")),
    Field(name="limit_per", path=("limit", "per"), holds="choice", label=_("that often"),
          choices=PERIODS),
)  # fmt: skip
PRODUCTS = (
    Field(name="category", path=("products", "category"), holds="words", label=_("Categories"),
          hint=_("Separated by commas.")),
    Field(name="collection", path=("products", "collection"), holds="words",
          label=_("Collections"), hint=_("Separated by commas.")),
    Field(name="brand", path=("products", "brand"), holds="words", label=_("Brands"),
          hint=_("Separated by commas.")),
    Field(name="products", path=("products", "product"), holds="words", label=_("Products"),
          hint=_("Separated by commas.")),
)  # fmt: skip
ISSUE = Field(name="issue", path=("issue",), holds="choice", of="rewards", label=_("A reward"),
              hint=_("Given as a voucher, free of points."))  # fmt: skip
GROUPS = (
    Group(label=_("What happens"), fields=(
        Field(name="title", path=("title",), label=_("Title"),
              hint=_("Members read it beside what they earned.")),
        Field(name="on", path=("on",), label=_("When this happens"),
              hint=_("order.paid for an order, member.joined for joining, or any activity that "
                     "you send, such as review.written.")),
    )),
    Group(label=_("What it gives"), fields=(
        Field(name="give", path=("give",), holds="points", of="points", label=_("Points")),
        Field(name="per", path=("per",), holds="number", label=_("for every so much money spent"),
              hint=_("Empty: once for each time.")),
        Field(name="per_items", path=("per_items",), holds="whole",
              label=_("for every so many items")),
        Field(name="multiply", path=("multiply",), holds="number",
              label=_("Or so many times what other rules give"),
              hint=_("2 for double points.")),
        ISSUE,
    )),
    Group(label=_("Only for"), optional=True, fields=PRODUCTS),
    Group(label=_("Only when"), optional=True, fields=(
        Field(name="minimum", path=("when", "minimum_spend"), holds="number",
              label=_("At least so much is spent")),
        Field(name="nth", path=("when", "every_nth_order"), holds="whole",
              label=_("Every so many orders"), hint=_("4 for each fourth order.")),
        Field(name="first_order", path=("when", "first_order"), holds="maybe",
              label=_("The first order"),
              choices=(("", _("does not matter")), ("yes", _("only the first")),
                       ("no", _("not the first")))),
        Field(name="birthday", path=("when", "birthday"), holds="choice", label=_("Birthday"),
              choices=(("", _("does not matter")), ("day", _("on the day")),
                       ("week", _("in its week")), ("month", _("in its month")))),
        Field(name="weekday", path=("when", "weekday"), holds="several",
              label=_("Days of the week"), choices=WEEKDAYS),
        Field(name="from", path=("when", "dates", "from"), holds="date", label=_("From this day")),
        Field(name="to", path=("when", "dates", "to"), holds="date", label=_("To this day")),
        Field(name="channel", path=("when", "channel"), holds="words", label=_("Channels"),
              hint=_("Such as web, till, app.")),
        Field(name="tier", path=("when", "tier"), holds="several", of="levels",
              label=_("Only for these levels")),
    )),
    Group(label=_("Limits"), optional=True, fields=(
        *LIMIT,
        Field(name="limit_amount", path=("limit", "amount"), holds="whole",
              label=_("Or at most so many points")),
    )),
)  # fmt: skip
AUTOMATIC = (
    Group(label=_("When"), fields=(
        Field(name="title", path=("title",), label=_("Title")),
        Field(name="birthday", path=("at", "birthday"), holds="maybe", label=_("On the birthday"),
              choices=(("", _("no")), ("yes", _("yes")))),
        Field(name="day", path=("at", "day_of_month"), holds="whole",
              label=_("On this day of each month")),
        Field(name="month_day", path=("at", "month_day"), label=_("Each year on"),
              hint=_("Month and day, such as 12-24.")),
        Field(name="reach", path=("reach",), holds="points", of="points",
              label=_("As soon as so many points are there")),
    )),
    Group(label=_("What happens"), fields=(
        ISSUE,
        Field(name="turn", path=("turn",), holds="points", of="points",
              label=_("So many points turn")),
        Field(name="into", path=("into",), holds="choice", of="rewards", label=_("into")),
        Field(name="remainder", path=("remainder",), holds="choice", label=_("The rest"),
              choices=(("", _("as usual: stays")), ("keep", _("stays")),
                       ("expire", _("lapses")))),
        Field(name="give", path=("give",), holds="points", of="points", label=_("Points")),
    )),
)  # fmt: skip
