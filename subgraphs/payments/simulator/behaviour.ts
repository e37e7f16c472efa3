import { z } from 'zod';

const milliseconds = z.number().int().min(0).max(600_000);

/** How the provider behaves; a test changes it by `PATCH /admin/behaviour`. A restart brings it back to normal. */
export const behaviourSchema = z.strictObject({
  /**
   * UP works. DOWN cuts the connection before doing anything. SILENT does what it was asked and never answers: the
   * caller cannot know. BROKEN does what it was asked and answers 500.
   */
  mode: z.enum(['UP', 'DOWN', 'SILENT', 'BROKEN']),
  /** Added to every answer. */
  latencyMilliseconds: milliseconds,
  /** How long a slow card takes. */
  slowMilliseconds: milliseconds,
  /** How long a delayed card stays PROCESSING; null: until `POST /admin/settle`. */
  delayMilliseconds: milliseconds.nullable(),
  /** How long the customer may take to approve. */
  approvalMilliseconds: milliseconds,
  /** How much later than the outcome the callback of a late card comes. */
  lateMilliseconds: milliseconds,
  /** Within how long the callbacks of a shuffled card come, in an order of chance. */
  shuffleMilliseconds: milliseconds,
  /** Refunds are taken down as FAILED. */
  refundsFail: z.boolean(),
  /** Which changes are called back: only those made after the answer, or every one. */
  callbacks: z.enum(['LATER_ONLY', 'EVERY_CHANGE']),
  /** How many times each callback is sent. */
  callbackCopies: z.number().int().min(0).max(100),
  /** Callbacks are kept until `POST /admin/callbacks/release`. */
  callbacksHeld: z.boolean(),
  /** Where callbacks about cards go; null: nowhere. */
  webhookUrl: z.url().nullable(),
  /** Where callbacks about easy-pay go; null: nowhere. */
  easyPayWebhookUrl: z.url().nullable(),
});

export type Behaviour = z.infer<typeof behaviourSchema>;

export const normalBehaviour: Behaviour = {
  mode: 'UP',
  latencyMilliseconds: 0,
  slowMilliseconds: 1500,
  delayMilliseconds: 1000,
  approvalMilliseconds: 600_000,
  lateMilliseconds: 30_000,
  shuffleMilliseconds: 1000,
  refundsFail: false,
  callbacks: 'LATER_ONLY',
  callbackCopies: 1,
  callbacksHeld: false,
  webhookUrl: null,
  easyPayWebhookUrl: null,
};
