import { scheduleTimersOfSql } from '@yoyaku/platform/timers/schedule-timers';
import { ENDING_SOON, OVERDUE } from './reservation.timers.ts';

const moment = (of: string) => `to_char(${of} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** Rows for graphile-worker: two for each line, see {@link timersOf}. Where we do not know the shop yet, an hour before. */
const ROWS = `
  SELECT jsonb_agg(jsonb_build_object(
    'timer', due.timer,
    'key', due.timer || ':' || begun.line_id,
    'run_at', ${moment('due.run_at')},
    'payload', jsonb_build_object('shopId', begun.shop_id, 'orderId', begun.order_id, 'lineId', begun.line_id)))
  FROM begun
  LEFT JOIN shop ON shop.shop_id = begun.shop_id
  CROSS JOIN LATERAL (VALUES
    ('${ENDING_SOON}', greatest(
      begun.period_start, begun.period_end - coalesce(shop.ending_soon_minutes, 60) * interval '1 minute')),
    ('${OVERDUE}', begun.period_end)) due (timer, run_at)`;

/**
 * CTEs for a statement that confirms orders: their lines with a period begin a life of their own, with the timers that
 * watch its end. Mere counts cost nothing here. The final SELECT must read `begun_timers`, or PostgreSQL leaves it out.
 * @param confirmed The CTE with the rows of "order" that were confirmed.
 */
export const beginReservations = (confirmed: string): string => `
  begun AS (
    UPDATE order_line l SET reservation_state = 'CONFIRMED', placed_at = o.placed_at
    FROM ${confirmed} o
    WHERE l.shop_id = o.shop_id AND l.order_id = o.order_id
      AND l.period_start IS NOT NULL AND l.reservation_state IS NULL
    RETURNING l.shop_id, l.order_id, l.line_id, l.period_start, l.period_end
  ), begun_timers AS (
    ${scheduleTimersOfSql(ROWS)}
  )`;
