import { networkInterfaces } from "node:os";

/** Where other machines may find this one when it listens everywhere (IPv4); empty: it does not. */
export function otherAddresses(host: string): readonly string[] {
  if (!["0.0.0.0", "::", "[::]"].includes(host)) return [];
  return Object.values(networkInterfaces()).flatMap((lines) =>
    (lines ?? []).filter(({ family, internal }) => family === "IPv4" && !internal).map(({ address }) => address),
  );
}
