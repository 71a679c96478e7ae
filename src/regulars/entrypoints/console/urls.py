"""The console's addresses: the program that is looked at is part of each."""

from django.urls import include, path

from regulars.entrypoints.console import access
from regulars.entrypoints.console.audit import views as audit
from regulars.entrypoints.console.bringing import refused as not_taken
from regulars.entrypoints.console.bringing import views as bringing
from regulars.entrypoints.console.bulk import views as bulk
from regulars.entrypoints.console.calendar import views as calendar
from regulars.entrypoints.console.campaigns import views as campaigns
from regulars.entrypoints.console.carried import changing, printing
from regulars.entrypoints.console.carried import views as carried
from regulars.entrypoints.console.clubs import founding, running
from regulars.entrypoints.console.clubs import views as clubs
from regulars.entrypoints.console.components import views as components
from regulars.entrypoints.console.counter import cashiers
from regulars.entrypoints.console.counter import views as counter
from regulars.entrypoints.console.designer import checkup, publishing, sampling, things, withdrawing
from regulars.entrypoints.console.designer import views as designer
from regulars.entrypoints.console.filed import books as filed_books
from regulars.entrypoints.console.filed import together as filed_together
from regulars.entrypoints.console.filed import views as filed
from regulars.entrypoints.console.gatherings import arranging, desk
from regulars.entrypoints.console.gatherings import views as gatherings
from regulars.entrypoints.console.goals import views as goals
from regulars.entrypoints.console.ledger import views as ledger
from regulars.entrypoints.console.levels import deciding
from regulars.entrypoints.console.levels import views as levels
from regulars.entrypoints.console.look import views as look
from regulars.entrypoints.console.members import (
    adjusting,
    consenting,
    duplicates,
    export,
    links,
    noting,
    saving,
    splitting,
    uniting,
)
from regulars.entrypoints.console.members import views as members
from regulars.entrypoints.console.notices import views as notices
from regulars.entrypoints.console.onsite import views as onsite
from regulars.entrypoints.console.overview import refunds
from regulars.entrypoints.console.overview import views as overview
from regulars.entrypoints.console.pools import views as pools
from regulars.entrypoints.console.program import views as program
from regulars.entrypoints.console.rewards import one as one_reward
from regulars.entrypoints.console.rewards import shelf
from regulars.entrypoints.console.rewards import views as rewards
from regulars.entrypoints.console.search import views as search
from regulars.entrypoints.console.security import adding, password
from regulars.entrypoints.console.security import views as security
from regulars.entrypoints.console.segments import views as segments
from regulars.entrypoints.console.sharing import desk as together
from regulars.entrypoints.console.sharing import views as sharing
from regulars.entrypoints.console.signin import second
from regulars.entrypoints.console.signin import views as signin
from regulars.entrypoints.console.staff import accepting, inviting
from regulars.entrypoints.console.staff import views as staff
from regulars.entrypoints.console.stamps import views as stamps
from regulars.entrypoints.console.start import looking, ready
from regulars.entrypoints.console.start import views as start
from regulars.entrypoints.console.value import by_hand
from regulars.entrypoints.console.value import cards as gift_cards

app_name = "console"

