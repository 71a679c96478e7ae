-- put --
-- Lists travel as JSON: arrays of arrays must be of one length in PostgreSQL.
INSERT INTO products_product (program_id, sku, product, name, brand, categories, collections, unit_cost_minor,
                              unit_price_minor)
SELECT %(program_id)s, sku, product, name, brand,
       ARRAY(SELECT json_array_elements_text(categories::json)),
       ARRAY(SELECT json_array_elements_text(collections::json)), unit_cost_minor, unit_price_minor
FROM unnest(%(skus)s::text[], %(products)s::text[], %(names)s::text[], %(brands)s::text[],
            %(categories)s::text[], %(collections)s::text[], %(costs)s::bigint[], %(prices)s::bigint[])
     AS new(sku, product, name, brand, categories, collections, unit_cost_minor, unit_price_minor)
ORDER BY sku
ON CONFLICT (program_id, sku) DO UPDATE SET product = excluded.product, name = excluded.name,
    brand = excluded.brand, categories = excluded.categories, collections = excluded.collections,
    unit_cost_minor = excluded.unit_cost_minor,
    unit_price_minor = excluded.unit_price_minor;

-- by_sku --
SELECT sku, product, name, brand, categories, collections, unit_cost_minor, unit_price_minor
FROM products_product WHERE program_id = %(program_id)s AND sku = ANY(%(skus)s);

-- page --
SELECT sku, product, name, brand, categories, collections, unit_cost_minor, unit_price_minor
FROM products_product WHERE program_id = %(program_id)s AND sku > %(after)s ORDER BY sku LIMIT %(limit)s;

-- named --
-- By the beginning of the number or any part of the name; `text` is escaped for LIKE.
SELECT sku, product, name, brand, categories, collections, unit_cost_minor, unit_price_minor
FROM products_product
WHERE program_id = %(program_id)s AND (name ILIKE '%%' || %(text)s || '%%' OR sku ILIKE %(text)s || '%%')
ORDER BY name, sku LIMIT %(limit)s;
