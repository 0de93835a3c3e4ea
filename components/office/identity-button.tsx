import { Name } from "#components/board/name.tsx";
import { Button } from "#components/ui/button.tsx";
import { changeIdentity, useIdentity } from "#lib/client/identity.ts";
import { words } from "./words.ts";

export function IdentityButton() {
  const { name } = useIdentity();
  return (
    <Button size="compact" onClick={changeIdentity}>
      <span className="max-w-36 min-w-0 max-sm:max-w-24">
        <Name text={name === null ? words.identity.who : words.identity.iAm(name)} cut="end" />
      </span>
    </Button>
  );
}
