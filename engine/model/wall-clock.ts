export type WallParts = ReadonlyMap<Intl.DateTimeFormatPartTypes, string>;

/**
 * Reads what the clock on the wall shows at a moment (milliseconds since 1970) in a zone (an IANA name; `undefined`: this machine's own), as
 * Intl writes it. Making a format costs more than all that is done with it, so each zone's is kept; not the machine's own, which
 * changes on a journey. Throws RangeError for a zone that is not known.
 */
export function wallClock(
  locale: string,
  options: Intl.DateTimeFormatOptions,
): (at: number, timeZone: string | undefined) => WallParts {
  const formats = new Map<string, Intl.DateTimeFormat>();
  const formatIn = (timeZone: string | undefined): Intl.DateTimeFormat => {
    if (timeZone === undefined) return new Intl.DateTimeFormat(locale, options);
    const format = formats.get(timeZone) ?? new Intl.DateTimeFormat(locale, { ...options, timeZone });
    formats.set(timeZone, format);
    return format;
  };
  return (at, timeZone) =>
    new Map(
      formatIn(timeZone)
        .formatToParts(at)
        .map(({ type, value }) => [type, value]),
    );
}