_program = [
    path("", overview.overview, name="overview"),
    path("figures/", overview.figures, name="figures"),
    path("trend/", overview.trend, name="trend"),
    path("months.csv", overview.months_csv, name="months_csv"),
    path("calendar/", calendar.calendar, name="calendar"),
    path("goals/", goals.listed, name="goals"),
    path("goals/<str:goal>/drop/", goals.drop, name="drop_goal"),
    path("members/", members.members, name="members"),
    path("members/export.csv", export.export, name="members_csv"),
    path("members/consents/", consenting.consenting, name="consents"),
    path("members/consents.csv", consenting.consents_csv, name="consents_csv"),
    path("members/duplicates/", duplicates.duplicates, name="duplicates"),
    path("members/duplicates.csv", duplicates.duplicates_csv, name="duplicates_csv"),
    path("refunds/", refunds.refunds, name="refunds"),
    path("refunds/see-to/", refunds.see_to, name="see_to_refund"),
    path("members/view/", saving.view, name="save_view"),
    path("members/bulk/", bulk.act, name="bulk"),
    path("members/bulk/runs/", bulk.runs, name="bulk_runs"),
    path("members/bulk/runs/<str:run>/", bulk.run, name="bulk_run"),
    path("members/bulk/runs/<str:run>/undo/", bulk.undo, name="bulk_undo"),
    path("members/bulk/runs/<str:run>/results.csv", bulk.results, name="bulk_csv"),
    path("members/<str:member>/", members.member, name="member"),
    path("members/<str:member>/timeline/", members.timeline, name="timeline"),
    path("members/<str:member>/adjust/", adjusting.adjust, name="adjust"),
    path("members/<str:member>/notes/", noting.add, name="add_note"),
    path("members/<str:member>/tags/", saving.tag, name="tag_member"),
    path("members/<str:member>/link/", links.link, name="member_link"),
    path("members/<str:member>/wallet/", by_hand.wallet, name="wallet"),
    path("members/<str:member>/apart/<str:other>/", duplicates.tell_apart, name="tell_apart"),
    path("members/<str:member>/merge/", uniting.merge, name="merge"),
    path("members/<str:member>/merge/<str:merge>/", splitting.undo_merge, name="undo_merge"),
    path("members/<str:member>/verify/", members.verify, name="verify_member"),
    path("members/<str:member>/tier/", deciding.decide, name="decide_tier"),
    path("members/<str:member>/benefit/", deciding.use, name="use_benefit"),
    path("members/<str:member>/cards/", changing.issue, name="issue_member_card"),
    path("cards/", carried.card_list, name="cards"),
    path("cards/cards.csv", filed.card_list, name="cards_csv"),
    path("cards/issue/", carried.issue, name="issue_cards"),
    path("cards/print.pdf", printing.printed, name="print_cards"),
    path("cards/<str:card>/", changing.change, name="change_member_card"),
    path("cards/<str:card>/card.svg", printing.picture, name="card_picture"),
    path("levels/", levels.levels, name="levels"),
    path("benefits/", levels.benefits, name="benefits"),
    path("program/", program.program, name="program"),
    path("program/versions/<int:number>/", program.version, name="version"),
    path("program/versions/<int:number>/again/", publishing.again, name="roll_back"),
    path("program/versions/<int:number>/withdraw/", withdrawing.withdraw, name="withdraw_version"),
    path("program/design/", designer.design, name="design"),
    path("start/", ready.look_over, name="look_over"),
    path("start/publish/", ready.publish_first, name="publish_first"),
    path("start/poster/", ready.poster, name="poster"),
    path("program/check-up/", checkup.checkup, name="check_up"),
    path("program/design/look/", designer.look, name="look_at_draft"),
    path("program/design/sample/", sampling.sample, name="sample"),
    path("program/design/file/", designer.keep, name="keep_draft"),
    path("program/design/discard/", designer.discard, name="discard_draft"),
    path("program/design/<slug:kind>/<str:name>/", things.thing, name="design_thing"),
    path("program/design/<slug:kind>/<str:name>/take-out/", things.take_out, name="take_out"),
    path("program/design/publish/", publishing.publish, name="publish"),
    path("look/", look.look, name="look"),
    path("look/logo/", look.logo, name="change_logo"),
    path("rewards/", rewards.rewards, name="rewards"),
    path("rewards/rewards.csv", filed_books.rewards, name="rewards_csv"),
    path("rewards/<slug:reward>/", one_reward.reward, name="reward"),
    path("rewards/<slug:reward>/stock/", shelf.restock, name="restock"),
    path("rewards/<slug:reward>/stock/change/", shelf.change, name="change_stock"),
    path("rewards/<slug:reward>/image/", one_reward.image, name="reward_image"),
    path("code-pools/", pools.code_pools, name="code_pools"),
    path("code-pools/<slug:pool>/", pools.fill, name="fill_pool"),
    path("code-pools/<slug:pool>/unused.csv", pools.unused, name="unused_codes"),
    path("vouchers/", rewards.vouchers, name="vouchers"),
    path("vouchers/vouchers.csv", filed.vouchers, name="vouchers_csv"),
    path("campaigns/", campaigns.campaigns, name="campaigns"),
    path("campaigns/campaigns.csv", filed_books.campaigns, name="campaigns_csv"),
    path("campaigns/<slug:name>/", campaigns.campaign, name="campaign"),
    path("segments/", segments.segments, name="segments"),
    path("segments/<slug:name>/", segments.segment, name="segment"),
    path("segments/<slug:name>/members.csv", segments.export, name="segment_csv"),
    path("stamp-cards/", stamps.stamp_cards, name="stamp_cards"),
    path("members/<str:member>/stamp-cards/<str:currency>.svg", stamps.printed, name="stamp_card"),
    path("gift-cards/", gift_cards.gift_cards, name="gift_cards"),
    path("gift-cards/gift-cards.csv", filed_together.gift_cards, name="gift_cards_csv"),
    path("gift-cards/sell/", gift_cards.sell, name="sell_card"),
    path("gift-cards/<str:card>/", gift_cards.change, name="change_card"),
    path("events/", gatherings.events, name="events"),
    path("events/new/", arranging.new, name="new_event"),
    path("events/<str:event>/", gatherings.event, name="event"),
    path("events/<str:event>/places.csv", filed.places, name="places_csv"),
    path("events/<str:event>/edit/", arranging.edit, name="edit_event"),
    path("events/<str:event>/cancel/", arranging.cancel, name="cancel_event"),
    path("events/<str:event>/calendar.ics", gatherings.file, name="event_file"),
    path("events/<str:event>/check-in/", desk.check_in, name="check_in"),
    path("events/<str:event>/add/", desk.add, name="add_to_event"),
    path("events/<str:event>/places/<str:member>/", desk.place, name="event_place"),
    path("events/<str:event>/places/<str:member>/lift/", desk.lift, name="lift_no_shows"),
    path("accounts/", sharing.accounts, name="accounts"),
    path("accounts/accounts.csv", filed_together.accounts, name="accounts_csv"),
    path("accounts/open/", sharing.open_account, name="open_account"),
    path("accounts/<str:account>/", sharing.account, name="account"),
    path("accounts/<str:account>/change/", together.change, name="change_account"),
    path("accounts/<str:account>/invite/", together.ask, name="ask_in"),
    path("accounts/<str:account>/let-in/", together.let_in, name="let_in"),
    path("accounts/<str:account>/people/<str:member>/", together.person, name="account_person"),
    path("clubs/", clubs.clubs, name="clubs"),
    path("clubs/new/", founding.new, name="new_club"),
    path("clubs/<str:club>/", clubs.club, name="club"),
    path("clubs/<str:club>/club.csv", filed_together.club, name="club_csv"),
    path("clubs/<str:club>/edit/", founding.edit, name="edit_club"),
    path("clubs/<str:club>/add/", running.add, name="add_to_club"),
    path("clubs/<str:club>/members/<str:member>/", running.member, name="club_member"),
    path("clubs/<str:club>/posts/", running.publish, name="publish_post"),
    path("clubs/<str:club>/posts/<str:post>/", running.change_post, name="change_post"),
    path("tills/", counter.tills, name="tills"),
    path("tills/invite/", counter.invite, name="invite_till"),
    path("tills/cashiers/", cashiers.add, name="add_cashier"),
    path("tills/cashiers/<str:cashier>/", cashiers.change, name="change_cashier"),
    path("tills/<str:till>/block/", counter.block, name="block_till"),
    path("import/", bringing.listed, name="imports"),
    path("import/<str:file>/", bringing.one, name="import_file"),
    path("import/<str:file>/columns/", bringing.columns, name="import_columns"),
    path("import/<str:file>/run/", bringing.run, name="import_run"),
    path("import/<str:file>/refused.csv", not_taken.file, name="import_refused"),
    path("search/", search.search, name="search"),
    path("site/", onsite.keys, name="site_keys"),
    path("site/new/", onsite.make, name="make_site_key"),
    path("site/<str:key>/", onsite.change, name="change_site_key"),
    path("audit/", audit.log, name="audit"),
    path("audit/audit.csv", audit.file, name="audit_csv"),
    path("staff/", staff.staff, name="staff"),
    path("staff/policy/", staff.policy, name="staff_policy"),
    path("staff/invite/", inviting.invite, name="invite_staff"),
    path("staff/invitations/<str:invitation>/", inviting.withdraw, name="withdraw_staff"),
    path("staff/<int:user>/", staff.change, name="change_staff"),
    path("staff/<int:user>/block/", staff.block, name="block_staff"),
    path("staff/<int:user>/dismiss/", staff.dismiss, name="dismiss_staff"),
    path("staff/<int:user>/start-anew/", staff.start_anew, name="start_anew"),
    path("notices/notices.csv", filed.notices, name="notices_csv"),
    path("notices/", notices.notices, name="notices"),
    path("ledger/entries.csv", filed_books.entries, name="entries_csv"),
    path("ledger/", ledger.ledger, name="ledger"),
    path("ledger/proof/", ledger.proof, name="proof"),
]

