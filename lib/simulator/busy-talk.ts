/** What a conversation costs an agent besides: ringing, wrap-up, calls that come to nothing. */
const overheadSeconds = 30;

/** The share of the day the agents are to be taken: somebody waits most of the time, and the office keeps up. */
const occupancy = 0.6;

/** Mean seconds of a conversation that keep so many agents busy with so many calls. */
export function busyTalkSeconds(load: { readonly agents: number; readonly callsPerHour: number }): number {
  const each = (occupancy * load.agents * 3600) / load.callsPerHour - overheadSeconds;
  return Math.min(300, Math.max(20, each));
}
