import { useEffect, useState } from "react";
import { browserNow } from "#lib/client/steady-clock.ts";

/** Whole seconds left, from `seconds` down to 0, once for each object it is given. */
export function useCountdown(start: { readonly seconds: number }): number {
  const [left, setLeft] = useState(start.seconds);
  useEffect(() => {
    const end = browserNow() + start.seconds * 1000;
    const look = () => setLeft(Math.max(0, Math.ceil((end - browserNow()) / 1000)));
    look();
    const timer = setInterval(look, 250);
    return () => clearInterval(timer);
  }, [start]);
  return left;
}
