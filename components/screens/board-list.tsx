import { useState } from "react";
import { Name } from "#components/board/name.tsx";
import { act } from "#components/directory/act.ts";
import { Trouble } from "#components/directory/trouble.tsx";
import { useAnnounce } from "#components/ui/announcer.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { TableHead } from "#components/ui/table-head.tsx";
import { wholeBoard } from "#lib/board/site-settings.ts";
import { useDirectory } from "#lib/client/directory.ts";
import { plainName } from "#lib/display/plain-name.ts";
import type { SiteAnswer } from "#lib/protocol/api/site-answers.ts";
import { BoardForm } from "./board-form.tsx";
import { words } from "./words.ts";

type Board = SiteAnswer["site"]["boards"][number];

interface BoardListProps {
  readonly boards: readonly Board[];
  readonly onChanged: () => void;
}

/** "new": one that is not there yet. */
type Opened = Board | "new" | null;

/** What walls can be of. */
export function BoardList({ boards, onChanged }: BoardListProps) {
  const announce = useAnnounce();
  const [opened, setOpened] = useState<Opened>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const save = async (next: readonly Board[], done: string): Promise<string | null> => {
    const answer = await act("/api/site", (by) => ({ by, put: { boards: next } }));
    if (!answer.ok) return answer.detail;
    announce(done);
    onChanged();
    return null;
  };
  const remove = async (board: Board) => {
    const rest = boards.filter(({ id }) => id !== board.id);
    setTrouble(await save(rest, words.boards.removed(plainName(board.name))));
  };
  return (
    <div className="grid gap-3 pb-3">
      <div className="flex flex-wrap items-start justify-between gap-3 px-4">
        <p className="text-ink-2 text-table">{words.boards.about}</p>
        <Button size="compact" onClick={() => setOpened("new")}>
          {words.boards.add}
        </Button>
      </div>
      <div className="px-4">
        <Trouble text={trouble} />
      </div>
      <div className="overflow-x-auto">
        <table className="border-collapse" data-testid="boards">
          <TableHead
            columns={[
              { label: words.boards.name },
              { label: words.boards.queues },
              { label: words.boards.agents, className: "max-sm:hidden" },
            ]}
            buttons=""
          />
          <tbody>
            {boards.map((board) => (
              <BoardRow
                key={board.id}
                board={board}
                change={() => setOpened(board)}
                remove={() => void remove(board)}
              />
            ))}
          </tbody>
        </table>
      </div>
      <Dialog title={titleOf(opened)} open={opened !== null} onClose={() => setOpened(null)}>
        {opened === null ? null : (
          <BoardForm
            board={opened === "new" ? null : opened}
            boards={boards}
            save={save}
            onDone={() => setOpened(null)}
          />
        )}
      </Dialog>
    </div>
  );
}

function titleOf(opened: Opened): string {
  if (opened === null) return "";
  return opened === "new" ? words.boards.add : words.boards.changeOf(plainName(opened.name));
}

function BoardRow({ board, change, remove }: { board: Board; change: () => void; remove: () => void }) {
  const name = plainName(board.name);
  return (
    <tr data-testid="board" data-board={board.id}>
      <th scope="row" className="max-w-40 py-1.5 text-ink text-table">
        <Name text={name} cut="middle" />
      </th>
      <td className="max-w-48">
        <Numbers numbers={board.queues} />
      </td>
      <td className="max-w-48 max-sm:hidden">
        <Numbers numbers={board.agents} />
      </td>
      <td className="py-1.5">
        <div className="flex flex-wrap items-center justify-end gap-1.5">
          <a
            className="px-1 text-meta"
            href={`/wall/${encodeURIComponent(board.id)}`}
            aria-label={words.boards.wallOf(name)}
          >
            {words.boards.wall}
          </a>
          {board.id === wholeBoard.id ? null : (
            <>
              <Button size="compact" aria-label={words.boards.changeOf(name)} onClick={change}>
                {words.boards.change}
              </Button>
              <Button size="compact" aria-label={words.boards.removeOf(name)} onClick={remove}>
                {words.boards.remove}
              </Button>
            </>
          )}
        </div>
      </td>
    </tr>
  );
}

function Numbers({ numbers }: { numbers: readonly string[] | null }) {
  const { nameOf } = useDirectory();
  if (numbers === null) return words.boards.every;
  return numbers.length === 0 ? words.boards.none : numbers.map((number) => plainName(nameOf(number))).join(", ");
}
