import { type Condition, isReady } from "#server/http/health.ts";
import type { CommitReport } from "./commit-meter.ts";
import type { Distribution, Metric, Sample } from "./exposition.ts";

/** What is measured besides what health tells. */
export interface Measured {
  readonly commits: CommitReport;
  /** Of every request to the webhook, or meant for it, by what became of it. */
  readonly arrivals: Readonly<Record<string, number>>;
  /** `seq` of the journal's last entry; null: it cannot be reached. */
  readonly head: number | null;
  /** Seconds from a delivery to the delta that tells of it. */
  readonly published: Distribution | null;
  /** Seconds from a delivery to the painted frame, as screens measure it. */
  readonly painted: Distribution | null;
  /** People who are signed in; null: it cannot be found out. */
  readonly sessions: number | null;
}

function counter(name: string, help: string, ...samples: readonly Sample[]): Metric {
  return { name, help, type: "counter", samples };
}

function gauge(name: string, help: string, ...samples: readonly Sample[]): Metric {
  return { name, help, type: "gauge", samples };
}

function histogram(name: string, help: string, of: Distribution | null): readonly Metric[] {
  return of === null ? [] : [{ name, help, type: "histogram", of }];
}

const truth = (value: boolean) => ({ value: value ? 1 : 0 });

/** @param wellness of each part; null: there is none of that kind */
export function serverMetrics(
  condition: Condition,
  wellness: Readonly<Record<string, boolean | null>>,
  measured: Measured,
): readonly Metric[] {
  const parts = Object.entries(wellness).flatMap(([part, well]) =>
    well === null ? [] : [{ labels: { part }, ...truth(well) }],
  );
  return [
    gauge("ringside_ready", "Whether it is to be sent requests.", truth(isReady(condition))),
    gauge("ringside_part_ok", "Whether each part is well, as /api/health tells.", ...parts),
    gauge("ringside_build_info", "The pages' build and the runtime; always 1.", {
      labels: { build: condition.pages?.build ?? "none", node: process.versions.node },
      value: 1,
    }),
    ...feedMetrics(condition, measured),
    ...journalMetrics(condition, measured),
    ...linkMetrics(condition, measured),
  ];
}

function feedMetrics({ feed, intake }: Condition, { arrivals }: Measured): readonly Metric[] {
  const verdicts = Object.entries(arrivals).map(([verdict, value]) => ({ labels: { verdict }, value }));
  const { lastEventAt } = feed;
  return [
    counter("ringside_webhook_requests_total", "Requests to the webhook, or meant for it, by verdict.", ...verdicts),
    counter("ringside_unrecognised_deliveries_total", "Deliveries that were well formed, of an unknown kind.", {
      value: intake.unrecognised,
    }),
    gauge(
      "ringside_last_event_time_seconds",
      "When the phone system was last understood, Unix time; missing: never.",
      ...(lastEventAt === null ? [] : [{ value: lastEventAt / 1e3 }]),
    ),
  ];
}

function journalMetrics({ writable, projector, archive }: Condition, { commits, head }: Measured): readonly Metric[] {
  return [
    gauge("ringside_journal_writable", "Whether the last write to the journal worked.", truth(writable)),
    gauge(
      "ringside_journal_position",
      "Number of the journal's last entry; missing: it cannot be reached.",
      ...(head === null ? [] : [{ value: head }]),
    ),
    ...histogram("ringside_journal_commit_seconds", "How long a commit took until it was safe.", commits.seconds),
    ...histogram("ringside_journal_commit_entries", "Deliveries and acts that shared a commit.", commits.entries),
    counter("ringside_journal_commit_failures_total", "Commits that failed.", { value: commits.failures }),
    gauge(
      "ringside_projector_behind_entries",
      "Entries of the journal that are not on the board yet.",
      ...(head === null ? [] : [{ value: Math.max(0, head - projector.rev) }]),
    ),
    counter("ringside_projector_stumbles_total", "Entries that could not be folded: each one a bug.", {
      value: projector.stumbles.count,
    }),
    gauge("ringside_archive_behind_calls", "Calls that wait to be written to the history.", { value: archive.behind }),
  ];
}

function linkMetrics({ realtime, screens }: Condition, { published, painted, sessions }: Measured): readonly Metric[] {
  const counts = realtime ?? { screens: 0, joined: 0, deltas: 0, resyncs: 0, refused: 0, forbidden: 0, cutOff: {} };
  const cutOff = Object.entries(counts.cutOff).map(([reason, value]) => ({ labels: { reason }, value }));
  return [
    gauge("ringside_links_connected", "Walls and desks that are shown the board live.", { value: counts.screens }),
    counter("ringside_links_opened_total", "Live links that began.", { value: counts.joined }),
    counter("ringside_links_cut_off_total", "Live links that were cut off, by reason.", ...cutOff),
    counter("ringside_links_refused_total", "Live links that were refused.", { value: counts.refused }),
    counter("ringside_link_messages_forbidden_total", "Messages that their senders may not send.", {
      value: counts.forbidden,
    }),
    counter("ringside_link_resyncs_total", "Times that a page found a gap and asked for the whole board.", {
      value: counts.resyncs,
    }),
    counter("ringside_deltas_published_total", "Changes of the board that somebody was sent.", {
      value: counts.deltas,
    }),
    ...histogram(
      "ringside_publish_seconds",
      "From a delivery's receipt to the delta that tells of it; of several the first.",
      published,
    ),
    ...histogram(
      "ringside_webhook_to_screen_seconds",
      "From a delivery's receipt to the painted frame, as screens measure it.",
      painted,
    ),
    gauge("ringside_screens_connected", "Screens with a token of their own that are there.", {
      value: screens.connected,
    }),
    gauge("ringside_screens_dark", "Screens that are missed in office hours.", { value: screens.dark.length }),
    gauge(
      "ringside_sessions",
      "Sessions of people, on all their devices.",
      ...(sessions === null ? [] : [{ value: sessions }]),
    ),
  ];
}
