/** What is asked of both readings. Times are epoch ms, durations seconds. */
export interface DaySeen {
  /** By id, those that are going on. */
  readonly calls: ReadonlyMap<string, CallSeen>;
  readonly queues: ReadonlyMap<string, QueueSeen>;
  readonly agents: ReadonlyMap<string, AgentSeen>;
  readonly today: Readonly<
    Record<"inbound" | "answered" | "missed" | "abandonedInIvr" | "unknown" | "outbound" | "outboundAnswered", number>
  >;
  /** Callers nobody has spoken to since, by the last nine digits: how often they were lost. */
  readonly toReturn: ReadonlyMap<string, number>;
  /** By id, those that are over. */
  readonly records: ReadonlyMap<string, RecordSeen>;
}

export interface CallSeen {
  readonly id: string;
  readonly direction: "inbound" | "outbound";
  readonly state: string;
  readonly uncertain: boolean;
  readonly caller: string;
  readonly queue: string | null;
  readonly ringing: readonly string[];
  readonly agent: string | null;
}

export interface QueueSeen {
  readonly waiting: number;
  readonly talking: number;
  readonly longestWaitSince: number | null;
  readonly offered: number;
  readonly answered: number;
  readonly missed: number;
  readonly overflowed: number;
  readonly unknown: number;
  /** Fraction. */
  readonly serviceLevel: number | null;
  readonly averageSpeedOfAnswer: number | null;
  readonly averageHandleTime: number | null;
}

export interface AgentSeen {
  readonly state: "idle" | "ringing" | "talking" | "dialing";
  readonly answered: number;
  readonly ringNoAnswer: number;
  readonly outbound: number;
  readonly talkSeconds: number;
}

export interface RecordSeen {
  readonly state: string;
  readonly lostIn: string | null;
  readonly waitSeconds: number | null;
  readonly legs: readonly { readonly agent: string; readonly talkSeconds: number | null }[];
  readonly queues: readonly string[];
  readonly rang: readonly string[];
}
