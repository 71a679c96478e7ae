"""What staff read of a refusal where it differs from what the member reads: numbers, and a cure."""

STAFF = {
    "balance_too_low": "There is not enough to spend: {available} are there, {missing} missing.",
    "budget_spent": "The budget of “{reward}” is spent; a new version of the program can raise it.",
    "code_unknown": "No code of this program reads like that; compare it letter by letter.",
    "code_not_yet": "The campaign’s code works from {from} on; adding it again sets other times.",
    "code_over": "The campaign’s code ended at {to}; adding it again sets other times.",
    "code_used": "All uses of the code are gone. A one-time code works for whoever types it first.",
    "code_used_by_member": "The member has used the code {times} times, as often as one may.",
    "codes_exhausted": "The pool of codes of “{reward}” is empty; import more of them.",
    "too_many_attempts": "Too many wrong codes from this member, key or address: {seconds} s left.",
    "limit_reached": "The limit of “{reward}” per {per} is used up; it begins anew with the next.",
    "out_of_stock": "The stock of “{reward}” is used up; fill it up on the page of the reward.",
    "redeeming_not_here": "The program’s conditions do not allow it at “{location}”.",
    "reward_not_for_member": "The reward’s conditions ask for something that this member is not.",
    "reward_not_today": "Today is one of the days on which “{reward}” is closed.",
    "reward_not_yet": "“{reward}” is on offer from {from} on.",
    "reward_over": "“{reward}” was on offer until {to}.",
    "reward_unknown": "There is no reward “{reward}” in force, or this member may not see it.",
    "tier_needed": "The member’s tier is none of: {tier}.",
    "voucher_not_open": "The voucher is {status}.",
    "voucher_unknown": "No voucher of this program has that code.",
}
