"""The club's addresses: the program is part of each."""

from django.urls import include, path

from regulars.entrypoints.portal.carried import views as carried
from regulars.entrypoints.portal.clubs import views as clubs
from regulars.entrypoints.portal.door import links, passing
from regulars.entrypoints.portal.door import views as door
from regulars.entrypoints.portal.events import views as events
from regulars.entrypoints.portal.history import views as history
from regulars.entrypoints.portal.home import views as home
from regulars.entrypoints.portal.levels import views as levels
from regulars.entrypoints.portal.look import views as look
from regulars.entrypoints.portal.me import questions
from regulars.entrypoints.portal.me import views as me
from regulars.entrypoints.portal.more import views as more
from regulars.entrypoints.portal.mycode import views as mycode
from regulars.entrypoints.portal.privacy import goodbye
from regulars.entrypoints.portal.privacy import views as privacy
from regulars.entrypoints.portal.rewards import views as rewards
from regulars.entrypoints.portal.stamps import views as stamps
from regulars.entrypoints.portal.terms import views as terms
from regulars.entrypoints.portal.together import coming, leading
from regulars.entrypoints.portal.together import views as together
from regulars.entrypoints.portal.vouchers import views as vouchers
from regulars.entrypoints.portal.widget import views as widget

app_name = "portal"

_club = [
    path("", home.home, name="home"),
    path("join/", door.join, name="join"),
    path("sign-in/", door.sign_in, name="sign_in"),
    path("sign-in/passkey/", passing.sign_in, name="passkey_sign_in"),
    path("sign-in/passkey/ask/", passing.ask, name="ask_for_passkey"),
    path("me/passkeys/", passing.mine, name="passkeys"),
    path("code/", door.code, name="code"),
    path("enter/<str:link>/<str:secret>/", links.enter, name="enter"),
    path("sign-out/", door.sign_out, name="sign_out"),
    path("my-code/", mycode.my_code, name="my_code"),
    path("my-code/phone/", mycode.phone, name="phone"),
    path("my-code/revoke/", mycode.revoke, name="revoke"),
    path("my-code/off-line/", mycode.offline, name="offline"),
    path("widget.js", widget.script, name="widget"),
    path("widget/frame/", widget.frame, name="widget_frame"),
    path("widget/me/", widget.me, name="widget_me"),
    path("widget/earn/", widget.earn, name="widget_earn"),
    path("worker.js", mycode.worker, name="worker"),
    path("more/", more.more, name="more"),
    path("clubs/", clubs.clubs, name="clubs"),
    path("clubs/<str:club>/", clubs.club, name="one_club"),
    path("clubs/<str:club>/join/", clubs.join, name="join_club"),
    path("clubs/<str:club>/leave/", clubs.leave, name="leave_club"),
    path("events/", events.events, name="events"),
    path("events/calendar.ics", events.my_calendar, name="my_calendar"),
    path("events/<str:event>/join/", events.join, name="join_event"),
    path("events/<str:event>/give-up/", events.give_up, name="give_up_event"),
    path("look-<slug:mark>.css", look.sheet, name="look"),
    path("terms/", terms.terms, name="terms"),
    path("privacy/", terms.policy, name="policy"),
    path("app.webmanifest", terms.manifest, name="manifest"),
    path("me/", me.profile, name="profile"),
    path("me/questions/", questions.questions, name="questions"),
    path("me/email/", me.email, name="email"),
    path("me/email/code/", me.email_code, name="email_code"),
    path("rewards/", rewards.rewards, name="rewards"),
    path("rewards/<slug:reward>/", rewards.reward, name="reward"),
    path("rewards/<slug:reward>/get/<int:price>/", rewards.get, name="get_reward"),
    path("vouchers/", vouchers.vouchers, name="vouchers"),
    path("vouchers/<str:code>/", vouchers.voucher, name="voucher"),
    path("levels/", levels.levels, name="levels"),
    path("stamps/", stamps.stamps, name="stamps"),
    path("history/", history.history, name="history"),
    path("money/<slug:currency>/", history.wallet, name="wallet"),
    path("card/", carried.card, name="card"),
    path("household/", together.household, name="household"),
    path("household/open/", together.begin, name="open_household"),
    path("household/invite/", leading.ask, name="ask_in"),
    path("household/come/", coming.come, name="come"),
    path("household/change/", leading.change, name="change_household"),
    path("household/leave/", together.go, name="leave_household"),
    path("household/people/<str:member>/", leading.person, name="person"),
    path("me/privacy/", privacy.privacy, name="privacy"),
    path("me/privacy/my-data.json", privacy.download, name="my_data"),
    path("me/privacy/leave/", goodbye.leave, name="leave"),
    path("me/privacy/delete/", goodbye.delete, name="delete"),
    path("me/privacy/consent/", privacy.consent, name="consent"),
]

urlpatterns = [path("<slug:program>/", include(_club))]
