import { chance, pick } from "#lib/simulator/random.ts";
import { faultless, type LossyLink } from "#lib/testing/lossy-link.ts";
import type { Mishap, Stage } from "./mishap.ts";
import type { Sender } from "./sender.ts";

/**
 * What befalls the network between the phone system, the servers and the screens.
 * @param parts.links those of the screens that are there
 * @param parts.losing whether requests may be lost, and not only what answers them
 */
export function networkMishaps(
  stage: Stage,
  parts: { readonly sender: Sender; links(): readonly LossyLink[]; readonly losing: boolean },
): readonly Mishap[] {
  const { random, trace, wounds, awhile } = stage;
  const { sender, links, losing } = parts;

  function cutSender(): void {
    const isWhole = losing && chance(random, 0.5);
    trace.note(isWhole ? "the phone system's link is cut" : "answers to the phone system are lost");
    if (isWhole) sender.cut(true);
    else sender.cutAnswers(true);
    wounds.until(awhile(), () => {
      sender.cut(false);
      sender.cutAnswers(false);
    });
  }

  function breakLinks(): void {
    trace.note("links to screens are bad");
    for (const link of links()) if (chance(random, 0.7)) breakLink(link);
    wounds.until(awhile(), () => {
      for (const link of links()) link.become("open", faultless);
    });
  }

  function breakLink(link: LossyLink): void {
    switch (pick(random, ["cut", "refusing", "black-hole", "bad"] as const)) {
      case "cut":
        link.cut();
        return;
      case "refusing":
        link.become("refusing");
        return;
      case "black-hole":
        link.become("black-hole");
        return;
      case "bad":
      case null:
        link.become("open", {
          lost: pick(random, [0, 0.1, 0.5]) ?? 0,
          doubled: pick(random, [0, 0.3]) ?? 0,
          delay: pick(random, [5, 100, 3_000]) ?? 5,
        });
    }
  }

  return [cutSender, cutSender, breakLinks, breakLinks, breakLinks];
}
