import { type CommandRequest, readCommandLine } from "./command-line.ts";
import { instantIn } from "./instant-option.ts";

/** Deliveries received at `from` or later and before `to`, epoch ms. */
export interface ExportOptions {
  readonly from: number;
  readonly to: number;
}

export const exportHelp = `Prints the journal (of RINGSIDE_DATA, or of DATABASE_URL) as a capture, which npm run -s replay reads. The server may be running.

  npm run -s export -- [options]

  --from ISO    from then on, for example 2026-03-02T09:00:00Z (the beginning)
  --to ISO      and before then (the end)
`;

const forms = { from: { type: "string" }, to: { type: "string" } } as const;

/** @param args what stands behind the command's name */
export function readExportOptions(args: readonly string[]): CommandRequest<ExportOptions> {
  return readCommandLine(args, forms, ({ from, to }) => ({
    from: instantIn("--from", from) ?? Number.NEGATIVE_INFINITY,
    to: instantIn("--to", to) ?? Number.POSITIVE_INFINITY,
  }));
}
