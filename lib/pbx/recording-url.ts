import { type LegId, readLegId } from "./leg-id.ts";
import { trimAround } from "./trim-around.ts";

// At the start of a text or of a list's item; what stands inside another address is part of that.
const addresses = /(?<![^\s"'“”,;<[])https?:\/\/[^\s"'“”<>\\`]+/gi;
const nextAddress = /[,;+](?=https?:\/\/)/i;
const fileName = /(?<!\d)(\d{12}_\d{1,12}-\d{1,2})(?:-\d{1,6})?\.[a-z0-9]{2,4}(?=[?#&]|$)/i;
const longestUrl = 2000;
const mostUrls = 100;

/** The http(s) addresses in texts that hold one or several, each once, in order, at most 100; the rest is left out. */
export function recordingUrls(texts: readonly string[]): string[] {
  const urls = new Set<string>();
  for (const text of texts) {
    for (const match of text.match(addresses) ?? []) {
      for (const part of match.split(nextAddress)) {
        const url = trimAround(part, ",;[]=");
        if (urls.size < mostUrls && !urls.has(url) && url.length <= longestUrl && URL.canParse(url)) urls.add(url);
      }
    }
  }
  return [...urls];
}

/** The call and leg in a recording's name, `…/230307140234_35-1-1.mp3` (the last number counts the leg's files). */
export function recordedLeg(url: string): LegId | null {
  const name = fileName.exec(url)?.[1];
  return name === undefined ? null : readLegId(name);
}
