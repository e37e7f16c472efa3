import { CreatePayments1700000004001 } from './1700000004001-create-payments.ts';
import { WebhookInbox1700000004002 } from './1700000004002-webhook-inbox.ts';
import { MethodsAndRefunds1700000004003 } from './1700000004003-methods-and-refunds.ts';
import { CreateLedger1700000004004 } from './1700000004004-create-ledger.ts';
import { CancelledLines1700000004006 } from './1700000004006-cancelled-lines.ts';

export const migrations = [
  CreatePayments1700000004001,
  WebhookInbox1700000004002,
  MethodsAndRefunds1700000004003,
  CreateLedger1700000004004,
  CancelledLines1700000004006,
];
