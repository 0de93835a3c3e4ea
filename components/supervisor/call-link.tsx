import { Tooltip } from "#components/ui/tooltip.tsx";
import { dialAddress } from "#lib/supervisor/dial-address.ts";
import { words } from "./words.ts";

interface CallLinkProps {
  readonly caller: string;
  /** Whom it calls, for those who hear it among many. */
  readonly whom: string;
  readonly size: "normal" | "compact";
  readonly tabIndex?: 0 | -1;
}

/** Hands the number to the phone of whoever sits here; where it cannot be called it says why. */
export function CallLink({ caller, whom, size, tabIndex = 0 }: CallLinkProps) {
  const address = dialAddress(caller);
  if (address === null) {
    const why = caller === "" ? words.acts.cannotCall : words.acts.cannotDial;
    return (
      <Tooltip text={why}>
        <button type="button" aria-disabled="true" tabIndex={tabIndex} className={`${shape} ${sizes[size]} ${barred}`}>
          {words.acts.call}
          <span className="unseen">{`. ${why}`}</span>
        </button>
      </Tooltip>
    );
  }
  return (
    <a
      href={address}
      tabIndex={tabIndex}
      className={`${shape} ${sizes[size]} ${open}`}
      data-testid="call-link"
      aria-label={words.acts.callWhom(whom)}
    >
      {words.acts.call}
    </a>
  );
}

const shape = "inline-flex items-center justify-center rounded-md border font-medium whitespace-nowrap no-underline";
const sizes = { normal: "min-h-9 px-3 text-table", compact: "min-h-7 px-2 text-meta" } as const;
const open = "border-rule-strong bg-raised text-ink hover:border-ink";
const barred = "cursor-not-allowed border-rule bg-transparent text-ink-3";
