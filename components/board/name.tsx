import { plainName } from "#lib/display/plain-name.ts";
import { splitName } from "#lib/display/split-name.ts";
import "./pieces.css";

/**
 * A name somebody else gave: its own direction, one line, cut where there is no room: a person's at the end, a queue's in
 * the middle. `data-cut` marks text that may be cut, for tests of what may not.
 */
export function Name({ text, cut }: { text: string; cut: "end" | "middle" }) {
  const plain = plainName(text);
  const { head, tail } = cut === "middle" ? splitName(plain) : { head: plain, tail: "" };
  return (
    <bdi className="name" data-cut>
      <span className="name-head">{head}</span>
      {tail === "" ? null : <span className="name-tail">{tail}</span>}
    </bdi>
  );
}
