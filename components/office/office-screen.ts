/** The screens that stand in the frame. */
export type OfficeScreen = DailyScreen | AdminScreen | "account";

/** What people work with all day. */
type DailyScreen = (typeof dailyScreens)[number];
/** What an admin decides. */
type AdminScreen = (typeof adminScreens)[number];

export const dailyScreens = ["supervisor", "desk", "calls", "reports", "directory"] as const;
export const adminScreens = ["users", "screens", "connection", "settings", "audit", "privacy", "setup"] as const;

export const screenAddresses: Readonly<Record<OfficeScreen, string>> = {
  supervisor: "/supervisor",
  desk: "/desk",
  calls: "/calls",
  reports: "/reports",
  directory: "/admin/directory",
  users: "/admin/users",
  screens: "/admin/screens",
  connection: "/admin/connection",
  settings: "/admin/settings",
  audit: "/admin/audit",
  privacy: "/admin/privacy",
  setup: "/setup",
  account: "/account",
};
