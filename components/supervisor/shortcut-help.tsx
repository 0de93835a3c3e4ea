import { Dialog } from "#components/ui/dialog.tsx";
import { words } from "./words.ts";

interface ShortcutHelpProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly letters: boolean;
  readonly onLetters: (on: boolean) => void;
}

/** Which keys there are, and the way to be rid of those that are single letters (WCAG 2.1.4). */
export function ShortcutHelp({ open, onClose, letters, onLetters }: ShortcutHelpProps) {
  return (
    <Dialog title={words.shortcuts.title} open={open} onClose={onClose}>
      <div className="grid gap-1">
        <label className="flex min-h-9 items-center gap-2 font-medium">
          <input
            type="checkbox"
            className="size-5"
            checked={letters}
            onChange={(event) => onLetters(event.currentTarget.checked)}
          />
          {words.shortcuts.on}
        </label>
        <p className="text-ink-2 text-meta">{words.shortcuts.why}</p>
      </div>
      <dl className="grid grid-cols-[auto_1fr] items-center gap-x-4 gap-y-1.5">
        {words.shortcuts.list.map(([keys, does]) => (
          <div key={keys} className="col-span-2 grid grid-cols-subgrid">
            <dt>
              <kbd>{keys}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
