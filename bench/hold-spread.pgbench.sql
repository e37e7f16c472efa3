-- What a hold of two lines costs PostgreSQL at the least: two pools in sorted order, their allocations, their journal.
\set first random(1, 1000)
\set other 1 + (:first + random(0, 998)) % 1000
\set low least(:first, :other)
\set high greatest(:first, :other)
BEGIN;
SELECT nextval('order_number') AS id \gset order_
UPDATE pool SET held = held + 1, movements = movements + 1 WHERE shop_id = 1 AND pool_id = :low AND on_hand - held - confirmed >= 1 RETURNING movements \gset low_
UPDATE pool SET held = held + 1, movements = movements + 1 WHERE shop_id = 1 AND pool_id = :high AND on_hand - held - confirmed >= 1 RETURNING movements \gset high_
INSERT INTO allocation VALUES (1, :order_id, 1, :low, 1, 1200, 'JPY', 'HELD', now() + interval '15 minutes', now()), (1, :order_id, 2, :high, 1, 1200, 'JPY', 'HELD', now() + interval '15 minutes', now());
INSERT INTO movement VALUES (1, :low, :low_movements, 'HELD', 1, :order_id, now()), (1, :high, :high_movements, 'HELD', 1, :order_id, now());
COMMIT;
