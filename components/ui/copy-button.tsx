import { useState } from "react";
import { copyText } from "#lib/client/clipboard.ts";
import { useAnnounce } from "./announcer.tsx";
import { Button } from "./button.tsx";

interface CopyButtonProps {
  readonly text: string;
  /** What is copied, where that is not beside it. */
  readonly of?: string;
}

const words = {
  copy: "Copy",
  copied: "Copied",
  notCopied: "It could not be copied. Mark the text, and copy it yourself.",
} as const;

/** Copies, and says whether it did. */
export function CopyButton({ text, of }: CopyButtonProps) {
  const announce = useAnnounce();
  const [result, setResult] = useState<"copied" | "not" | null>(null);
  const copy = async () => {
    const done = await copyText(text);
    setResult(done ? "copied" : "not");
    announce(done ? words.copied : words.notCopied);
  };
  return (
    <span className="inline-flex flex-wrap items-center gap-2">
      <Button
        size="compact"
        aria-label={of === undefined ? undefined : `${words.copy} ${of}`}
        onClick={() => void copy()}
      >
        {result === "copied" ? words.copied : words.copy}
      </Button>
      {result === "not" ? <span className="text-ink-2 text-meta">{words.notCopied}</span> : null}
    </span>
  );
}
