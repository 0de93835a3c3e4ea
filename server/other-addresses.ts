import { networkInterfaces } from "node:os";

/**
 * Where other machines may find this one when it listens everywhere (IPv4); empty: it does not, or may not look (a
 * service's sandbox can forbid it, and a server starts all the same).
 */
export function otherAddresses(host: string, look = networkInterfaces): readonly string[] {
  if (!["0.0.0.0", "::", "[::]"].includes(host)) return [];
  try {
    return Object.values(look()).flatMap((lines) =>
      (lines ?? []).filter(({ family, internal }) => family === "IPv4" && !internal).map(({ address }) => address),
    );
  } catch {
    return [];
  }
}
