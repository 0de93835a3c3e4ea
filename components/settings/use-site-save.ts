import { useState } from "react";
import { act } from "#components/directory/act.ts";
import { useAnnounce } from "#components/ui/announcer.tsx";
import type { SiteSettings } from "#lib/board/site-settings.ts";
import { words } from "./words.ts";

export interface SiteSave {
  readonly save: (put: Partial<SiteSettings>, options?: { readonly confirm?: boolean }) => Promise<boolean>;
  readonly saving: boolean;
  /** That it was saved. */
  readonly said: string | null;
  /** Why it was not. */
  readonly trouble: string | null;
  /** Says that it cannot be sent as it stands. */
  readonly refuse: (why: string) => void;
}

/** Saves settings of the site in the name of who sits here, and tells what came of it. */
export function useSiteSave(): SiteSave {
  const announce = useAnnounce();
  const [saving, setSaving] = useState(false);
  const [said, setSaid] = useState<string | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const tell = (ok: boolean, text: string) => {
    setSaid(ok ? text : null);
    setTrouble(ok ? null : text);
    announce(text);
  };
  return {
    saving,
    said,
    trouble,
    refuse: (why) => tell(false, why),
    async save(put, { confirm = false } = {}) {
      setSaving(true);
      const answer = await act("/api/site", (by) => ({ by, put, confirm }));
      setSaving(false);
      tell(answer.ok, answer.ok ? words.saved : answer.detail);
      return answer.ok;
    },
  };
}
