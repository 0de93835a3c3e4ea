/** What an account may do. */
export type Role = "admin" | "supervisor" | "agent";

/** Who asks, as far as rules tell people apart. A screen is a wall that an admin let in, a watcher a program that reads figures. */
export type Actor = Role | "screen" | "watcher";
