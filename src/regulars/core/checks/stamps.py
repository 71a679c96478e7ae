"""Stamp cards: that they can fill, and that a full one gives something."""

from regulars.core.checks.conditions import FOR_ACTIVITIES, FOR_ORDERS, Setting, check_when
from regulars.core.checks.earning import JOINED, ORDER, RESERVED, limit_words
from regulars.core.checks.problems import Names, Path, Problem, Problems, unknown
from regulars.core.program import Program, StampCard


def stamps(program: Program, names: Names) -> Problems:
    """Will complain about the cards under `stamp_cards`."""
    rules = {one.id for one in program.earn} | {one.id for one in program.automatic}
    for name, word in program.stamp_cards.items():
        path: Path = ("stamp_cards", name)
        if name in rules or name in program.points:
            yield Problem(code="id_repeated", path=path, params={"id": name})
        yield from _filling(word, path)
        yield from _rewards(word, path, names)
        yield from _goodwill(word, path)
        if word.notice and word.expires is None:
            yield Problem(code="notice_needs_expiry", path=(*path, "notice"))
        allowed = FOR_ORDERS if word.on == ORDER else FOR_ACTIVITIES
        yield from check_when(word.when, (*path, "when"), Setting(allowed, names))
        yield from limit_words(word.limit, path)


def _filling(word: StampCard, path: Path) -> Problems:
    if (word.spend is not None) is not (word.one_per == "spend"):
        params = {"word": "spend", "needs": "one_per: spend"}
        if word.spend is None:
            params = {"word": "one_per: spend", "needs": "spend"}
        yield Problem(code="word_needs", path=(*path, "one_per"), params=params)
    if word.spend is not None and word.spend <= 0:
        yield Problem(code="amount_not_positive", path=(*path, "spend"))
    if word.on == ORDER:
        return
    if word.on.startswith(RESERVED) and word.on != JOINED:
        yield Problem(code="trigger_unknown", path=(*path, "on"), params={"name": word.on})
    for said, wrong in (("one_per", word.one_per != "visit"), ("products", word.products)):
        if wrong:
            yield Problem(code="word_not_here", path=(*path, said), params={"word": said})


def _rewards(word: StampCard, path: Path, names: Names) -> Problems:
    last = 0
    for index, one in enumerate(word.rewards):
        here = (*path, "rewards", index)
        yield from unknown("reward", one.issue, names.rewards, (*here, "issue"))
        if one.at <= last:
            yield Problem(code="places_not_ascending", path=(*here, "at"))
        last = one.at
    if last != word.stamps:
        params = {"stamps": word.stamps}
        yield Problem(code="card_full_without_reward", path=(*path, "rewards"), params=params)


def _goodwill(word: StampCard, path: Path) -> Problems:
    if word.goodwill is None:
        return
    here = (*path, "goodwill")
    if word.goodwill.stamps >= word.stamps:
        params = {"stamps": word.stamps}
        yield Problem(code="goodwill_fills_card", path=(*here, "stamps"), params=params)
    if word.goodwill.on == "joining" and word.counted_by != "program":
        yield Problem(code="goodwill_needs_place", path=(*here, "on"))
