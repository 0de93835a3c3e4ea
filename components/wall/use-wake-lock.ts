import { useEffect } from "react";

/** Keeps the screen on while the page is in front. Browsers give this on secure pages only; others keep their own setting. */
export function useWakeLock(): void {
  useEffect(() => {
    if (!("wakeLock" in navigator)) return;
    const request = () => {
      if (document.visibilityState !== "visible") return;
      // A refusal (low battery, a policy) leaves the screen to its own settings, as without the request.
      navigator.wakeLock.request("screen").catch(() => undefined);
    };
    request();
    document.addEventListener("visibilitychange", request);
    return () => document.removeEventListener("visibilitychange", request);
  }, []);
}
