import type { FastifyInstance } from 'fastify';
import { badInput } from '@yoyaku/platform/errors';
import type { ShopDirectory } from '@yoyaku/platform/tenancy/shop-directory';
import type { Uuid } from '@yoyaku/platform/ids';
import { z } from 'zod';
import {
  atRiskRequest,
  type Extension,
  extension,
  type HoldRequest,
  holdRequestList,
  lineStep,
  type LineStep,
  quoteRequest,
  type QuoteRequest,
  type Release,
  releaseList,
  type Sale,
  saleList,
  type WantedLine,
} from './hold.ts';
import type { StockEngine } from './stock-engine.ts';

/** Fastify compiles the schema once; bodies that break it are answered with 400 and the code BAD_REQUEST. */
const body = (schema: z.ZodType) => ({ schema: { body: z.toJSONSchema(schema, { target: 'draft-7', io: 'input' }) } });

/** What the reservations subgraph calls. */
export function stockRoutes(server: FastifyInstance, stock: StockEngine, shops: ShopDirectory): void {
  /** A shop that is new here is asked for first: periods are judged by its clock and its opening hours. */
  async function prepare(shopId: Uuid, lines: readonly WantedLine[]): Promise<void> {
    const lineIds = new Set(lines.map(({ lineId }) => lineId));
    if (lineIds.size < lines.length) throw badInput('A line id may be named once only.');
    if (lines.some(({ period }) => period)) await shops.find(shopId);
  }

  server.post<{ Body: { holds: HoldRequest[] } }>('/internal/hold', body(holdRequestList), async (request) => {
    const { holds } = request.body;
    await Promise.all(holds.map(({ shopId, lines }) => prepare(shopId, lines)));
    return { outcomes: await Promise.all(holds.map((hold) => stock.hold(hold))) };
  });

  server.post<{ Body: QuoteRequest }>('/internal/quote', body(quoteRequest), async ({ body: asked }) => {
    await prepare(asked.shopId, asked.lines);
    return { lines: await stock.quote(asked) };
  });

  server.post<{ Body: { holds: Sale[] } }>('/internal/confirm', body(saleList), async (request) => ({
    outcomes: await stock.confirm(request.body.holds),
  }));

  server.post<{ Body: { holds: Release[] } }>('/internal/release', body(releaseList), async (request, reply) => {
    await stock.release(request.body.holds);
    return reply.code(204).send();
  });

  server.post<{ Body: LineStep }>('/internal/hand-over', body(lineStep), async (request) => ({
    outcomes: await stock.handOver(request.body),
  }));

  server.post<{ Body: LineStep }>('/internal/return', body(lineStep), async (request) => ({
    outcomes: await stock.takeBack(request.body),
  }));

  server.post<{ Body: Extension }>('/internal/extend', body(extension), async (request) => {
    await shops.find(request.body.shopId);
    return stock.extend(request.body);
  });

  server.post<{ Body: { shopId: Uuid } }>('/internal/at-risk', body(atRiskRequest), async (request) => ({
    lines: await stock.atRisk(request.body.shopId),
  }));
}
