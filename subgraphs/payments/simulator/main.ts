import { createLogger } from '@yoyaku/platform/logging';
import { environment } from './environment.ts';
import { startSimulator } from './simulator.ts';

const { HOST, PORT, PROVIDER_SECRET, WEBHOOK_SECRET, WEBHOOK_URL, LOG_LEVEL, ...rest } = environment();
const logger = createLogger('simulator', LOG_LEVEL);

const simulator = await startSimulator({
  host: HOST,
  port: PORT,
  providerSecret: PROVIDER_SECRET,
  webhookSecret: WEBHOOK_SECRET,
  webhookUrl: WEBHOOK_URL ?? null,
  easyPayWebhookUrl: rest.EASY_PAY_WEBHOOK_URL ?? null,
  storeFile: rest.STORE_FILE,
  publicUrl: rest.PUBLIC_URL ?? null,
  logger,
});
logger.info({ url: simulator.url }, 'the provider simulator is listening');

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    void simulator.close();
  });
}
