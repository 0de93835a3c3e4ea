/** Whether two flat records say the same. */
export function sameFields<T extends object>(a: T, b: T): boolean {
  const fields = Object.keys(b) as (keyof T)[];
  return fields.length === Object.keys(a).length && fields.every((field) => a[field] === b[field]);
}
