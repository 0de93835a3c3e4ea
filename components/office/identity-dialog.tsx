import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { closeIdentityQuestion, longestName, useIdentity, useIdentityQuestion } from "#lib/client/identity.ts";
import { words } from "./words.ts";

/** Who sits here: asked when an act needs a name, and open to change at any time. */
export function IdentityDialog() {
  const { open, needed } = useIdentityQuestion();
  return (
    <Dialog title={words.identity.title} open={open} onClose={closeIdentityQuestion}>
      <IdentityForm needed={needed} />
    </Dialog>
  );
}

function IdentityForm({ needed }: { needed: boolean }) {
  const identity = useIdentity();
  const [name, setName] = useState(identity.name ?? "");
  const [extension, setExtension] = useState(identity.extension ?? "");
  const [missing, setMissing] = useState(false);
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (needed && name.trim() === "") return setMissing(true);
    identity.setName(name);
    identity.setExtension(extension);
    closeIdentityQuestion();
  };
  return (
    <form className="grid gap-4" onSubmit={save} noValidate>
      <p className="text-ink-2 text-table">{words.identity.why}</p>
      <TextField
        label={words.identity.name}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        error={missing ? words.identity.missing : null}
        maxLength={longestName}
        autoComplete="name"
      />
      <TextField
        label={words.identity.extension}
        hint={words.identity.extensionHint}
        value={extension}
        onChange={(event) => setExtension(event.currentTarget.value)}
        inputMode="numeric"
        autoComplete="off"
        maxLength={20}
      />
      <div className="flex justify-end">
        <Button tone="primary" type="submit">
          {words.identity.save}
        </Button>
      </div>
    </form>
  );
}
