"""Lives a story through a driver and compares: what must follow, line by line."""

from collections.abc import Callable, Mapping
from datetime import datetime, time, timedelta
from importlib import resources
from zoneinfo import ZoneInfo

from msgspec import Struct
from tests.scenarios.carried import CARRIED, with_cards
from tests.scenarios.clubs import CLUBS, with_clubs
from tests.scenarios.gifts import GIFTS, with_gifts
from tests.scenarios.places import PLACES, at_events
from tests.scenarios.story import Check, Step, Story, minor, parse
from tests.scenarios.together import TOGETHER, together
from tests.scenarios.words import Answer, Driver, Item, Person, Purchase

from regulars.core.program import Program
from regulars.domains.programs.loading import load

GALLERY = resources.files("regulars.gallery")


def programs() -> list[str]:
    """Will list the gallery's programs."""
    return sorted(
        one.name.removesuffix(".yaml") for one in GALLERY.iterdir() if one.name.endswith(".yaml")
    )


def text_of(program: str) -> str:
    """Will give a program's file."""
    return GALLERY.joinpath(f"{program}.yaml").read_text(encoding="utf-8")


def stories(program: str) -> list[Story]:
    """Will give a program's stories."""
    file = GALLERY.joinpath(f"{program}.scenario.txt")
    return parse(program, file.read_text(encoding="utf-8"))


class Seen(Struct, frozen=True):
    """What a member had before a step."""

    pots: Mapping[str, int]
    vouchers: Mapping[int, tuple[str, str]]
    notices: tuple[str, ...]


