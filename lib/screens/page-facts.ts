/** What the server tells the page of a wall before it is drawn. */
export interface PageFacts {
  /** Of the page itself. */
  readonly build: string;
  /** The page is a screen's, and no person's. */
  readonly screen: boolean;
  /** Boards that there are. */
  readonly boards: readonly { readonly id: string; readonly name: string }[];
}

/** The request's header that carries them. The server writes it; what a browser sends under that name is dropped. */
export const pageFactsHeader = "x-ringside-page";

export function writePageFacts(facts: PageFacts): string {
  return encodeURIComponent(JSON.stringify(facts));
}

/** @param header as the server wrote it; null where it wrote none */
export function readPageFacts(header: string | null): PageFacts {
  return header === null ? { build: "none", screen: false, boards: [] } : JSON.parse(decodeURIComponent(header));
}
