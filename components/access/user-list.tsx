import { useDeferredValue, useMemo, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { ChoiceRow } from "#components/ui/choice-row.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { SearchField } from "#components/ui/search-field.tsx";
import { plainName } from "#lib/display/plain-name.ts";
import type { AccountRow } from "#lib/protocol/api/access-answers.ts";
import { countRoles, findAccounts, type RoleFilter, roleFilters } from "./find-accounts.ts";
import { type HandedOver, HandOver } from "./hand-over.tsx";
import { NewUserForm } from "./new-user-form.tsx";
import { RemoveUser } from "./remove-user.tsx";
import { UserDetail } from "./user-detail.tsx";
import { UserTable } from "./user-table.tsx";
import { words } from "./words.ts";

interface UserListProps {
  readonly accounts: readonly AccountRow[];
  readonly onChanged: () => void;
}

type Open =
  | { readonly is: "adding" }
  | { readonly is: "detail" | "removing"; readonly id: string }
  | { readonly is: "handing-over"; readonly what: HandedOver };

export function UserList({ accounts, onChanged }: UserListProps) {
  const [find, setFind] = useState("");
  const [filter, setFilter] = useState<RoleFilter>("all");
  const [open, setOpen] = useState<Open | null>(null);
  const sought = useDeferredValue(find);
  const counts = useMemo(() => countRoles(accounts), [accounts]);
  const shown = useMemo(() => findAccounts(accounts, filter, sought), [accounts, filter, sought]);
  const clear = () => {
    setFind("");
    setFilter("all");
  };
  return (
    <>
      <div className="grid gap-3 px-4 pb-3">
        <p className="max-w-prose text-ink-2 text-table">{words.users.about}</p>
        <div className="flex flex-wrap items-end justify-between gap-3">
          <SearchField label={words.users.find} value={find} onSearch={setFind} />
          <Button tone="primary" onClick={() => setOpen({ is: "adding" })}>
            {words.users.add}
          </Button>
        </div>
        <ChoiceRow
          label={words.users.filter}
          choices={roleFilters.map((value) => ({ value, label: filterLabel(value), count: counts[value] }))}
          value={filter}
          onChoose={setFilter}
        />
      </div>
      {shown.length > 0 ? (
        <UserTable accounts={shown} onOpen={(id) => setOpen({ is: "detail", id })} />
      ) : (
        <Nothing any={accounts.length > 0} clear={clear} />
      )}
      <UserDialog
        open={open}
        setOpen={setOpen}
        account={openedOf(open, accounts)}
        lastAdmin={counts.admin === 1}
        onChanged={onChanged}
      />
    </>
  );
}

function Nothing({ any, clear }: { any: boolean; clear: () => void }) {
  if (!any) return <EmptyState title={words.users.none} />;
  return <EmptyState title={words.users.noMatch} action={<Button onClick={clear}>{words.users.clear}</Button>} />;
}

function filterLabel(filter: RoleFilter): string {
  return filter === "all" ? words.users.all : words.users.filters[filter];
}

function openedOf(open: Open | null, accounts: readonly AccountRow[]): AccountRow | null {
  if (open?.is !== "detail" && open?.is !== "removing") return null;
  return accounts.find(({ id }) => id === open.id) ?? null;
}

interface UserDialogProps {
  readonly open: Open | null;
  readonly setOpen: (open: Open | null) => void;
  /** The one that is open; null: none, or it is gone. */
  readonly account: AccountRow | null;
  /** There is one admin and no other. */
  readonly lastAdmin: boolean;
  readonly onChanged: () => void;
}

function UserDialog({ open, setOpen, account, lastAdmin, onChanged }: UserDialogProps) {
  const close = () => setOpen(null);
  const handOver = (what: HandedOver) => {
    onChanged();
    setOpen({ is: "handing-over", what });
  };
  const isLastAdmin = lastAdmin && account?.role === "admin";
  return (
    <>
      <Dialog title={words.users.add} open={open?.is === "adding"} onClose={close}>
        <NewUserForm onAdded={handOver} />
      </Dialog>
      <Dialog
        title={open?.is === "handing-over" ? words.users.handOver.title(plainName(open.what.name)) : ""}
        open={open?.is === "handing-over"}
        onClose={close}
      >
        {open?.is === "handing-over" ? <HandOver what={open.what} onDone={close} /> : null}
      </Dialog>
      <Dialog
        title={account === null ? "" : plainName(account.name)}
        open={open?.is === "detail" && account !== null}
        onClose={close}
        size="wide"
      >
        {account === null ? null : (
          <UserDetail
            key={account.id}
            account={account}
            isLastAdmin={isLastAdmin}
            onChanged={onChanged}
            onReset={handOver}
            onRemove={() => setOpen({ is: "removing", id: account.id })}
          />
        )}
      </Dialog>
      <Dialog
        title={account === null ? "" : words.users.remove.question(plainName(account.name))}
        open={open?.is === "removing" && account !== null}
        onClose={close}
      >
        {account === null ? null : (
          <RemoveUser
            account={account}
            onKeep={() => setOpen({ is: "detail", id: account.id })}
            onRemoved={() => {
              close();
              onChanged();
            }}
          />
        )}
      </Dialog>
    </>
  );
}
