"""Our fields for each kind of file: what they are called, what they hold, what others call them."""

from typing import Literal

from msgspec import Struct

Holds = Literal["text", "money", "time", "date", "number", "flag", "list", "value"]


class Field(Struct, frozen=True):
    """One of our fields. `names` are what columns are often called, in lower case without signs."""

    name: str
    holds: Holds = "text"
    needed: bool = False
    names: tuple[str, ...] = ()


_ORDER = Field("order", needed=True, names=("orderid", "ordernumber", "orderno", "name", "id"))
_SOURCE = Field("source", needed=True, names=("shop", "store", "saleschannel"))
_AT = ("createdat", "date", "time", "timestamp", "datetime", "orderdate", "paidat", "purchasedat")
_EXTERNAL = ("id", "customerid", "customernumber", "memberid", "membernumber")
_MEMBER = Field(
    "member_external_id", names=("customerid", "customernumber", "memberid", "customer")
)
_EMAIL = Field("member_email", names=("email", "customeremail"))

MEMBERS = (
    Field("external_id", names=_EXTERNAL),
    Field("name", names=("fullname", "customername", "customer")),
    Field("email", names=("emailaddress", "mail")),
    Field("phone", names=("telephone", "mobile", "phonenumber")),
    Field("card", names=("cardnumber", "cardno", "loyaltycard")),
    Field("birth_date", "date", names=("birthday", "dateofbirth", "dob")),
    Field("language", names=("locale", "lang")),
    Field("segments", "list", names=("tags", "groups")),
    Field("joined_at", "time", names=("createdat", "joined", "joindate", "registered", "signedup")),
    Field("points", "number", names=("pointsbalance", "openingbalance", "loyaltypoints")),
)
ORDERS = (
    _ORDER, _SOURCE, Field("occurred_at", "time", needed=True, names=_AT),
    Field("currency", needed=True, names=("currencycode",)), _MEMBER, _EMAIL,
    Field("member_phone", names=("phone", "customerphone", "telephone")),
    Field("member_card", names=("card", "cardnumber", "loyaltycard")),
    Field("total", "money", names=("ordertotal", "amount", "totalprice", "grandtotal", "subtotal")),
    Field("shipping", "money", names=("shippingcost", "shippingamount", "delivery")),
    Field("payment_method", names=("payment", "paidby", "tender")),
    Field("channel"), Field("location", names=("storeid", "branch", "outlet", "till")),
    Field("tags", "list"),
    Field("line_id", names=("lineid", "lineno", "line", "linenumber")),
    Field("sku", names=("lineitemsku", "productid", "item", "article", "variantsku")),
    Field("quantity", "number", names=("qty", "lineitemquantity", "units")),
    Field("line_net", "money", names=("net", "linetotal", "salesvalue", "lineamount", "netamount")),
    Field("line_discount", "money", names=("discount", "lineitemdiscount", "linediscount")),
    Field("line_tax", "money", names=("tax", "linetax", "vat")),
    Field("lines", "value", names=("lineitems", "items")),
)  # fmt: skip
REFUNDS = (
    Field("external_id", needed=True, names=("refundid", "refundnumber", "id", "creditnote")),
    _ORDER, _SOURCE,
    Field("occurred_at", "time", needed=True, names=("refundedat", *_AT)),
    Field("amount", "money", names=("refund", "refundamount", "total")),
    Field("line_id", names=("lineid", "lineno", "line")),
)  # fmt: skip
ACTIVITIES = (
    Field("external_id", needed=True, names=("id", "activityid", "eventid")),
    Field("type", needed=True, names=("activity", "event", "kind")),
    Field("occurred_at", "time", needed=True, names=_AT),
    _MEMBER, _EMAIL, Field("data", "value"),
)  # fmt: skip
PRODUCTS = (
    Field("sku", needed=True, names=("variantsku", "productid", "id", "article", "item")),
    Field("product", names=("producthandle", "handle", "group")),
    Field("name", names=("title", "description", "productname")),
    Field("brand", names=("vendor", "manufacturer", "maker")),
    Field("categories", "list", names=("category", "producttype", "type", "department")),
    Field("collections", "list", names=("collection",)),
    Field("unit_cost", "money", names=("cost", "costperitem", "costprice")),
    Field("unit_price", "money", names=("price", "variantprice", "regularprice", "salesprice")),
)
LOCATIONS = (
    Field("external_id", needed=True, names=("id", "storeid", "locationid", "number", "branch")),
    Field("name", names=("title", "store", "location")),
)

KINDS: dict[str, tuple[Field, ...]] = {
    "members": MEMBERS, "orders": ORDERS, "refunds": REFUNDS, "activities": ACTIVITIES,
    "products": PRODUCTS, "locations": LOCATIONS,
}  # fmt: skip
"""Every kind of file."""

LINE_FIELDS = ("line_id", "sku", "quantity", "line_net", "line_discount", "line_tax")
"""An order file that has `line_net` has one row for each line."""
