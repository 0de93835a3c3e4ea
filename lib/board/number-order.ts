import { compareText } from "./text-order.ts";

/** Extension numbers in the order people read them: 99 before 100, and both before a word. */
export function compareNumbers(a: string, b: string): number {
  const left = isDigits(a);
  const right = isDigits(b);
  if (left !== right) return left ? -1 : 1;
  if (left && a.length !== b.length) return a.length - b.length;
  return compareText(a, b);
}

function isDigits(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 48 || code > 57) return false;
  }
  return text !== "";
}
