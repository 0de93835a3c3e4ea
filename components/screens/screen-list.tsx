import { useState } from "react";
import { Trouble } from "#components/directory/trouble.tsx";
import { askAs } from "#components/office/ask-as.ts";
import { useAnnounce } from "#components/ui/announcer.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { TableHead } from "#components/ui/table-head.tsx";
import { plainName } from "#lib/display/plain-name.ts";
import { type ListedScreen, type ScreensAnswer, screenAnswer } from "#lib/protocol/api/screens-answers.ts";
import type { SiteAnswer } from "#lib/protocol/api/site-answers.ts";
import type { ScreenCommand } from "#lib/screens/screen-status.ts";
import { ChangeScreen } from "./change-screen.tsx";
import { ScreenRow } from "./screen-row.tsx";
import { words } from "./words.ts";

interface ScreenListProps {
  readonly answer: ScreensAnswer;
  readonly boards: SiteAnswer["site"]["boards"];
  readonly onChanged: () => void;
}

interface Opened {
  readonly for: "change" | "revoke";
  readonly id: string;
}

/** What is said once it is done. */
const did = { identify: "identified", reload: "reloaded", tone: "toned" } as const;

export function ScreenList({ answer: { build, screens }, boards, onChanged }: ScreenListProps) {
  const announce = useAnnounce();
  const [opened, setOpened] = useState<Opened | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const screen = screens.find(({ id }) => id === opened?.id) ?? null;
  const close = () => setOpened(null);
  const done = () => {
    close();
    onChanged();
  };
  const command = async ({ id, name }: ListedScreen, deed: ScreenCommand["do"]) => {
    const asked = await askAs("/api/screens/command", { id, do: deed }, screenAnswer);
    setTrouble(asked.ok ? null : asked.detail);
    if (asked.ok) announce(words.list[did[deed]](plainName(name)));
  };
  if (screens.length === 0) return <EmptyState title={words.list.none}>{words.list.noneWhy}</EmptyState>;
  return (
    <>
      <div className="px-4">
        <Trouble text={trouble} />
      </div>
      <div className="overflow-x-auto pb-1">
        <table className="border-collapse max-md:block max-md:[&>thead]:hidden" data-testid="screens">
          <TableHead
            columns={[
              { label: words.list.name },
              { label: words.list.board },
              { label: words.list.picture, className: "max-md:hidden" },
              { label: words.list.sound, className: "max-md:hidden" },
              { label: words.list.page, className: "max-md:hidden" },
            ]}
            buttons=""
          />
          <tbody className="max-md:block">
            {screens.map((listed) => (
              <ScreenRow
                key={listed.id}
                screen={listed}
                board={boards.find(({ id }) => id === listed.board)?.name ?? words.list.goneBoard(listed.board)}
                build={build}
                command={(deed) => void command(listed, deed)}
                open={(what) => setOpened({ for: what, id: listed.id })}
              />
            ))}
          </tbody>
        </table>
      </div>
      <Dialog
        title={screen === null || opened === null ? "" : words.list[`${opened.for}Of`](plainName(screen.name))}
        open={screen !== null}
        onClose={close}
      >
        {screen !== null && opened?.for === "change" ? (
          <ChangeScreen screen={screen} boards={boards} onDone={done} />
        ) : null}
        {screen !== null && opened?.for === "revoke" ? <Revoke screen={screen} onDone={done} onKeep={close} /> : null}
      </Dialog>
    </>
  );
}

function Revoke(props: { screen: ListedScreen; onDone: () => void; onKeep: () => void }) {
  const { screen, onDone, onKeep } = props;
  const announce = useAnnounce();
  const [trouble, setTrouble] = useState<string | null>(null);
  const revoke = async () => {
    const asked = await askAs("/api/screens/revoke", { id: screen.id }, screenAnswer);
    if (!asked.ok) return setTrouble(asked.detail);
    announce(words.list.revoked(plainName(screen.name)));
    onDone();
  };
  return (
    <div className="grid gap-4">
      <p>{words.list.revokeWhy}</p>
      <Trouble text={trouble} />
      <div className="flex flex-wrap justify-end gap-3">
        <Button onClick={onKeep}>{words.cancel}</Button>
        <Button tone="primary" onClick={() => void revoke()}>
          {words.list.revoke}
        </Button>
      </div>
    </div>
  );
}
