import { useId } from "react";
import { Button } from "#components/ui/button.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { plainName } from "#lib/display/plain-name.ts";
import { words } from "./words.ts";

/** A password that an admin has to bring to somebody. */
export interface HandedOver {
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

/** The one time that a first password is shown. */
export function HandOver({ what, onDone }: { what: HandedOver; onDone: () => void }) {
  const id = useId();
  return (
    <div className="grid gap-4">
      <p className="text-table">{words.users.handOver.why}</p>
      <dl className="grid gap-1 text-table">
        <dt className="text-ink-2 text-meta">{words.users.email}</dt>
        <dd className="[overflow-wrap:anywhere]">
          <bdi>{plainName(what.email)}</bdi>
        </dd>
      </dl>
      <div className="grid gap-1">
        <label htmlFor={id} className="font-medium text-table">
          {words.users.handOver.password}
        </label>
        <span className="flex flex-wrap items-center gap-2">
          <input
            id={id}
            className="figure min-h-9 min-w-0 flex-1 px-2.5 py-1 font-medium text-body"
            data-testid="first-password"
            value={what.password}
            readOnly
            autoComplete="off"
            onFocus={(event) => event.currentTarget.select()}
          />
          <CopyButton text={what.password} of={words.users.handOver.password} />
        </span>
      </div>
      <div className="flex justify-end">
        <Button tone="primary" onClick={onDone}>
          {words.users.handOver.done}
        </Button>
      </div>
    </div>
  );
}
