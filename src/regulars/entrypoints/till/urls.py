"""The till's addresses."""

from django.urls import path

from regulars.entrypoints.till import (
    by_hand,
    chain,
    items,
    look,
    offline,
    pairing,
    redeeming,
    seeing,
    serving,
    syncing,
    views,
)

app_name = "till"

urlpatterns = [
    path("", views.main, name="main"),
    path("pair/", pairing.pair, name="pair"),
    path("serve/", serving.serve, name="serve"),
    path("look-<slug:mark>.css", look.sheet, name="look_sheet"),
    path("look/", views.look, name="look"),
    path("product/", items.product, name="product"),
    path("total/", views.total, name="total"),
    path("sale/", views.sale, name="sale"),
    path("hold/", redeeming.hold, name="hold"),
    path("let-go/", redeeming.let_go, name="let_go"),
    path("benefit/", redeeming.use_benefit, name="benefit"),
    path("undo/", serving.undo, name="undo"),
    path("key/", chain.give_key, name="key"),
    path("frame/", seeing.frame, name="frame"),
    path("by-hand/", by_hand.by_hand, name="by_hand"),
    path("by-hand/undo/", by_hand.undo, name="by_hand_undo"),
    path("back/", by_hand.back, name="back"),
    path("sync/", syncing.sync, name="sync"),
    path("worker.js", offline.worker, name="worker"),
]
