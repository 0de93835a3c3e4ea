import { addField, type Fields, fieldOf, noFields } from "./fields.ts";

const mostParts = 500;
const longestHead = 500;
const head = /^--[^\r\n]{1,200}\r?\n[\s\S]{0,400}?content-disposition:\s*form-data/i;
const nameOf = /content-disposition:\s*form-data\b[^\r\n]*?[;\s]name="?([^"\r\n;]{1,80})/i;

/** Whether a body is multipart/form-data, by its own first lines. */
export function isMultipart(text: string): boolean {
  return text.startsWith("--") && head.test(text);
}

/** The fields of a multipart/form-data body; its first line is the boundary. */
export function multipartFields(text: string): Fields {
  const fields = noFields();
  const boundary = text.slice(0, text.search(/\r?\n/)).trimEnd();
  for (const part of text.split(boundary, mostParts)) {
    const blankLine = /\r?\n\r?\n/.exec(part);
    if (blankLine === null) continue;
    const key = nameOf.exec(part.slice(0, Math.min(blankLine.index, longestHead)))?.[1];
    const name = key === undefined ? null : fieldOf(key);
    if (name !== null) addField(fields, name, part.slice(blankLine.index).trim());
  }
  return fields;
}
