import type { BoardSpec } from "#lib/board/site-settings.ts";

/**
 * What a connection gets to see of the board. `whole`: everything. `agent`: every call, but whole numbers and names of
 * callers only of the calls and missed callers of one extension. `screen`: what its board is of, masked.
 */
export type Audience =
  | { readonly of: "whole" }
  | { readonly of: "agent"; readonly extension: string | null; readonly name: string }
  | { readonly of: "screen"; readonly board: BoardSpec };
