import { CreateCatalog1700000002001 } from './1700000002001-create-catalog.ts';
import { CreateStock1700000002002 } from './1700000002002-create-stock.ts';
import { MoveStock1700000002003 } from './1700000002003-move-stock.ts';
import { HoldStock1700000002004 } from './1700000002004-hold-stock.ts';
import { SettleStock1700000002005 } from './1700000002005-settle-stock.ts';
import { JudgePeriod1700000002006 } from './1700000002006-judge-period.ts';
import { Seats1700000002007 } from './1700000002007-seats.ts';
import { FindWindows1700000002008 } from './1700000002008-find-windows.ts';
import { WeighOrders1700000002011 } from './1700000002011-weigh-orders.ts';
import { WeighStock1700000002012 } from './1700000002012-weigh-stock.ts';
import { TakeOrders1700000002013 } from './1700000002013-take-orders.ts';
import { GuardWindows1700000002014 } from './1700000002014-guard-windows.ts';
import { ConfirmStock1700000002015 } from './1700000002015-confirm-stock.ts';
import { MoveLines1700000002016 } from './1700000002016-move-lines.ts';
import { TellStarts1700000002017 } from './1700000002017-tell-starts.ts';
import { LateMoney1700000002018 } from './1700000002018-late-money.ts';

export const migrations = [
  CreateCatalog1700000002001,
  CreateStock1700000002002,
  MoveStock1700000002003,
  HoldStock1700000002004,
  SettleStock1700000002005,
  JudgePeriod1700000002006,
  Seats1700000002007,
  FindWindows1700000002008,
  WeighOrders1700000002011,
  WeighStock1700000002012,
  TakeOrders1700000002013,
  GuardWindows1700000002014,
  ConfirmStock1700000002015,
  MoveLines1700000002016,
  TellStarts1700000002017,
  LateMoney1700000002018,
];
