import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';

const RFC_3339 = /^(\d{4})-(\d{2})-(\d{2})T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/i;
const DECIMAL = /^-?\d{1,30}(\.\d{1,18})?$/;

function moment(value: unknown): Date {
  const parts = typeof value === 'string' ? RFC_3339.exec(value) : null;
  const [text, year, month, day] = parts ?? [];
  const date = new Date(text ?? Number.NaN);
  // Date takes the 30th of February for the 2nd of March.
  const isDay = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day))).getUTCDate() === Number(day);
  if (Number.isNaN(date.getTime()) || !isDay) {
    throw new GraphQLError(`DateTime must be a moment as RFC 3339 writes it, not ${quoted(value)}.`);
  }
  return date;
}

/** A Date inside; RFC 3339 in UTC with milliseconds outside. Resolvers may return a Date or such a string. */
export const DateTimeScalar = new GraphQLScalarType<Date, string>({
  name: 'DateTime',
  serialize: (value) => (value instanceof Date ? value : moment(value)).toISOString(),
  parseValue: moment,
  parseLiteral: (node) => moment(node.kind === Kind.STRING ? node.value : null),
});

function decimal(value: unknown): string {
  if (typeof value !== 'string' || !DECIMAL.test(value)) {
    throw new GraphQLError(`Decimal must be a decimal number in a string, not ${quoted(value)}.`);
  }
  return value;
}

/** An exact decimal number, a string inside and outside: a JSON number could not hold it. */
export const DecimalScalar = new GraphQLScalarType<string, string>({
  name: 'Decimal',
  serialize: decimal,
  parseValue: decimal,
  parseLiteral: (node) => decimal(node.kind === Kind.STRING ? node.value : null),
});

const quoted = (value: unknown) => JSON.stringify(value).slice(0, 50);
