import { SelectField } from "#components/ui/select-field.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import type { Role } from "#lib/access/role.ts";
import { words } from "./words.ts";

/** What an admin decides about a person. */
export interface UserDraft {
  readonly name: string;
  readonly role: Role;
  /** Blank: none. */
  readonly extension: string;
}

interface UserFieldsProps {
  readonly draft: UserDraft;
  readonly change: (part: Partial<UserDraft>) => void;
  readonly nameFault: string | null;
  /** Nobody else would be an admin: the role stays. */
  readonly isLastAdmin: boolean;
}

const roles: readonly Role[] = ["agent", "supervisor", "admin"];

export function UserFields({ draft, change, nameFault, isLastAdmin }: UserFieldsProps) {
  const { name, role, extension } = draft;
  return (
    <>
      <TextField
        label={words.users.name}
        name="name"
        value={name}
        maxLength={60}
        autoComplete="off"
        onChange={(event) => change({ name: event.currentTarget.value })}
        error={nameFault}
      />
      <SelectField
        label={words.users.role}
        options={roles.map((value) => ({ value, label: words.roles[value] }))}
        value={role}
        onChange={(chosen) => change({ role: chosen })}
        disabled={isLastAdmin}
        hint={isLastAdmin ? words.users.lastAdmin : words.users.roleHints[role]}
      />
      <TextField
        label={words.users.extension}
        name="extension"
        value={extension}
        maxLength={64}
        inputMode="numeric"
        autoComplete="off"
        onChange={(event) => change({ extension: event.currentTarget.value })}
        hint={words.users.extensionHints[role]}
      />
    </>
  );
}

/** As the server takes it. */
export function personOf({ name, role, extension }: UserDraft) {
  return { name: name.trim(), role, extension: extension.trim() === "" ? null : extension.trim() };
}
