/** The screens that stand in the frame. */
export type OfficeScreen = "supervisor" | "desk" | "calls" | "reports" | "directory";

export const screenAddresses: Readonly<Record<OfficeScreen, string>> = {
  supervisor: "/supervisor",
  desk: "/desk",
  calls: "/calls",
  reports: "/reports",
  directory: "/admin/directory",
};

export const officeScreens = ["supervisor", "desk", "calls", "reports", "directory"] as const;
