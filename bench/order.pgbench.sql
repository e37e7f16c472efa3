-- What an order costs PostgreSQL at the least: the stock if there is enough, the order, its line, its event.
\set variant random(1, 1000)
BEGIN;
UPDATE stock SET on_hand = on_hand - 1 WHERE shop_id = 1 AND variant_id = :variant AND on_hand >= 1;
INSERT INTO orders (shop_id, account_id, state, total) VALUES (1, :client_id, 'PENDING', 1200) RETURNING order_id \gset
INSERT INTO order_line (shop_id, order_id, line, variant_id, quantity, unit_price) VALUES (1, :order_id, 1, :variant, 1, 1200);
INSERT INTO outbox (shop_id, type, aggregate_id, data) VALUES (1, 'OrderPlaced', :order_id, '{"state": "PENDING", "total": {"amount": 1200, "currency": "JPY"}}');
COMMIT;
