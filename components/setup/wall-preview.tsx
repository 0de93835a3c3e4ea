import type { CSSProperties } from "react";
import { noValue } from "#lib/display/texts.ts";
import { type Profile, profileOf, profiles } from "#lib/wall/frame.ts";
import { words } from "./words.ts";

/** How large things on the wall are, beside each other and the picture, for readers so many picture heights away. */
export function WallPreview({ k }: { k: number }) {
  const profile = profileOf(k);
  return (
    <figure className="grid max-w-xl gap-1.5">
      <div
        aria-hidden="true"
        className="grid aspect-video w-full overflow-hidden rounded-md border border-rule-strong bg-bg p-[2.5%] leading-tight [container-type:size]"
        style={{ "--k": profiles[profile].k } as CSSProperties}
        data-testid="wall-preview"
        data-profile={profile}
      >
        {profile === "extra-far" ? <Headline /> : <Whole profile={profile} />}
      </div>
      <figcaption className="text-ink-2 text-meta">{words.screen.shows[profile]}</figcaption>
    </figure>
  );
}

const sample = words.screen.sample;

function Headline() {
  return (
    <div className="grid grid-cols-2 grid-rows-2 gap-[2cqh]">
      {sample.tiles.map(({ label, figure }) => (
        <div key={label} className="grid content-center rounded-sm bg-surface px-[3cqh]">
          <span className="text-[7.7cqh] text-ink-2">{label}</span>
          <span className="font-semibold text-[26cqh] leading-none">{figure}</span>
        </div>
      ))}
    </div>
  );
}

const rows: Readonly<Record<Exclude<Profile, "extra-far">, number>> = { standard: 8, far: 5 };

function Whole({ profile }: { profile: Exclude<Profile, "extra-far"> }) {
  return (
    <div className="grid grid-rows-[auto_1fr_auto] gap-[1.5cqh]">
      <div className="grid grid-cols-[0.8fr_1.25fr_1.2fr_1.55fr] gap-[1.5cqh]">
        {sample.tiles.map(({ label, figure }) => (
          <div key={label} className="grid rounded-sm bg-surface px-[2cqh] py-[1cqh]">
            <span className="truncate text-[calc(0.5cqh*var(--k))] text-ink-2">{label}</span>
            <span className="font-semibold text-[min(2.5cqh*var(--k),18cqh)] leading-none">{figure}</span>
          </div>
        ))}
      </div>
      <div className="grid content-start overflow-hidden rounded-sm bg-surface px-[2cqh] text-[calc(0.68cqh*var(--k))] leading-[1.35]">
        {sample.queues.slice(0, rows[profile]).map((queue, index) => (
          <span key={queue} className="grid grid-cols-[1fr_auto_5em]">
            <span className="truncate">{queue}</span>
            <span>{index < 2 ? 2 - index : 0}</span>
            <span className="text-end">{index < 2 ? sample.waits[index] : noValue}</span>
          </span>
        ))}
      </div>
      <p className="rounded-sm bg-surface px-[2cqh] text-[calc(0.64cqh*var(--k))] text-ink-2">{sample.today}</p>
    </div>
  );
}
