import { type Access, admins, staff, supervisors, viewers } from "./access.ts";
import type { Principal } from "./principal.ts";

/** Who may see a page, and what lies under it: of two rows the longer path counts. */
export const pageAccess: readonly { readonly path: string; readonly access: Access }[] = [
  { path: "/", access: "anyone" },
  { path: "/setup", access: "anyone" },
  { path: "/sign-in", access: "anyone" },
  { path: "/tv", access: "anyone" },
  { path: "/wall", access: viewers },
  { path: "/supervisor", access: supervisors },
  { path: "/desk", access: staff },
  { path: "/calls", access: staff },
  { path: "/reports", access: supervisors },
  { path: "/account", access: staff },
  { path: "/admin", access: admins },
  { path: "/admin/directory", access: supervisors },
];

/** null: no page is of that path. Nothing lies under `/` itself. */
export function accessOfPage(path: string): Access | null {
  const above = pageAccess.filter((row) => path === row.path || (row.path !== "/" && path.startsWith(`${row.path}/`)));
  return above.reduce<(typeof above)[number] | null>(longer, null)?.access ?? null;
}

function longer<Row extends { readonly path: string }>(one: Row | null, other: Row): Row {
  return one !== null && one.path.length >= other.path.length ? one : other;
}

/** Whether a page is the desk of a phone that is somebody else's to whoever asks: agents have one, and no other. */
export function isOthersDesk(path: string, principal: Principal): boolean {
  if (principal.is !== "account" || principal.role !== "agent" || !path.startsWith("/desk/")) return false;
  return path !== `/desk/${principal.extension ?? ""}`;
}

/** The page that somebody comes to who names none; null for who has none. */
export function homeOf(principal: Principal): string | null {
  switch (principal.is) {
    case "nobody":
    case "watcher":
      return null;
    case "open":
      return "/wall";
    case "screen":
      return `/wall/${encodeURIComponent(principal.board)}`;
    case "account":
      return homeOfRole(principal);
  }
}

function homeOfRole({ role, extension }: Extract<Principal, { is: "account" }>): string {
  if (role !== "agent") return "/supervisor";
  return extension === null ? "/desk" : `/desk/${encodeURIComponent(extension)}`;
}
