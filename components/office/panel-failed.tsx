import { words } from "./words.ts";

export function PanelFailed() {
  return (
    <p role="alert" className="rounded-lg bg-surface p-6">
      <strong className="font-medium">{words.failed.title}</strong> {words.failed.more}
    </p>
  );
}
