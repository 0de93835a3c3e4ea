import { useState } from "react";
import { Trouble } from "#components/directory/trouble.tsx";
import { askAs } from "#components/office/ask-as.ts";
import { useAnnounce } from "#components/ui/announcer.tsx";
import { Button } from "#components/ui/button.tsx";
import { backupFacts, type PrivacyAnswer } from "#lib/protocol/api/privacy-answers.ts";
import { useMoment } from "./use-moment.ts";
import { words } from "./words.ts";

interface BackupListProps {
  readonly backups: PrivacyAnswer["backups"];
  readonly onMade: () => void;
}

export function BackupList({ backups, onMade }: BackupListProps) {
  const announce = useAnnounce();
  const moment = useMoment();
  const [making, setMaking] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const make = async () => {
    setMaking(true);
    const made = await askAs("/api/privacy/backup", {}, backupFacts);
    setMaking(false);
    setTrouble(made.ok ? null : made.detail);
    if (made.ok) announce(words.backups.made);
    onMade();
  };
  return (
    <div className="grid gap-4 px-4 pb-4">
      <p className="max-w-prose text-ink-2 text-table">{words.backups.why}</p>
      {backups.length === 0 ? (
        <p className="text-table">{words.backups.none}</p>
      ) : (
        <table className="w-full text-table">
          <thead>
            <tr className="text-start text-ink-2 text-meta">
              <th className="py-1 text-start font-medium">{words.backups.when}</th>
              <th className="py-1 text-end font-medium">{words.backups.size}</th>
            </tr>
          </thead>
          <tbody>
            {backups.map(({ name, at, bytes }) => (
              <tr key={name} className="border-rule border-t">
                <td className="py-1.5">{moment(at)}</td>
                <td className="figure py-1.5 text-end">{words.backups.bytes(bytes)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <Trouble text={trouble} />
      <div>
        <Button disabled={making} onClick={() => void make()}>
          {making ? words.backups.making : words.backups.make}
        </Button>
      </div>
    </div>
  );
}
