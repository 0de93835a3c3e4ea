/** A key that does what it stands beside; whoever hears the page is told of keys elsewhere. */
export function KeyHint({ keys }: { keys: string }) {
  return (
    <span aria-hidden="true" className="max-lg:hidden">
      <kbd>{keys}</kbd>
    </span>
  );
}
