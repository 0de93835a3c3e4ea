/** The phone system, as far as the board can see it: one POST an event, worded as its documentation prints them. */
export interface PhoneSystem {
  inbound(caller: string): InboundCall;
  outbound(called: string, agent: string): OutboundCall;
  /** Sends everything that was sent before once more, in the same order. */
  repeatEverything(): Promise<void>;
}

export interface InboundCall {
  reachesMenu(number: string): Promise<void>;
  entersQueue(number: string): Promise<void>;
  rings(...extensions: string[]): Promise<void>;
  /** The phone that rings picks up; during a conversation, what a transfer rang. */
  isAnsweredBy(extension: string, how?: "NotDef" | "Attended" | "Blind"): Promise<void>;
  /** The first agent leaves an attended transfer. */
  isHandedOverBy(extension: string, duration: string): Promise<void>;
  ends(extension: string, duration: string): Promise<void>;
  isLostAt(number: string): Promise<void>;
}

export interface OutboundCall {
  dials(): Promise<void>;
  isAnswered(): Promise<void>;
  ends(duration: string): Promise<void>;
}

type Payload = Readonly<Record<string, string>>;

/** @param copies how often each event is sent: 2 is a mirrored feed */
export function createPhoneSystem(webhook: string, copies = 1): PhoneSystem {
  const sent: Payload[] = [];
  let calls = 0;
  const post = async (payload: Payload) => {
    const body = JSON.stringify(payload);
    const answer = await fetch(webhook, { method: "POST", headers: { "content-type": "application/json" }, body });
    if (!answer.ok) throw new Error(`the webhook answered ${answer.status} to ${body}: ${await answer.text()}`);
  };
  const send = async (payload: Payload) => {
    sent.push(payload);
    for (let copy = 0; copy < copies; copy++) await post(payload);
  };
  return {
    inbound: (caller) => inboundCall(send, newCallId(++calls), caller),
    outbound: (called, agent) => outboundCall(send, newCallId(++calls), called, agent),
    async repeatEverything() {
      for (const payload of [...sent]) await post(payload);
    },
  };
}

const newCallId = (running: number) => `261122090000_${running}`;

function inboundCall(send: (payload: Payload) => Promise<void>, id: string, caller: string): InboundCall {
  let leg = 0;
  const on = (Event: string, User: string, Id: string, rest: Payload): Promise<void> =>
    send({ Event, Callerid: caller, User, ...rest, Did: "", Id });
  const reaches = (number: string, Usertype: string) => on("ringing", number, `${id}-${leg}`, { Usertype });
  const over = (number: string, Id: string, rest: Payload) => on("incoming", number, Id, rest);
  return {
    reachesMenu: (number) => reaches(number, "other"),
    entersQueue: (number) => reaches(number, "queue"),
    async rings(...extensions) {
      for (const extension of extensions) await reaches(extension, "ext");
    },
    isAnsweredBy(extension, how = "NotDef") {
      leg += 1;
      return on("incomingcall_started", extension, `${id}-${leg}`, { Trtype: how });
    },
    isHandedOverBy: (extension, Duration) =>
      over(extension, `${id}-${leg - 1}`, { Finishtype: "Ok", Transfer: "True", Duration }),
    ends: (extension, Duration) => over(extension, `${id}-${leg}`, { Finishtype: "Ok", Transfer: "False", Duration }),
    isLostAt: (number) => over(number, `${id}-${leg}`, { Finishtype: "Missed", Transfer: "False", Duration: "" }),
  };
}

function outboundCall(
  send: (payload: Payload) => Promise<void>,
  id: string,
  called: string,
  agent: string,
): OutboundCall {
  const common = { Callerid: called, User: agent };
  return {
    dials: () => send({ Event: "dialing", ...common, Id: `${id}-0` }),
    isAnswered: () => send({ Event: "outgoingcall_started", ...common, Trtype: "NotDef", Did: "", Id: `${id}-1` }),
    ends: (Duration) =>
      send({ Event: "outgoing", ...common, Finishtype: "Ok", Transfer: "False", Did: "", Duration, Id: `${id}-1` }),
  };
}
