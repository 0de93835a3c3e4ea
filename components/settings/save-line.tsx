import { Button } from "#components/ui/button.tsx";
import type { SiteSave } from "./use-site-save.ts";
import { words } from "./words.ts";

/** At the end of a form of settings: the button, and that it was saved. */
export function SaveLine({ saving, said }: Pick<SiteSave, "saving" | "said">) {
  return (
    <div className="flex flex-wrap items-center gap-3">
      <Button type="submit" disabled={saving}>
        {words.save}
      </Button>
      {said === null ? null : <p className="text-table">{said}</p>}
    </div>
  );
}
