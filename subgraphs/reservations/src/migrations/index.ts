import { CreateTimers1700000000004 } from '@yoyaku/platform/timers/create-timers.migration';
import { CreateOrder1700000003001 } from './1700000003001-create-order.ts';
import { LifeOfReservations1700000003002 } from './1700000003002-life-of-reservations.ts';
import { CreateTable1700000003003 } from './1700000003003-create-table.ts';
import { CreateWaitlist1700000003004 } from './1700000003004-create-waitlist.ts';
import { OrderSaga1700000003005 } from './1700000003005-order-saga.ts';
import { Points1700000003006 } from './1700000003006-points.ts';

export const migrations = [
  CreateTimers1700000000004,
  CreateOrder1700000003001,
  LifeOfReservations1700000003002,
  CreateTable1700000003003,
  CreateWaitlist1700000003004,
  OrderSaga1700000003005,
  Points1700000003006,
];
