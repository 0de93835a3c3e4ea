/** What of React's is looked at; its own tools know of these. */
interface Fiber {
  readonly type: unknown;
  readonly flags: number;
  readonly memoizedProps: Readonly<Record<string, unknown>> | null;
  readonly child: Fiber | null;
  readonly sibling: Fiber | null;
  readonly alternate: Fiber | null;
}

declare global {
  /** How often components rendered since the page was loaded, by the `data-testid`, or else the class, of what they draw. */
  var renderCounts: Record<string, number>;
}

/**
 * Counts what React renders, as its own tools do, in a production build too. Runs in the page before it, and stands alone.
 */
export function countRenders(): void {
  const counts: Record<string, number> = {};
  globalThis.renderCounts = counts;
  /** Of a fiber's flags: its component was called. */
  const performedWork = 1;

  /** By what the first element is called that the component draws. */
  const nameOf = (fiber: Fiber): string | null => {
    let { child } = fiber;
    while (child !== null && typeof child.type !== "string") child = child.child;
    const name = child?.memoizedProps?.["data-testid"] ?? child?.memoizedProps?.["className"];
    return typeof name === "string" ? name : null;
  };
  const note = (fiber: Fiber) => {
    if (typeof fiber.type === "string" || fiber.type === null) return;
    const name = nameOf(fiber);
    if (name !== null) counts[name] = (counts[name] ?? 0) + 1;
  };
  const visit = (fiber: Fiber, before: Fiber | null) => {
    if (before === null || (fiber.flags & performedWork) !== 0) note(fiber);
    // The same children: nothing below was looked at.
    if (fiber.child === before?.child) return;
    for (let child = fiber.child; child !== null; child = child.sibling) visit(child, child.alternate);
  };
  Object.assign(globalThis, {
    __REACT_DEVTOOLS_GLOBAL_HOOK__: {
      supportsFiber: true,
      inject: () => 1,
      checkDCE: () => undefined,
      onCommitFiberUnmount: () => undefined,
      onPostCommitFiberRoot: () => undefined,
      onCommitFiberRoot: (_id: number, root: { readonly current: Fiber }) =>
        visit(root.current, root.current.alternate),
    },
  });
}
