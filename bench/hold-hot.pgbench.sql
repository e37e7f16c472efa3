-- The same of one line, of the one pool that everybody wants.
BEGIN;
SELECT nextval('order_number') AS id \gset order_
UPDATE pool SET held = held + 1, movements = movements + 1 WHERE shop_id = 1 AND pool_id = 1 AND on_hand - held - confirmed >= 1 RETURNING movements \gset pool_
INSERT INTO allocation VALUES (1, :order_id, 1, 1, 1, 1200, 'JPY', 'HELD', now() + interval '15 minutes', now());
INSERT INTO movement VALUES (1, 1, :pool_movements, 'HELD', 1, :order_id, now());
COMMIT;