class Telling:
    """One story and one driver."""

    def __init__(self, story: Story, driver: Driver) -> None:
        """Will begin on the story's first day, before anything happens."""
        self.story, self.driver = story, driver
        text = text_of(story.program)
        document: Program = load(text)
        if story.time_zone:
            text = text.replace(document.time_zone, story.time_zone)
        self.zone = ZoneInfo(story.time_zone or document.time_zone)
        self.currency = next(iter(document.points), "")
        self.currencies = {*document.points, *document.stamp_cards, *document.stored_value}
        self.members: dict[str, str] = {}
        start = datetime.combine(story.steps[0].day, time(), self.zone)
        driver.begin(text, start)

    def tell(self) -> int:
        """Will live the whole story; gives how many checks held. The first that fails is raised."""
        held = 0
        for step in self.story.steps:
            held += self._step(step)
        return held

    def _step(self, step: Step) -> int:
        at = datetime.combine(step.day, time.fromisoformat(step.time), self.zone)
        if step.verb == "day":
            at = datetime.combine(step.day + timedelta(days=1), time(), self.zone)
        else:
            self.driver.advance(at)
        names = {check.member for check in step.checks if self.driver.knows(check.member)}
        before = {name: self._seen(name) for name in names}
        if step.verb == "day":
            self.driver.advance(at)
        if step.verb in PLACES:
            answer = PLACES[step.verb](at_events(self.driver), step, self.instant)
        elif step.verb in CLUBS:
            answer = CLUBS[step.verb](with_clubs(self.driver), step)
        elif step.verb in TOGETHER:
            answer = TOGETHER[step.verb](together(self.driver), step)
        elif step.verb in GIFTS:
            answer = GIFTS[step.verb](with_gifts(self.driver), step)
        elif step.verb in CARRIED:
            answer = CARRIED[step.verb](with_cards(self.driver), step)
        else:
            answer = ACTIONS[step.verb](self, step)
        checks = list(step.checks)
        expected = {check.words[0] for check in checks}
        if not expected & {"refused", "exists"}:
            assert answer.status in ("done", "exists"), self._failed(step, answer.code, answer)
        for check in checks:
            seen = before.get(check.member, Seen({}, {}, ()))
            found = self._found(check, seen, answer)
            assert found == check.words, self._failed(step, " ".join(found), answer)
        return len(checks)

    def _failed(self, step: Step, found: str, answer: Answer) -> str:
        return f"{self.story.program}, line {step.line}: found {found!r} ({answer})"

    def _seen(self, name: str) -> Seen:
        return Seen(
            self.driver.pots(name, self.currency),
            self.driver.vouchers(name),
            self.driver.notices(name),
        )

    def _found(  # noqa: C901 - a row per word
        self, check: Check, before: Seen, answer: Answer
    ) -> tuple[str, ...]:
        """Will say a check's words again as things really are."""
        verb, *words = check.words
        if verb in POTS:
            return self._pot(check, before)
        if verb in STANDING:
            return STANDING[verb](self.driver, check.member, check.words)
        match verb:
            case "earned":
                currency = words[1] if len(words) > 1 else self.currency
                return (verb, str(answer.earned.get(currency, 0)), *words[1:])
            case "saved":
                return (verb, words[0] if minor(words[0]) == answer.saved_minor else "otherwise")
            case "savings":
                total = self.driver.saved(check.member)
                return (verb, words[0] if minor(words[0]) == total else str(total))
            case "refused":
                return (verb, answer.code, *_params(answer.params, words[1:]))
            case "exists":
                return (answer.status,)
            case "same":
                return (verb, "as", *[name for name in words[1:]
                                      if self.members.get(name) == answer.member])  # fmt: skip
            case "unknown":
                return () if self.driver.knows(check.member) else (verb,)
            case "card":
                filled, places = self.driver.card(check.member, words[0])
                return (verb, words[0], str(filled), "of", str(places))
            case "benefit":
                return self._benefit(check)
            case "not":
                positive = Check(member=check.member, words=tuple(words))
                same = self._found(positive, before, answer) == positive.words
                return () if same else check.words
        return self._counted(check, before)

    def _pot(self, check: Check, before: Seen) -> tuple[str, ...]:
        verb, _, *rest = check.words
        pot, sign, change = POTS[verb]
        currency = (
            rest[0] if rest and rest[0].partition("@")[0] in self.currencies else self.currency
        )
        now = self.driver.pots(check.member, currency).get(pot, 0)
        amount = now - (before.pots.get(pot, 0) if change else 0)
        return (verb, str(sign * amount), *rest)

    def _counted(self, check: Check, before: Seen) -> tuple[str, ...]:
        """Vouchers and notices that the step added; 'x2' says how many, one when nothing does."""
        verb, what, *count = check.words
        if verb == "sent":
            notices = list(self.driver.notices(check.member))
            found = notices.count(what) - list(before.notices).count(what)
        else:
            found = sum(
                reward == what and (verb == "holds" or number not in before.vouchers
                                    or before.vouchers[number][1] != status)
                for number, (reward, status) in self.driver.vouchers(check.member).items()
                if status == STATUS[verb]
            )  # fmt: skip
        wanted = count[0] if count else "x1"
        return (verb, what, *([wanted] if f"x{found}" == wanted and count else
                              [] if f"x{found}" == wanted else [f"x{found}"]))  # fmt: skip

    def _benefit(self, check: Check) -> tuple[str, ...]:
        _, name, _, *rest = check.words
        answer = self.driver.entitlement(check.member, name)
        if answer.status == "done":
            return ("benefit", name, "yes")
        return ("benefit", name, "no", answer.code, *_params(answer.params, rest[1:]))

    def instant(self, text: str) -> datetime:
        """Will read a date and time of the story."""
        return datetime.fromisoformat(text).replace(tzinfo=self.zone)


STATUS = {"issued": "open", "holds": "open", "revoked": "revoked"}
# Which pot a word is about, with which sign, and whether the step's change is meant.
POTS = {
    "balance": ("available", 1, False), "pending": ("pending", 1, False),
    "reserved": ("reserved", 1, False), "owed": ("deficit", -1, False),
    "taken": ("reversed", 1, True), "lapsed": ("expired", 1, True), "spent": ("redeemed", 1, True),
}  # fmt: skip


def _params(params: Mapping[str, object], wanted: list[str]) -> list[str]:
    return [f"{key}={params.get(key)}" for key in (one.partition("=")[0] for one in wanted)]


def _data(text: str) -> dict[str, str]:
    return dict(part.split("=", 1) for part in text.split())


def _location(telling: Telling, step: Step) -> Answer:
    telling.driver.location(step.words[0], _data(step.options.get("with", "")))
    return Answer()


def _top_up(telling: Telling, step: Step) -> Answer:
    member, amount = step.words
    payment = step.options.get("key", f"line-{step.line}")
    return telling.driver.top_up(member, minor(amount), payment)


def _pay(telling: Telling, step: Step) -> Answer:
    member, amount = step.words
    order, location = step.options.get("for", ""), step.options.get("at", "")
    return telling.driver.pay(member, minor(amount), order, location)


