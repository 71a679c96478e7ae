"""What a page is for and how one begins there, said to somebody who has never run a program."""

from collections.abc import Sequence

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from regulars.entrypoints.console.navigation import Here

# By the view that the navigation leads to: it speaks for all pages within.
TEXTS = {
    "overview": _(
        "How the program is doing: what needs you today, what members did, and how months compare. "
        "Each figure says under its name how it is counted."
    ),
    "goals": _(
        "Write down what the program should bring, from which figure to which and until when. You "
        "then see how far it has come."
    ),
    "calendar": _("What begins, ends, is drawn or lapses, day by day."),
    "members": _(
        "Everybody who collects. Look for a name, or filter; tick some of them to do one thing for "
        "all. On a member’s page you see each point with its reason, and put things right."
    ),
    "segments": _(
        "A segment is a group that finds itself: say once who belongs to it, such as whoever has "
        "not bought for 90 days, and it stays up to date. Campaigns and rewards can be for one."
    ),
    "accounts": _(
        "People who collect together: a household, or a company with several buyers. One of them "
        "leads it and decides who spends."
    ),
    "clubs": _(
        "A club is for members with something in common. It has its own news, its own events, and "
        "rewards that only its members get."
    ),
    "program": _(
        "All your rules in plain words. In the designer you change them as a draft: nothing "
        "changes for members before you publish, and you can always go back to an earlier version."
    ),
    "rewards": _(
        "What members get for their points, or as a present. Here you see what is left, what was "
        "taken and what it cost you. New ones are made in the designer."
    ),
    "levels": _(
        "Who buys more stands higher and gets more. You can put somebody into a level by hand, too."
    ),
    "benefits": _(
        "What members simply have, without paying points: free delivery, better prices, a free "
        "coffee each month. Those that are counted are ticked off at the till."
    ),
    "stamp_cards": _("Cards that fill up, with a gift at the end, as on paper."),
    "campaigns": _(
        "Something special for a while, such as double points for a week. Before it begins you see "
        "for whom it is and about what it will give away."
    ),
    "events": _(
        "Evenings, tastings, courses: members sign up for a place, those who are too late wait in "
        "line, and at the door you scan their code."
    ),
    "look": _("Make the members’ pages yours: choose a colour and letters, put up your logo."),
    "tills": _(
        "Open the till’s page on a tablet or a computer and type in the code that you get here. "
        "Cashiers sign in there with a number of their own."
    ),
    "vouchers": _(
        "A voucher is a reward that a member holds, with a code for the till. Type a code to see "
        "whose it is and whether it is still good."
    ),
    "cards": _(
        "Cards to carry, with a number to scan. Make some in advance, print them, hand them out, "
        "block those that are lost."
    ),
    "gift_cards": _(
        "Money that somebody pays for and somebody else spends. Sell one, see what is left on it, "
        "block one that is lost."
    ),
    "site_keys": _(
        "A line for the pages of your web shop. It shows customers their points there and invites "
        "those who are no members yet."
    ),
    "notices": _(
        "What members should be told and when: what lapses, what they were given. "
        "Your own mail carries it."
    ),
    "ledger": _(
        "The books of all points. Nothing in them can be changed; the check recomputes every "
        "balance from the first entry on and says whether all agrees."
    ),
    "imports": _(
        "Bring members, orders or balances from another system as a file. You see first what would "
        "happen; what cannot be taken is told line by line."
    ),
    "audit": _("Who of your staff changed what, and when. It cannot be changed or emptied."),
    "staff": _(
        "Invite colleagues and choose what each may do. A second step at sign-in protects you even "
        "if a password is stolen."
    ),
}
ELSEWHERE = _("Ctrl and K finds any member, voucher, order or page. The key ? shows all keys.")


def text_for(groups: Sequence[tuple[str, Sequence[Here]]]) -> list[str]:
    """Will give the help of the page that one is on, and what helps everywhere."""
    at = [one.view for _title, pages in groups for one in pages if one.at]
    return [gettext(TEXTS[one]) for one in at[:1] if one in TEXTS] + [gettext(ELSEWHERE)]
