import { CreateAccount1700000001001 } from './1700000001001-create-account.ts';
import { CreateSession1700000001002 } from './1700000001002-create-session.ts';
import { CreateShop1700000001003 } from './1700000001003-create-shop.ts';
import { ShopMoneySettings1700000001004 } from './1700000001004-shop-money-settings.ts';

export const migrations = [
  CreateAccount1700000001001,
  CreateSession1700000001002,
  CreateShop1700000001003,
  ShopMoneySettings1700000001004,
];
