import { type RefObject, useEffect } from "react";
import { useNow } from "#lib/client/now.ts";
import { orbitAt } from "#lib/wall/orbit.ts";

/** Moves the whole picture a little every few minutes. */
export function useOrbit(target: RefObject<HTMLElement | null>): void {
  const now = useNow();
  const place = now === null ? null : orbitAt(now);
  const x = place?.x ?? 0;
  const y = place?.y ?? 0;
  useEffect(() => {
    target.current?.style.setProperty("--orbit-x", String(x));
    target.current?.style.setProperty("--orbit-y", String(y));
  }, [target, x, y]);
}
