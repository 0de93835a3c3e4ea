import type { ScreenCommand } from "#lib/screens/screen-status.ts";

/** Which screens are connected to which of the servers that share the work. Whatever fails here is mended by the next look. */
export interface Whereabouts {
  /** A first page of the screen has come to this server. */
  come(screenId: string): Promise<void>;
  /** Its last page here has gone. @returns whether it is at no other server */
  go(screenId: string): Promise<boolean>;
  /** Tells the others that this server lives. To be called every second or so. */
  look(): Promise<Elsewhere>;
  /** Has the other servers say so to the screen. False: it is at none of them. */
  command(screenId: string, command: ScreenCommand): Promise<boolean>;
  /** @param listener is to say to the screen, if it is here, what another server has it told */
  hear(listener: (screenId: string, command: ScreenCommand) => void): () => void;
  /** This server lives no longer. */
  close(): Promise<void>;
}

export interface Elsewhere {
  /** Screens that are at other servers. */
  readonly connected: ReadonlySet<string>;
  /** Screens of servers that ended without a word, and when those last said anything, epoch ms. */
  readonly lost: ReadonlyMap<string, number>;
}

/** Of a server that is alone. */
export const nowhereElse: Whereabouts = {
  come: async () => undefined,
  go: async () => true,
  look: async () => ({ connected: new Set(), lost: new Map() }),
  command: async () => false,
  hear: () => () => undefined,
  close: async () => undefined,
};
