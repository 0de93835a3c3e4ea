import { splitName } from "#lib/wall/split-name.ts";

/**
 * A name somebody else gave: its own direction, one line, cut in the middle where there is no room. `data-cut` marks
 * text that may be cut, for tests of what may not.
 */
export function Name({ text }: { text: string }) {
  const { head, tail } = splitName(text);
  return (
    <bdi className="name">
      <span className="name-head" data-cut>
        {head}
      </span>
      {tail === "" ? null : <span className="name-tail">{tail}</span>}
    </bdi>
  );
}
