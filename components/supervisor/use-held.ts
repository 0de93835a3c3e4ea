import { type FocusEvent, useState } from "react";

/** Whether somebody points at a region or works in it. */
export function useHeld() {
  const [pointed, setPointed] = useState(false);
  const [focused, setFocused] = useState(false);
  return {
    held: pointed || focused,
    region: {
      onPointerEnter: () => setPointed(true),
      // A row that goes away under the pointer sends no leave; the next movement tells.
      onPointerMove: () => setPointed(true),
      onPointerLeave: () => setPointed(false),
      onFocus: () => setFocused(true),
      onBlur: (event: FocusEvent) => {
        const inside = event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget);
        if (!inside && document.hasFocus()) setFocused(false);
      },
    },
  };
}
