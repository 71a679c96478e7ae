"""What staff read of a refusal: what happened, with its numbers, and what they can do about it.

Every code is either here or among those that only a program that calls the API can meet.
"""

STAFF = {
    "account_already_moved": (
        "The account was joined with another one before; look for the member there."
    ),
    "account_already_shared": (
        "A household’s or company’s account already: invite people to that one."
    ),
    "account_closed": (
        "The member has left. Whoever joins again under the same name opens the account."
    ),
    "account_full": "The program lets at most {most} be in it; a new version can raise that.",
    "account_moved": "The account was joined with another one; book it there.",
    "account_not_closed": "The account is open: there is nothing to open again.",
    "account_not_empty": "Let the other {people} leave, or go, before it is closed.",
    "account_not_shared": (
        "The account has one member: there is nobody to leave it or to be invited with."
    ),
    "account_unknown": "No household or company of this program has that id.",
    "activity_type_reserved": "“{type}” is told by its own call, not as an activity.",
    "amount_is_nothing": "The amount is 0, or nothing is left: there is nothing to book.",
    "amount_out_of_range": (
        "The amount is beyond what any account can hold; look for a digit too many."
    ),
    "balance_too_low": "There is not enough to spend: {available} are there, {missing} missing.",
    "barred_after_no_show": "The member missed an event without a word: barred until {until}.",
    "benefit_not_allowed": (
        "The member may not have it now; the page of the member says why and until when."
    ),
    "benefit_unknown": "No benefit of this name is in force; compare it with the page of benefits.",
    "benefit_use_undone": "This use was taken back before: nothing was changed.",
    "benefit_use_unknown": "No such use is known of this member; look at their latest events.",
    "birth_date_needed": "Ask for the date of birth: members must be {age_from} or older.",
    "budget_spent": "The budget of “{reward}” is spent; a new version of the program can raise it.",
    "campaign_unknown": "No campaign of this name is in the program in force.",
    "card_blocked": "The card is blocked: nothing was kept. Sell without it, or by another name.",
    "card_numbers_used_up": "The numbers of this series are used up: start another in the program.",
    "card_replaced": "Another card took over from this one: nothing was kept. Ask for the new one.",
    "card_unknown": "No member has a card with this number; a guest may have collected with it.",
    "check_in_code_unknown": "No sign-up of this event has the code, or the place was given up.",
    "check_in_not_yet": "Check-ins begin on the day of the event, which is {date}.",
    "check_in_waiting": "The member waits for a place; raise the number of places to let them in.",
    "children_not_here": "Children are entered in a household; a company’s account has none.",
    "club_by_invitation": "The club is by invitation; invite the member first.",
    "club_closed": "The club is closed; open it to take members in.",
    "club_code_needed": "The club is joined with a code: write one into its terms.",
    "club_full": "All {capacity} places of the club are taken; raise its capacity, or wait.",
    "club_joined_already": "The member is in this club already: nothing was changed.",
    "club_members_only": "The event is for the club “{club}”, which the member is not in.",
    "club_not_asked": "No request of this member waits; look at the list of the club.",
    "club_not_for_member": "The club’s terms ask for something that this member is not: {word}.",
    "club_not_joined": "The member is not in this club, and has not asked to be.",
    "club_removed": "Staff took the member out of this club; only an invitation lets them back.",
    "club_unknown": "No club of this program has that id.",
    "code_not_yet": "The campaign’s code works from {from} on; adding it again sets other times.",
    "code_over": "The campaign’s code ended at {to}; adding it again sets other times.",
    "code_unknown": "No code of this program reads like that; compare it letter by letter.",
    "code_used": "All uses of the code are gone. A one-time code works for whoever types it first.",
    "code_used_by_member": "The member has used the code {times} times, as often as one may.",
    "codes_exhausted": "The pool of codes of “{reward}” is empty; import more of them.",
    "currency_not_in_program": (
        "The order is in {currency}, the program counts {expected}: nothing was earned."
    ),
    "currency_unknown": "The program in force has no currency of that name.",
    "email_invalid": "The e-mail address cannot be right; ask for it again.",
    "event_cancelled": "The event was called off; another one can be arranged in its place.",
    "event_full": "All {places} places are taken, and the event has no waiting list.",
    "event_not_for_member": "The event’s terms ask for something that this member is not: {word}.",
    "event_over": "The event is over: its places and check-ins are closed.",
    "event_times_wrong": (
        "The end must be after the beginning, and the end of registration before it."
    ),
    "event_unknown": "No event of this program has that id.",
    "exists_with_different_content": (
        "This number was booked before with other content; nothing was changed."
    ),
    "expires_out_of_range": "The date must be after now and before 2200.",
    "gift_card_as_before": "Nothing changes: somebody else has blocked or opened the card already.",
    "gift_card_blocked": (
        "The card is blocked. Its page says since when and why, and opens it again."
    ),
    "gift_card_out_of_bounds": "Cards are sold with {least} to {most}.",
    "gift_card_replaced": "The card was replaced already; its code now ends in {hint}.",
    "gift_card_unknown": "No card of this program has that code; compare it letter by letter.",
    "gift_cards_not_sold": "The wallet “{wallet}” has no gift_cards in the program file.",
    "head_hands_over_first": "Give another person the role of head; then this one can go.",
    "household_again_later": "They left a household not long ago: again from {date} on.",
    "image_refused": (
        "The picture was not taken: {why}. Save it as PNG, JPEG or WebP below {megabytes} MiB."
    ),
    "invitation_over": (
        "The invitation ended on {until}; who heads the account can send another one."
    ),
    "invitation_settled": "The code was used, declined or withdrawn before; make a new one.",
    "invitation_unknown": (
        "No invitation of this program has that code; compare it letter by letter."
    ),
    "key_unknown": "No key of this program has that id.",
    "limit_reached": "The limit of “{reward}” per {per} is used up; it begins anew with the next.",
    "managing_not_allowed": "Only who heads the account or manages it may do this; ask them.",
    "member_already_joined": "The member has joined before: nothing was changed.",
    "member_ambiguous": (
        "These names belong to several members. Use one of them, or make the members one."
    ),
    "member_has_no_name": "Ask for an e-mail, a phone, a card or a number to find the member by.",
    "merge_not_traceable": (
        "Words that somebody had erased are missing, so it cannot be told what came from where. "
        "Enrol the other person anew and give them their points by hand."
    ),
    "merge_too_old": (
        "It could be undone for {days} days. Enrol the other person anew and give them their "
        "points by hand."
    ),
    "merge_unknown": "Nobody was made one with this member; look for who was at the other one.",
    "member_merges_itself": "Both names lead to the same member already: nothing needs to be done.",
    "member_shares_account": "They are in a household or company; let them leave it first.",
    "member_too_young": "Members must be {age_from} or older. Nothing was kept of this one.",
    "member_unknown": "No member goes by “{ref}”; look for another name of theirs, or enrol them.",
    "members_only": "It is for members: enrol the person, or find their account.",
    "minimum_spend_not_met": (
        "It takes a spend of {least} on what the voucher is for; here are {spend}."
    ),
    "name_taken": "Another member has this e-mail, phone, card or number; make the two one.",
    "not_barred": "No empty place counts against the member.",
    "order_already_cancelled": "The order was cancelled before; nothing is left to refund.",
    "order_of_another_member": "The order is held by another member; look at whose it is first.",
    "order_unknown": "No order “{order}” was told yet; check the shop’s source and number.",
    "out_of_stock": "The stock of “{reward}” is used up; fill it up on the page of the reward.",
    "payment_not_in_steps": "Points pay in steps of {step}: round it.",
    "payment_or_voucher": (
        "Say what paid for the card and how much, or which voucher it is made of."
    ),
    "payment_out_of_bounds": "On this order {least} to {most} points can pay.",
    "person_unknown": "They are not among the people of this account; look at its page.",
    "phone_code_unknown": "No phone shows this code now; scan the one that is on it.",
    "phone_invalid": "The phone number cannot be right; write it with + and the country’s number.",
    "points_do_not_pay": "The program does not let these points pay for orders (redeeming: pay).",
    "post_times_wrong": "The end must be after the time of publishing.",
    "post_unknown": "The club has no post of that id; it may have been taken down.",
    "price_unknown": "The reward has no such price in the version in force.",
    "redeeming_not_here": "The program’s conditions do not allow it at “{location}”.",
    "redemption_already_restored": "It was given back in full before: nothing is left to undo.",
    "redemption_not_committed": "It is {status}; only what was handed over can be undone.",
    "redemption_not_reserved": (
        "The reservation was committed, cancelled or ran out; reserve it anew."
    ),
    "redemption_unknown": "No redemption of this program has that id.",
    "refund_below_nothing": "A refund is an amount above 0.",
    "refund_exceeds_order": ("Of the order only {left} is left; {amount} are more."),
    "refund_line_unknown": "The order has no line “{line_id}”; shipping is the line “shipping”.",
    "registration_not_open": "Registration is open from {from} until {until}.",
    "registration_unknown": "The member is not on the list of this event.",
    "rest_too_large": ("Rests are paid out only below {below}; spend it instead."),
    "reward_has_no_stock": (
        "“{reward}” is not counted; write stock into the program to begin with it."
    ),
    "reward_not_for_member": "The reward’s conditions ask for something that this member is not.",
    "reward_not_for_points": "“{reward}” has no price in points: rules give it.",
    "reward_not_today": "Today is one of the days on which “{reward}” is closed.",
    "reward_not_yet": "“{reward}” is on offer from {from} on.",
    "reward_over": "“{reward}” was on offer until {to}.",
    "reward_unknown": "There is no reward “{reward}” in force, or this member may not see it.",
    "role_unknown": "The program has no role “{role}”; there are: {roles}.",
    "rollback_exceeds_rest": "Only {left} are left to give back of this redemption.",
    "rollback_needs_whole": "It was paid in several currencies: give all of it back at once.",
    "segment_in_file": "“{segment}” stands in the program file: change it there and publish.",
    "segment_unknown": "No segment of this name is in the program or was saved.",
    "sharing_not_offered": "The program’s file says nothing of households or companies: add it.",
    "spending_not_allowed": "Their role may not spend; the head may, or give them another role.",
    "stock_below_nothing": "Of “{reward}” only {left} are left: take off no more than that.",
    "tier_already_higher": "The member is “{tier}” or higher already.",
    "tier_needed": "The member’s tier is none of: {tier}.",
    "tier_no_candidate": "The member does not wait for “{tier}” any more; look at their history.",
    "tier_no_invitation": "No invitation to “{tier}” is open; invite the member first.",
    "tier_not_by_invitation": "“{tier}” opens by credit alone; hold it by hand instead.",
    "tier_not_held": "“{tier}” is not held by hand: there is nothing to release.",
    "tier_unknown": "The program in force has no level “{tier}”.",
    "tier_until_needed": "Say until when the level is to be held.",
    "tier_until_over": "That date is over already, or beyond 2199.",
    "time_in_the_future": "The time lies more than a day ahead; check the till’s clock and date.",
    "time_out_of_range": "The time lies outside of 1970 to 2200; check the till’s clock and date.",
    "too_many_attempts": "Too many wrong codes from this member, key or address: {seconds} s left.",
    "top_up_spent": ("Of this payment only {left} is left; the rest was spent."),
    "top_up_too_small": "At least {least} is paid in at once.",
    "top_up_unknown": "No payment with this reference went into the wallet.",
    "transfer_out_of_bounds": "At once {least} to {most} can be sent.",
    "transfer_to_self": "Sender and receiver are the same account.",
    "transfers_not_allowed": "The wallet has no transfers in the program file.",
    "transfers_of_day_used": "Of {per_day} a day {left} are left to send.",
    "use_comes_back_with_order": (
        "Refund the order that it was used on; the voucher comes back with it."
    ),
    "voucher_does_not_combine": (
        "“{reward}” does not go with “{other}”: use one of them on this order."
    ),
    "voucher_fits_no_line": "Nothing on the order is what the voucher is for; see its terms.",
    "voucher_for_gift_card": "Make a gift card of it on the page of gift cards, or by its call.",
    "voucher_no_gift_card": "Only rewards of the kind gift-card become one; use it on an order.",
    "voucher_not_open": "The voucher is {status}.",
    "voucher_unknown": "No voucher of this program has that code.",
    "wallet_full": "The wallet may hold {most}, and {held} are there.",
    "wallet_unknown": "The program in force has no stored value of that name.",
}

FOR_CALLERS = frozenset(
    {
        "body_invalid",
        "body_too_large",
        "body_too_slow",
        "body_unreadable",
        "clock_cannot_go_back",
        "cursor_invalid",
        "database_away",
        "idempotency_key_invalid",
        "idempotency_key_needed",
        "internal_error",
        "key_invalid",
        "key_kind_refused",
        "key_lacks_scope",
        "line_ids_repeated",
        "method_not_allowed",
        "not_found",
        "order_is_empty",
        "origin_refused",
        "overloaded",
        "program_invalid",
        "program_not_found",
        "program_without_version",
        "query_invalid",
        "rate_limited",
        "ref_invalid",
        "reward_or_payment",
        "segment_invalid",
        "segment_name_invalid",
        "test_mode_only",
        "time_without_zone",
        "version_breaks_promises",
        "version_in_force",
        "version_in_the_past",
        "version_not_found",
    }
)
"""What a program that calls the API did not say rightly: no till and no page lets it happen."""
