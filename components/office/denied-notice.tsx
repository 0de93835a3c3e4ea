import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { words } from "./words.ts";

/** Whoever asked for a page that is not for them is sent home by the server, and told why here. */
export function DeniedNotice() {
  const query = useSearchParams();
  const path = usePathname();
  const router = useRouter();
  const [dismissed, setDismissed] = useState(false);
  if (!query.has("denied") || dismissed) return null;
  const dismiss = () => {
    setDismissed(true);
    const rest = new URLSearchParams(query);
    rest.delete("denied");
    router.replace(rest.size > 0 ? `${path}?${rest}` : path);
  };
  return (
    <div
      role="status"
      data-testid="denied"
      className="flex flex-wrap items-center gap-x-4 gap-y-2 border-rule border-b bg-raised px-6 py-2.5 text-table max-lg:px-4"
    >
      <p className="min-w-0">{words.denied.text}</p>
      <Button size="compact" onClick={dismiss}>
        {words.denied.dismiss}
      </Button>
    </div>
  );
}
