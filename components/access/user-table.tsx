import { Name } from "#components/board/name.tsx";
import { Moment } from "#components/calls/moment.tsx";
import { Button } from "#components/ui/button.tsx";
import { TableHead } from "#components/ui/table-head.tsx";
import { useIdentity } from "#lib/client/identity.ts";
import { useSession } from "#lib/client/session.ts";
import { plainName } from "#lib/display/plain-name.ts";
import { extensionText } from "#lib/display/texts.ts";
import type { AccountRow } from "#lib/protocol/api/access-answers.ts";
import { words } from "./words.ts";

interface UserTableProps {
  readonly accounts: readonly AccountRow[];
  readonly onOpen: (id: string) => void;
}

export function UserTable({ accounts, onOpen }: UserTableProps) {
  const me = useIdentity().account?.id;
  return (
    <table className="table-fixed border-collapse" data-testid="users">
      <TableHead
        columns={[
          { label: words.users.person },
          { label: words.users.role, className: "w-44 max-sm:w-28 max-sm:px-1" },
          { label: words.users.lastSeen, className: "w-40 max-md:hidden" },
          { label: words.users.places, className: "w-32 max-md:hidden" },
        ]}
        buttons="w-24 max-sm:w-20 max-sm:px-1"
      />
      <tbody>
        {accounts.map((account) => (
          <UserRow key={account.id} account={account} isMe={account.id === me} onOpen={() => onOpen(account.id)} />
        ))}
      </tbody>
    </table>
  );
}

function UserRow({ account, isMe, onOpen }: { account: AccountRow; isMe: boolean; onOpen: () => void }) {
  const { name, email, role, extension, mustChangePassword, ofCompany, lastSeenAt, sessions } = account;
  return (
    <tr data-testid="user">
      <th scope="row" className="py-1.5 max-sm:pe-1">
        <span className="flex min-w-0 items-baseline gap-2 font-medium text-ink text-table">
          <Name text={name} cut="end" />
          {isMe ? <span className="font-normal text-ink-2 text-meta">({words.users.you})</span> : null}
        </span>
        <span className="block font-normal text-ink-2 text-meta">
          <Name text={email} cut="end" />
        </span>
        {mustChangePassword ? (
          <span className="block font-normal text-ink-2 text-meta">{words.users.handedOver}</span>
        ) : null}
        {ofCompany ? <OfCompany /> : null}
      </th>
      <td className="py-1.5 max-sm:px-1">
        {words.roles[role]}
        {extension === null ? null : (
          <span className="block truncate text-ink-2 text-meta">
            <bdi>{extensionText(plainName(extension))}</bdi>
          </span>
        )}
      </td>
      <td className="max-md:hidden">{lastSeenAt === null ? words.users.never : <Moment at={lastSeenAt} />}</td>
      <td className="max-md:hidden">{sessions === 0 ? "–" : words.users.placesOf(sessions)}</td>
      <td className="text-end max-sm:px-1 max-sm:pe-4">
        <Button size="compact" aria-label={words.users.openOf(plainName(name))} onClick={onOpen}>
          {words.users.show}
        </Button>
      </td>
    </tr>
  );
}

function OfCompany() {
  const company = useSession().data?.oidc?.name;
  return (
    <span className="block font-normal text-ink-2 text-meta">
      {company === undefined ? words.users.ofSomeCompany : words.users.ofCompany(plainName(company))}
    </span>
  );
}
