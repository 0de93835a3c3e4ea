import { Button } from "#components/ui/button.tsx";
import type { CallList } from "#lib/calls/call-list.ts";
import { words } from "./words.ts";

/** Says that there are newer calls, and shows them when asked: no row moves by itself. */
export function NewerCalls({ list, onShow }: { list: CallList; onShow: () => void }) {
  const { newer, gap } = list;
  const show = () => {
    onShow();
    window.scrollTo({ top: 0 });
  };
  return (
    <div role="status" data-testid="newer-calls">
      {newer.length === 0 ? null : (
        <Button size="compact" onClick={show}>
          {words.list.newer(newer.length, gap !== null)}
        </Button>
      )}
    </div>
  );
}