urlpatterns = [
    path("", access.home, name="home"),
    path("sign-in/", signin.sign_in, name="sign_in"),
    path("sign-in/send-code/", signin.send_code, name="send_code"),
    path("sign-in/code/", signin.code, name="code"),
    path("sign-in/second/", second.second, name="second"),
    path("sign-out/", signin.sign_out, name="sign_out"),
    path("join/<str:invitation>/<str:secret>/", accepting.accept, name="accept"),
    path("components/", components.components, name="components"),
    path("security/", security.security, name="security"),
    path("security/app/", adding.app, name="add_app"),
    path("security/passkey/", adding.passkey, name="add_passkey"),
    path("security/password/", password.password, name="password"),
    path("security/codes/", security.renew_codes, name="renew_codes"),
    path("security/sessions/", security.end_sessions, name="end_sessions"),
    path("security/factors/<int:factor>/remove/", security.remove, name="remove_factor"),
    path("start/", start.start, name="start"),
    path("start/begin/", start.begin_program, name="begin_program"),
    path("start/orders/", looking.bring, name="bring_orders"),
    path("start/orders/<str:file>/", looking.orders, name="own_orders"),
    path("start/orders/<str:file>/columns/", looking.columns, name="own_columns"),
    path("p/<str:program>/", include(_program)),
]
