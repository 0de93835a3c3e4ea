import type { Page } from "@playwright/test";

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

interface Text {
  readonly words: string;
  readonly box: Box;
  /** What the screen, and every box around it that clips, leave to be seen. */
  readonly seen: Box;
  readonly mayBeCut: boolean;
}

/** px: less is a rounding. */
const slack = 1.5;

/**
 * Sentences about what does not fit: a page that scrolls, text outside the screen or cut off by a box, and texts that
 * lie on each other. Text that is meant to be cut carries `data-cut`; what nobody sees (`.unseen`) and the band over
 * sample data are left out.
 */
export async function overflowsOf(page: Page): Promise<string[]> {
  const texts = (await page.evaluate(readTexts)).map(onlyLetters);
  return [...(await page.evaluate(readScrolling)), ...texts.filter(isCutOff).map(cutOff), ...collisions(texts)];
}

function readScrolling(): string[] {
  const { scrollWidth, scrollHeight } = document.documentElement;
  if (scrollWidth <= innerWidth && scrollHeight <= innerHeight) return [];
  return [`the page is ${scrollWidth} x ${scrollHeight} on a screen of ${innerWidth} x ${innerHeight}`];
}

/** Runs in the page, and so stands alone. */
function readTexts(): Text[] {
  const seenOf = (element: Element) => {
    const seen = { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
    for (let around: Element | null = element; around !== null; around = around.parentElement) {
      const { overflowX, overflowY } = getComputedStyle(around);
      const edges = around.getBoundingClientRect();
      if (overflowX !== "visible") {
        seen.left = Math.max(seen.left, edges.left);
        seen.right = Math.min(seen.right, edges.right);
      }
      if (overflowY !== "visible") {
        seen.top = Math.max(seen.top, edges.top);
        seen.bottom = Math.min(seen.bottom, edges.bottom);
      }
    }
    return seen;
  };
  const textOf = (node: Node): Text[] => {
    const element = node.parentElement;
    const words = node.textContent?.trim() ?? "";
    if (element === null || words === "" || element.closest(".unseen, .sample, script, style") !== null) return [];
    const range = document.createRange();
    range.selectNodeContents(node);
    const { left, top, right, bottom } = range.getBoundingClientRect();
    if (right === left || getComputedStyle(element).visibility !== "visible") return [];
    const mayBeCut = element.closest("[data-cut]") !== null;
    return [{ words, box: { left, top, right, bottom }, seen: seenOf(element), mayBeCut }];
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) texts.push(...textOf(node));
  return texts;
}

/** The box of a line is taller than its letters: a sixth on either side may hang over. */
function onlyLetters(text: Text): Text {
  const { top, bottom } = text.box;
  const sixth = (bottom - top) / 6;
  return { ...text, box: { ...text.box, top: top + sixth, bottom: bottom - sixth } };
}

function isCutOff({ box, seen, mayBeCut }: Text): boolean {
  const tooWide = box.left < seen.left - slack || box.right > seen.right + slack;
  const tooHigh = box.top < seen.top - slack || box.bottom > seen.bottom + slack;
  return tooHigh || (tooWide && !mayBeCut);
}

const cutOff = ({ words }: Text) => `"${words}" is cut off`;

function collisions(texts: readonly Text[]): string[] {
  return texts.flatMap((one, index) =>
    texts
      .slice(index + 1)
      .filter((other) => overlap(shown(one), shown(other)))
      .map((other) => `"${one.words}" lies on "${other.words}"`),
  );
}

function shown({ box, seen }: Text): Box {
  return { ...box, left: Math.max(box.left, seen.left), right: Math.min(box.right, seen.right) };
}

function overlap(one: Box, other: Box): boolean {
  const width = Math.min(one.right, other.right) - Math.max(one.left, other.left);
  const height = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
  return width > slack && height > slack;
}