def _join(telling: Telling, step: Step) -> Answer:
    options, (name,) = step.options, step.words
    born = datetime.fromisoformat(options["born"]).date() if "born" in options else None
    person = Person(
        name=name, born=born, email=options.get("email", ""), phone=options.get("phone", ""),
        way=options.get("by", "api"), attributes=dict(_data(options.get("with", ""))),
    )  # fmt: skip
    answer = telling.driver.join(person)
    telling.members[name] = answer.member
    return answer


def _order(telling: Telling, step: Step) -> Answer:
    options, (number, member, *amount) = step.options, step.words
    items = step.items or (Item(sku="goods", net_minor=minor(amount[0])),)
    told = telling.instant(options["from"]) if "from" in options else None
    return telling.driver.order(
        Purchase(
            number=number, member=member, items=items, payment_method=options.get("by", ""),
            location=options.get("at", ""), channel=options.get("through", ""),
            source=options.get("source", "shop"), occurred_at=told,
        )
    )  # fmt: skip


def _refund(telling: Telling, step: Step) -> Answer:
    number, *amount = step.words
    part = minor(amount[0]) if amount else None
    return telling.driver.refund(number, part, step.options.get("line", ""))


def _activity(telling: Telling, step: Step) -> Answer:
    kind, member = step.words
    data = _data(step.options.get("with", ""))
    key = step.options.get("key", f"line-{step.line}")
    return telling.driver.activity(member, kind, data, key)


def _codes(telling: Telling, step: Step) -> Answer:
    pool, *codes = step.words
    telling.driver.codes(pool, tuple(codes))
    return Answer()


def _use(telling: Telling, step: Step) -> Answer:
    member, reward = step.words
    order, location = step.options.get("for", ""), step.options.get("at", "")
    return telling.driver.use(member, reward, step.items, order, location)


def _kept(driver: Driver, member: str, words: tuple[str, ...]) -> tuple[str, ...]:
    missing = driver.keep_missing(member)
    return (words[0], words[1] if missing == minor(words[1]) else str(missing))


# What a member's levels and purchases are now, whatever the step did.
STANDING: dict[str, Callable[[Driver, str, tuple[str, ...]], tuple[str, ...]]] = {
    "tier": lambda driver, member, words: (words[0], driver.tier(member)),
    "level": lambda driver, member, words: (words[0], driver.level(member)),
    "candidate": lambda driver, member, words: (words[0], driver.candidate(member)),
    "adviser": lambda driver, member, words: (words[0], *driver.adviser(member).split()),
    "bought": lambda driver, member, words: (*words[:2], driver.bought(member, words[1])),
    "keep": _kept,
    "oncard": lambda driver, _, words: (*words[:2], str(with_gifts(driver).on_card(words[1]))),
    "in": lambda driver, member, words: (
        *words[:2],
        "yes" if with_clubs(driver).inside(member, words[1]) else "no",
    ),
    "place": lambda driver, member, words: (*words[:2], at_events(driver).place(words[1], member)),
}


def _decide(telling: Telling, step: Step) -> Answer:
    member, decision, level = step.words
    until = telling.instant(step.options["until"]) if "until" in step.options else None
    return telling.driver.decide(member, decision, level, until, step.options.get("adviser", ""))


ACTIONS: dict[str, Callable[[Telling, Step], Answer]] = {
    "location": _location,
    "topup": _top_up,
    "pay": _pay,
    "join": _join,
    "order": _order,
    "refund": _refund,
    "cancel": lambda telling, step: telling.driver.cancel(step.words[0]),
    "activity": _activity,
    "codes": _codes,
    "code": lambda telling, step: telling.driver.code(step.words[1], step.words[0]),
    "reserve": lambda telling, step: telling.driver.reserve(
        *step.words, location=step.options.get("at", "")
    ),
    "commit": lambda telling, step: telling.driver.commit(
        step.words[0], step.options.get("for", "")
    ),
    "release": lambda telling, step: telling.driver.release(step.words[0]),
    "undo": lambda telling, step: telling.driver.roll_back(step.words[0]),
    "use": _use,
    "adjust": lambda telling, step: telling.driver.adjust(
        step.words[0], step.words[2], int(step.words[1])
    ),
    "decide": _decide,
    "enjoy": lambda telling, step: telling.driver.enjoy(
        *step.words, order=step.options.get("for", "")
    ),
    "forgo": lambda telling, step: telling.driver.forgo(*step.words),
    "ask": lambda _telling, _step: Answer(),
    "day": lambda _telling, _step: Answer(),
    "time": lambda _telling, _step: Answer(),
}
