import type { ScreenStatus } from "#lib/screens/screen-status.ts";
import type { WallLook } from "#lib/screens/wall-address.ts";

/** A screen that was let in. Instants are epoch ms. */
export interface KeptScreen {
  readonly id: string;
  readonly name: string;
  /** A board's `id`. */
  readonly board: string;
  readonly look: WallLook;
  /** When its right ends by itself; null: never. */
  readonly expiresAt: number | null;
  readonly approvedAt: number;
  readonly approvedBy: string;
  /** When it was last there; null: not yet. */
  readonly seenAt: number | null;
  /** Since when it has been away; null while it is there, and before it first was. */
  readonly awaySince: number | null;
  /** What its page last said of itself; null: nothing yet. */
  readonly status: ScreenStatus | null;
}

/** Where screens are kept. Tokens come and go as hashes alone. Rejects when the file cannot be used. */
export interface ScreenStore {
  /** By name. */
  list(): Promise<readonly KeptScreen[]>;
  get(id: string): Promise<KeptScreen | null>;
  /** The screen that a token was given to. */
  findByToken(hash: Uint8Array): Promise<KeptScreen | null>;
  add(screen: KeptScreen): Promise<void>;
  /** Gives it a token in place of the one before. */
  giveToken(id: string, hash: Uint8Array): Promise<void>;
  /** What is not named stays. Nothing happens where there is no such screen. */
  change(id: string, change: Partial<Omit<KeptScreen, "id">>): Promise<void>;
  /** False: there was none. */
  remove(id: string): Promise<boolean>;
  close(): void;
}
