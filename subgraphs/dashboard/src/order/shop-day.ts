const calendars = new Map<string, Intl.DateTimeFormat>();

function calendar(timezone: string): Intl.DateTimeFormat {
  let format = calendars.get(timezone);
  if (!format) {
    format = new Intl.DateTimeFormat('en', {
      timeZone: timezone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    });
    calendars.set(timezone, format);
  }
  return format;
}

/**
 * The calendar day of a moment in a timezone, as ISO 8601 writes it: 2026-01-01 in Asia/Tokyo begins at 15:00 UTC of the
 * day before.
 * @param timezone IANA name. @throws RangeError for a name nobody knows.
 */
export function shopDay(moment: Date, timezone: string): string {
  const parts = new Map(
    calendar(timezone)
      .formatToParts(moment)
      .map(({ type, value }) => [type, value]),
  );
  return `${parts.get('year') ?? ''}-${parts.get('month') ?? ''}-${parts.get('day') ?? ''}`;
}
