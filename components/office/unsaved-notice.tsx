import { useEffect, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { useIdentity } from "#lib/client/identity.ts";
import { forgetUnsaved, type UnsavedField, unsavedOf } from "#lib/client/unsaved-words.ts";
import { words } from "./words.ts";

/** What somebody was writing when they were signed out, until they have taken it or let it go. */
export function UnsavedNotice() {
  const writer = useIdentity().account?.id ?? null;
  const [fields, setFields] = useState<readonly UnsavedField[]>([]);
  useEffect(() => {
    if (writer !== null) setFields(unsavedOf(writer));
  }, [writer]);
  if (fields.length === 0) return null;
  const discard = () => {
    forgetUnsaved();
    setFields([]);
  };
  return (
    <section
      aria-label={words.unsaved.label}
      className="grid gap-2 border-rule border-b bg-raised px-6 py-3 max-lg:px-4"
    >
      <p className="font-medium text-table">{words.unsaved.title}</p>
      <dl className="grid gap-2 text-table">
        {fields.map(({ label, text }, index) => (
          <div key={index}>
            <dt className="text-ink-2 text-meta">{label}</dt>
            <dd className="whitespace-pre-wrap [overflow-wrap:anywhere]" dir="auto">
              {text}
            </dd>
          </div>
        ))}
      </dl>
      <div className="flex flex-wrap gap-2">
        <CopyButton text={fields.map(({ text }) => text).join("\n")} />
        <Button size="compact" onClick={discard}>
          {words.unsaved.discard}
        </Button>
      </div>
    </section>
  );
}
