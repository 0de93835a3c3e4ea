import { useMemo, useState } from "react";
import { type BoardLink, useBoardLink } from "#lib/client/board-link.ts";
import { type DirectoryAnswers, useDirectory } from "#lib/client/directory.ts";
import { unlistedNumbers } from "#lib/directory/unlisted-numbers.ts";

/** The directory, asked for again when the board shows a number that it does not have. */
export function useLiveDirectory(): DirectoryAnswers {
  const [listed, setListed] = useState<ReadonlySet<string>>(new Set());
  const unlisted = useBoardLink((link) => signature(link, listed));
  const directory = useDirectory({ refreshWhen: unlisted });
  const { data } = directory;
  const numbers = useMemo(() => new Set(data?.numbers.map(({ number }) => number)), [data]);
  if (numbers.size !== listed.size || numbers.symmetricDifference(listed).size > 0) setListed(numbers);
  return directory;
}

function signature({ board }: BoardLink, listed: ReadonlySet<string>): string {
  return board === null ? "" : unlistedNumbers(board, listed).join(" ");
}
