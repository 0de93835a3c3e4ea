import { type Access, admins, staff, supervisors, viewers } from "./access.ts";

/** Who may see a page: the longest path counts that is the page's, or above it. What is of no row is for nobody. */
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
