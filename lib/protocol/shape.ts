/**
 * Reads one shape of value from what came over a wire: the value with the parts it knows and no others. Throws
 * `unreadable` for anything else. A wall loads this in place of a schema library five times its size.
 */
export interface Shape<T> {
  (value: unknown): T;
  /** The shape in JSON, for who compares two of them. */
  readonly says: unknown;
}

export const unreadable = new Error("not of that shape");

function fail(): never {
  throw unreadable;
}

function shape<T>(says: unknown, read: (value: unknown) => T): Shape<T> {
  return Object.assign(read, { says });
}

export const text = shape("text", (value) => (typeof value === "string" ? value : fail()));
export const flag = shape("flag", (value) => (typeof value === "boolean" ? value : fail()));
export const figure = shape("figure", (value) => (Number.isFinite(value) ? (value as number) : fail()));
export const count = shape("count", (value) =>
  Number.isSafeInteger(value) && (value as number) >= 0 ? (value as number) : fail(),
);
/** ISO 8601 in UTC. */
export const instant = shape("instant", (value) => {
  return typeof value === "string" && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value) && Date.parse(value) ? value : fail();
});

export function oneOf<const W extends string>(...words: readonly W[]): Shape<W> {
  return shape(["one of", ...words], (value) => words.find((word) => word === value) ?? fail());
}

export function orNull<T>(of: Shape<T>): Shape<T | null> {
  return shape(["or null", of.says], (value) => (value === null ? null : of(value)));
}

/** Absent is `other`. */
export function orElse<T>(of: Shape<T>, other: T): Shape<T> {
  return shape(["or absent", of.says], (value) => (value === undefined ? other : of(value)));
}

export function orAbsent<T>(of: Shape<T>): Shape<T | undefined> {
  return orElse<T | undefined>(of, undefined);
}

export function list<T>(of: Shape<T>): Shape<readonly T[]> {
  return shape(["list", of.says], (value) => (Array.isArray(value) ? value.map((item) => of(item)) : fail()));
}

export type Parts = Readonly<Record<string, Shape<unknown>>>;
export type Whole<P extends Parts> = { readonly [K in keyof P]: ReturnType<P[K]> };

export function object<P extends Parts>(parts: P): Shape<Whole<P>> {
  const known = Object.entries(parts);
  return shape(Object.fromEntries(known.map(([key, part]) => [key, part.says])), (value) => {
    if (typeof value !== "object" || value === null) return fail();
    const given = value as Readonly<Record<string, unknown>>;
    const whole: Record<string, unknown> = {};
    for (const [key, part] of known) whole[key] = part(Object.hasOwn(given, key) ? given[key] : undefined);
    return whole as Whole<P>;
  });
}
