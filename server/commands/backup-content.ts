import type { BackupContent } from "#server/backup/inspect-backup.ts";

/** What a backup holds, in lines for people. */
export function contentLines({
  rev,
  lastAt,
  schema,
  stumbles,
  accounts,
  today,
  checked,
  ...board
}: BackupContent): readonly string[] {
  const until = lastAt === null ? "empty" : `the last of ${new Date(lastAt).toISOString()}`;
  const figures = (of: Readonly<Record<string, number>>) =>
    Object.entries(of)
      .map(([name, count]) => `${name} ${count}`)
      .join(", ");
  return [
    `entries:   ${rev}, ${until}; schema ${schema}${stumbles > 0 ? `; ${stumbles} could not be folded` : ""}`,
    `board:     ${figures(board)}`,
    `that day:  ${figures(today)}`,
    `accounts:  ${accounts ?? "none kept"}`,
    `checksums: ${checked ? "every file is as it was written" : "it has none"}`,
  ];
}
