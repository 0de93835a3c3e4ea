import { CopyButton } from "#components/ui/copy-button.tsx";

interface CopyBlockProps {
  readonly text: string;
  /** What it is, for who hears the page. */
  readonly of: string;
  readonly mayCopy: boolean;
}

/** Text that goes somewhere else as it stands. */
export function CopyBlock({ text, of, mayCopy }: CopyBlockProps) {
  return (
    <div className="grid min-w-0 grid-cols-[minmax(0,1fr)_auto] items-start gap-2 rounded-md border border-rule-strong bg-raised p-2">
      <pre className="min-w-0 whitespace-pre-wrap break-all font-mono text-meta leading-relaxed" dir="ltr">
        {text}
      </pre>
      {mayCopy ? <CopyButton text={text} of={of} /> : null}
    </div>
  );
}
