/** Below which version of a package a weakness is known, and by what name. */
interface Floor {
  readonly name: string;
  /** The first version without the weakness, of the line that is used here. */
  readonly atLeast: string;
  readonly advisory: string;
}

/** When the advisories were last gone through. */
export const lookedThrough = "2026-11-22";

export const floors: readonly Floor[] = [
  { name: "@better-auth/core", atLeast: "1.7.16", advisory: "as better-auth" },
  { name: "better-auth", atLeast: "1.7.16", advisory: "GHSA-86j7-9j95-vpqj and those fixed until 1.6.22" },
  { name: "cookie", atLeast: "0.7.0", advisory: "CVE-2024-47764" },
  { name: "csv-parse", atLeast: "4.4.6", advisory: "CVE-2019-17592" },
  { name: "debug", atLeast: "4.4.3", advisory: "GHSA-8mgj-vmr8-frr6" },
  { name: "defu", atLeast: "6.1.5", advisory: "CVE-2026-35209" },
  { name: "engine.io", atLeast: "6.6.7", advisory: "CVE-2026-59725" },
  { name: "jose", atLeast: "4.15.5", advisory: "CVE-2024-28176" },
  { name: "kysely", atLeast: "0.28.17", advisory: "CVE-2026-44635, CVE-2026-33468, CVE-2026-32763" },
  { name: "nanoid", atLeast: "3.3.18", advisory: "CVE-2026-67213, CVE-2026-73086" },
  { name: "next", atLeast: "16.3.8", advisory: "CVE-2026-94483, CVE-2026-75604, GHSA-2xp9-vwfh-vxw4, CVE-2026-64642" },
  { name: "node", atLeast: "24.21.0", advisory: "CVE-2026-18149, CVE-2026-18540, CVE-2026-56846" },
  { name: "postcss", atLeast: "8.5.23", advisory: "CVE-2026-69153, CVE-2026-73646, CVE-2026-45623" },
  { name: "react", atLeast: "19.2.8", advisory: "CVE-2026-44907" },
  { name: "react-dom", atLeast: "19.2.8", advisory: "CVE-2026-44907" },
  { name: "sharp", atLeast: "0.35.4", advisory: "GHSA-rgj7-g3m4-5g8c, GHSA-f88m-g3jw-g9cj" },
  { name: "socket.io-parser", atLeast: "4.2.7", advisory: "CVE-2026-69185, CVE-2026-33151" },
  { name: "vitest", atLeast: "4.1.0", advisory: "CVE-2026-47429" },
  { name: "ws", atLeast: "8.21.0", advisory: "CVE-2026-48779, CVE-2026-45736" },
  { name: "xmlhttprequest-ssl", atLeast: "1.6.2", advisory: "CVE-2021-31597" },
  { name: "zod", atLeast: "3.22.3", advisory: "CVE-2023-4316" },
];

/** What the product asks for by name and of which no advisory was known on that day. */
export const withoutAdvisory: readonly string[] = [
  "@tailwindcss/postcss",
  "@tanstack/react-query",
  "@tanstack/react-virtual",
  "@types/node",
  "@types/react",
  "@types/react-dom",
  "jsonrepair",
  "openid-client",
  "pg",
  "pino",
  "qr",
  "socket.io",
  "socket.io-client",
  "tailwindcss",
  "temporal-polyfill",
  "typescript",
  "uplot",
  "zustand",
];

export interface Lockfile {
  readonly packages: Readonly<Record<string, { readonly version?: string }>>;
}

/**
 * What is below its floor in a lockfile, wherever in the tree it lies; and what the table has and the lockfile has not,
 * so that a package that changes its name, or is gone, does not leave a row that says nothing.
 */
export function belowFloors({ packages }: Lockfile, table: readonly Floor[] = floors): string[] {
  return table.flatMap(({ name, atLeast, advisory }) => {
    const copies = Object.entries(packages).filter(([path]) => path.endsWith(`node_modules/${name}`));
    if (copies.length === 0) return [`${name} is in the table of floors and not in the lockfile`];
    return copies
      .filter(([, { version = "0" }]) => isBelow(version, atLeast))
      .map(([path, { version }]) => `${path} is ${version}, below ${atLeast}: ${advisory}`);
  });
}

/** By the numbers; what is tried out before a release is below it. */
export function isBelow(version: string, floor: string): boolean {
  const [numbers = "", trial] = version.split("-", 2);
  const [is, least] = [numbers, floor].map((text) => text.split(".").map(Number));
  for (const [i, part] of (least ?? []).entries()) {
    const own = is?.[i] ?? 0;
    if (own !== part) return own < part;
  }
  return trial !== undefined;
}
