import { Glyph } from "#components/board/glyph.tsx";
import { useSound } from "#lib/client/sound.ts";
import { words } from "./words.ts";
import "./sound-notice.css";

/** That somebody should press a key, where a sound is wanted and the browser waits for it. */
export function SoundNotice() {
  const blocked = useSound(({ state }) => state === "blocked");
  if (!blocked) return null;
  return (
    <p className="sound-notice" data-testid="sound-blocked">
      <Glyph name="muted" />
      {words.soundBlocked}
    </p>
  );
}
