"""What members and callers read of a refusal: what is so, and what they can do next."""

PROBLEMS = {
    "account_already_shared": "The account is shared by several people.",
    "account_full": "No more than {most} can be in it.",
    "account_not_empty": "Others share the account: they leave first.",
    "account_not_shared": "Nobody shares this account.",
    "account_unknown": "There is no such household or company.",
    "children_not_here": "Only a household has children.",
    "head_hands_over_first": "Whoever heads it makes somebody else the head first.",
    "household_again_later": "You can be in a household again from {date} on.",
    "invitation_over": "The invitation was open until {until}. Ask for a new one.",
    "invitation_settled": "The invitation has been used or withdrawn. Ask for a new one.",
    "invitation_unknown": "There is no invitation with this code. Compare it letter by letter.",
    "managing_not_allowed": "Ask whoever heads the account: they can do this.",
    "member_shares_account": "Leave the household or company that you are in first.",
    "person_unknown": "They are not in this household or company.",
    "role_unknown": "There is no role “{role}”. There are: {roles}.",
    "sharing_not_offered": "The program has no such accounts.",
    "spending_not_allowed": "Ask whoever heads the account: they can spend what is there.",
    "rest_too_large": (
        "What is left is too much to be paid out; only a rest below {below} (in the smallest unit) "
        "is."
    ),
    "gift_card_as_before": "Nothing changes: the gift card stands like that already.",
    "gift_card_blocked": "This gift card is blocked. The shop can say why and help.",
    "gift_card_out_of_bounds": "A gift card is sold with {least} to {most} (in the smallest unit).",
    "gift_card_replaced": (
        "This gift card has a new code, which ends in {hint}. Please use that one."
    ),
    "gift_card_unknown": (
        "There is no gift card with this code. Please compare it letter by letter."
    ),
    "gift_cards_not_sold": "The program sells no gift cards of this kind.",
    "transfer_out_of_bounds": "From {least} to {most} (in the smallest unit) can be sent at once.",
    "transfer_to_self": "Nothing can be sent to the account that it is in.",
    "transfers_not_allowed": "This cannot be sent to other members.",
    "transfers_of_day_used": (
        "Only {left} (in the smallest unit) can still be sent today, and more tomorrow."
    ),
    "payment_or_voucher": "Name a payment with its amount, or a voucher.",
    "voucher_for_gift_card": "This voucher is not used on an order: it becomes a gift card.",
    "voucher_no_gift_card": "This voucher does not become a gift card.",
    "too_many_attempts": "Too many wrong codes. Try again in {minutes} minutes.",
    "top_up_spent": "Of this payment {left} (in the smallest unit) is left, which is less.",
    "top_up_too_small": "Less than {least} (in the smallest unit) cannot be paid in.",
    "top_up_unknown": "There is no such payment into stored value.",
    "wallet_full": "Stored value may reach {most} (in the smallest unit), and {held} is there.",
    "wallet_unknown": "The program has no such stored value.",
    "barred_after_no_show": (
        "A place was kept for you and stayed empty. You can sign up again from {until} on."
    ),
    "card_blocked": "This card is blocked.",
    "card_numbers_used_up": "There is no number left for a new card.",
    "card_replaced": "This card was replaced by a new one; please use that.",
    "card_unknown": "There is no such card.",
    "check_in_code_unknown": (
        "There is no place of this code at the event. Please show the code of your sign-up."
    ),
    "check_in_not_yet": "You can check in on {date}.",
    "check_in_waiting": "You are on the waiting list and have no place yet.",
    "event_cancelled": "The event was called off.",
    "event_full": "All {places} places are taken. Another date may have room.",
    "event_not_for_member": (
        "This event is for other members. The list shows those that are open to you."
    ),
    "event_over": "The event is over.",
    "event_times_wrong": "An event ends after it begins, and its registration before.",
    "event_unknown": "There is no such event.",
    "not_barred": "Nothing keeps you from signing up for events.",
    "registration_not_open": "You cannot sign up for this event now.",
    "registration_unknown": "The member has not signed up for this event.",
    "account_already_moved": "This account was joined with another one. Please use that one.",
    "account_closed": "This account is closed; joining again opens it.",
    "account_not_closed": "The account is not closed.",
    "member_merges_itself": "Both are the same member already.",
    "account_moved": "This account was joined with another one. Please use that one.",
    "activity_type_reserved": "Activities of the type “{type}” are the platform’s own.",
    "amount_is_nothing": "An adjustment needs an amount other than 0.",
    "balance_too_low": "There is not enough to spend: {missing} is missing.",
    "benefit_not_allowed": "This benefit is not open now. The list of benefits says when it is.",
    "benefit_unknown": "The program has no such benefit.",
    "benefit_use_undone": "This use was taken back before.",
    "benefit_use_unknown": "There is no such use of this benefit.",
    "birth_date_needed": (
        "The program asks for a date of birth, because members must be {age_from} or older."
    ),
    "body_invalid": "The body does not fit: {reason}",
    "body_too_large": "The body is larger than {max} bytes. Send it in parts.",
    "body_unreadable": "The body is not JSON in UTF-8.",
    "budget_spent": "There is nothing left of this reward. Another one may please you.",
    "clock_cannot_go_back": "The test clock only goes forward.",
    "code_not_yet": "This code works from {from} on.",
    "code_over": "This code worked until {to}.",
    "code_unknown": "There is no such code. Please compare it with what is printed.",
    "code_used": "This code has already been used. Another one will do.",
    "code_used_by_member": "This code has given you what it can. Another one will do.",
    "codes_exhausted": "There are none left for now. Another reward may please you.",
    "currency_not_in_program": "The order is in {currency}; this program counts {expected}.",
    "currency_unknown": "The program has no currency of that name.",
    "cursor_invalid": "The cursor is not one that this list gave. Start without one.",
    "email_invalid": "This is not an e-mail address.",
    "exists_with_different_content": "This number or key was used before, for other content.",
    "expires_out_of_range": "Points lapse after now and before 2200.",
    "idempotency_key_invalid": "An Idempotency-Key has 1 to 255 printable ASCII characters.",
    "idempotency_key_needed": "Send an Idempotency-Key, so that a retry cannot happen twice.",
    "image_refused": (
        "This is not a PNG, JPEG or WebP of at most {megabytes} MiB, or it is damaged: {why}."
    ),
    "internal_error": "Something went wrong on our side; nothing was changed. Try again.",
    "key_invalid": "The key is missing, wrong, revoked or expired.",
    "key_kind_refused": "A key of the kind “{kind}” may not do this.",
    "key_lacks_scope": "The key does not have the scope “{scope}”.",
    "key_unknown": "There is no such key.",
    "limit_reached": (
        "For now this reward was had as often as it can be. It can be had again later."
    ),
    "line_ids_repeated": "Two lines of the order have the same line_id.",
    "member_already_joined": "The member has already joined.",
    "member_ambiguous": (
        "These names belong to several members. Send only one of them, or merge the members."
    ),
    "member_has_no_name": (
        "Send an e-mail, a phone, a card or an external_id to find the member by."
    ),
    "members_only": "This is for members. Joining opens it.",
    "member_too_young": "Members must be {age_from} or older. Nothing was kept.",
    "member_unknown": "There is no member “{ref}”.",
    "method_not_allowed": "This address does not take that method.",
    "minimum_spend_not_met": (
        "The voucher needs a spend of {least} (in the smallest unit); this order has {spend}."
    ),
    "name_taken": "An e-mail, phone, card or external_id belongs to another member.",
    "not_found": "There is nothing at this address.",
    "order_already_cancelled": "The order was cancelled before.",
    "order_is_empty": "Send lines, or a total.",
    "order_of_another_member": (
        "The order belongs to another member. The shop can look at it with you."
    ),
    "order_unknown": "There is no order “{order}”.",
    "origin_refused": "The key may not be used from this origin.",
    "out_of_stock": "There are none left for now. Another reward may please you.",
    "payment_not_in_steps": "Points can pay in steps of {step}.",
    "payment_out_of_bounds": "From {least} to {most} points can pay here.",
    "phone_invalid": "This is not a phone number. Write it with + and the country’s number.",
    "points_do_not_pay": "These points cannot pay for an order.",
    "price_unknown": "The reward has no such price.",
    "program_invalid": "The program has errors; each is listed with its line and a cure.",
    "program_not_found": "There is no such program.",
    "program_without_version": "The program has no published version yet.",
    "query_invalid": "A parameter does not fit: {reason}",
    "rate_limited": "Too many calls with this key. Wait as long as Retry-After says.",
    "redeeming_not_here": "It cannot be redeemed here. Its terms say where it can.",
    "redemption_already_restored": "All of this redemption was given back before.",
    "redemption_not_committed": (
        "Only a committed redemption can be rolled back; this one is {status}."
    ),
    "redemption_not_reserved": "The reservation is no longer there. Please begin anew.",
    "redemption_unknown": "There is no such redemption.",
    "ref_invalid": "“{ref}” is not a reference that this address takes.",
    "refund_below_nothing": "A refund cannot be less than nothing.",
    "refund_exceeds_order": "The refund is {amount}; only {left} is left (in the smallest unit).",
    "refund_line_unknown": "The order has no line “{line_id}”.",
    "reward_has_no_stock": "The reward “{reward}” has no stock: there is no end to it.",
    "reward_not_for_member": "This reward is for other members. The list shows those for you.",
    "reward_not_for_points": (
        "This reward cannot be bought with points. It is given for something else."
    ),
    "reward_not_today": "This reward cannot be had today, but on another day.",
    "reward_not_yet": "This reward can be had from {from} on.",
    "reward_or_payment": "Name either a reward or what to pay with points.",
    "reward_over": "This reward could be had until {to}.",
    "reward_unknown": "The program has no reward “{reward}”.",
    "rollback_exceeds_rest": "Only {left} are left to give back; {amount} are more.",
    "rollback_needs_whole": (
        "A redemption of several currencies can only be given back as a whole."
    ),
    "stock_below_nothing": "Only {left} are left; fewer than none cannot be.",
    "test_mode_only": "Only a test key of a program with a test clock may do this.",
    "tier_needed": "This is for members who are “{tier}”. Your progress says how far that is.",
    "tier_already_higher": "The member already has “{tier}” or a higher level.",
    "tier_no_candidate": "The member is not a candidate for “{tier}”.",
    "tier_no_invitation": "There is no open invitation to “{tier}”.",
    "tier_not_by_invitation": "“{tier}” is opened by credit alone; hold it by hand instead.",
    "tier_not_held": "“{tier}” is not held by hand, so there is nothing to take back.",
    "tier_unknown": "The program has no level “{tier}”.",
    "tier_until_needed": "Say until when the level is held.",
    "tier_until_over": "That time is over already, or too far away.",
    "amount_out_of_range": "It would give or take more than any account can hold.",
    "campaign_unknown": "There is no campaign of this name.",
    "segment_in_file": "The segment “{segment}” stands in the program file: change it there.",
    "segment_invalid": "The definition says what cannot be; see errors.",
    "segment_name_invalid": "A segment's name is made of small letters, digits, - and _.",
    "segment_unknown": "There is no segment of this name.",
    "time_in_the_future": "The time lies more than a day ahead of the shop's clock.",
    "time_out_of_range": "The time lies outside of 1970 to 2200.",
    "time_without_zone": "A time needs its offset, as in 2026-03-01T12:00:00+02:00.",
    "use_comes_back_with_order": "A voucher's use comes back with the refund of its order.",
    "version_breaks_promises": "A published version made a promise that this text no longer knows.",
    "version_in_the_past": "A version can only come into force now or later.",
    "version_not_found": "There is no such version.",
    "voucher_does_not_combine": "“{reward}” cannot be used together with “{other}”.",
    "voucher_fits_no_line": "The voucher fits nothing on this order. Its terms say what it is for.",
    "voucher_not_open": (
        "The voucher was used, revoked or has expired. The list shows those that are open."
    ),
    "voucher_unknown": "There is no such voucher. Please compare the code letter by letter.",
}
