import { useState } from "react";
import { useAnnounce } from "#components/ui/announcer.tsx";
import { Button } from "#components/ui/button.tsx";
import { signOut } from "#lib/client/sign-out.ts";
import { words } from "./words.ts";

export function SignOutButton() {
  const announce = useAnnounce();
  const [trouble, setTrouble] = useState<string | null>(null);
  const leave = async () => {
    const why = await signOut();
    if (why === null) return;
    setTrouble(words.signOut.failed(why));
    announce(words.signOut.failed(why));
  };
  return (
    <div className="grid gap-1">
      <Button size="compact" onClick={() => void leave()}>
        {words.signOut.button}
      </Button>
      {trouble === null ? null : <p className="text-critical-line text-meta">{trouble}</p>}
    </div>
  );
}
