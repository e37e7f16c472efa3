import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { Temporal } from 'temporal-polyfill';

const SHAPE = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:[0-5]\d)?$/;

function localDateTime(value: unknown): string {
  if (typeof value === 'string' && SHAPE.test(value)) {
    try {
      return Temporal.PlainDateTime.from(value, { overflow: 'reject' }).toString();
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
    }
  }
  const given = JSON.stringify(value).slice(0, 50);
  throw new GraphQLError(
    `LocalDateTime must be a date and time without an offset, as in 2026-01-31T09:30, not ${given}.`,
  );
}

/** A time on the wall of a shop, a string inside and outside; {@link momentAt} tells the moment. */
export const LocalDateTimeScalar = new GraphQLScalarType<string, string>({
  name: 'LocalDateTime',
  serialize: localDateTime,
  parseValue: localDateTime,
  parseLiteral: (node) => localDateTime(node.kind === Kind.STRING ? node.value : null),
});

/**
 * The moment at which the clocks of a time zone show a local time; the earlier one where they show it twice, and null
 * where they never do because they are put forward over it.
 * @param timezone IANA name.
 */
export function momentAt(timezone: string, local: string): Date | null {
  const wanted = Temporal.PlainDateTime.from(local);
  // `earlier` answers for a skipped time, too: with one that the clocks do show.
  const zoned = wanted.toZonedDateTime(timezone, { disambiguation: 'earlier' });
  return zoned.toPlainDateTime().equals(wanted) ? new Date(zoned.epochMilliseconds) : null;
}
