import { type RefObject, useEffect } from "react";

/** ms. */
const rest = 3000;

/** Hides the pointer over an element when it has not moved for a while: a wall has nothing to point at. */
export function useHiddenPointer(target: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = target.current;
    if (element === null) return;
    const hide = () => element.setAttribute("data-pointer", "hidden");
    let timer = setTimeout(hide, rest);
    const show = () => {
      clearTimeout(timer);
      element.removeAttribute("data-pointer");
      timer = setTimeout(hide, rest);
    };
    element.addEventListener("pointermove", show);
    return () => {
      clearTimeout(timer);
      element.removeEventListener("pointermove", show);
    };
  }, [target]);
}
