import { CreateCatalog1700000002001 } from './1700000002001-create-catalog.ts';
import { CreateStock1700000002002 } from './1700000002002-create-stock.ts';
import { MoveStock1700000002003 } from './1700000002003-move-stock.ts';
import { HoldStock1700000002004 } from './1700000002004-hold-stock.ts';
import { SettleStock1700000002005 } from './1700000002005-settle-stock.ts';
import { Seats1700000002007 } from './1700000002007-seats.ts';

export const migrations = [
  CreateCatalog1700000002001,
  CreateStock1700000002002,
  MoveStock1700000002003,
  HoldStock1700000002004,
  SettleStock1700000002005,
  Seats1700000002007,
];
