"""What is left of an order's goods after refunds, worked out by the database with each row.

Reports sum it over years of orders: reading it out of the text each time took minutes where this
takes seconds.
"""

from django.db import migrations

FUNCTION = """
CREATE FUNCTION events_net(body json, standing json) RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (SELECT coalesce(sum((line->>'net_minor')::bigint), 0)::bigint
        FROM json_array_elements(body->'lines') AS line)
     - (SELECT coalesce(sum(value::bigint), 0)::bigint
        FROM json_each_text(coalesce(standing->'refunded', '{}'::json))
        WHERE key <> '@shipping')
"""
COLUMN = """
ALTER TABLE events_order
    ADD COLUMN net_minor bigint NOT NULL GENERATED ALWAYS AS (events_net(body, standing)) STORED,
    ADD COLUMN counted boolean NOT NULL
        GENERATED ALWAYS AS (coalesce((standing->>'counted')::boolean, true)) STORED
"""


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0002_refused_refunds"),
    ]

    operations = [
        migrations.RunSQL(FUNCTION, "DROP FUNCTION events_net"),
        migrations.RunSQL(
            COLUMN, "ALTER TABLE events_order DROP COLUMN net_minor, DROP COLUMN counted"
        ),
    ]
