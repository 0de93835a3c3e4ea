import { Moment } from "#components/calls/moment.tsx";
import { useAnnounce } from "#components/ui/announcer.tsx";
import { Button } from "#components/ui/button.tsx";
import { postFor } from "#lib/client/answers.ts";
import { signOut } from "#lib/client/sign-out.ts";
import { plainName } from "#lib/display/plain-name.ts";
import { doneAnswer, type SessionRow } from "#lib/protocol/api/access-answers.ts";
import { Notice } from "./notice.tsx";
import { useTrouble } from "./use-trouble.ts";
import { words } from "./words.ts";

interface SessionListProps {
  readonly sessions: readonly SessionRow[];
  /** One of them was ended. */
  readonly onEnded: () => void;
}

/** Where somebody is signed in, each to be ended. */
export function SessionList({ sessions, onEnded }: SessionListProps) {
  const announce = useAnnounce();
  const [trouble, tell] = useTrouble();
  const end = async ({ id, device, current }: SessionRow) => {
    const why = current ? await signOut() : await revoked(id);
    tell(why);
    if (why !== null) return;
    announce(words.sessions.signedOut(plainName(device)));
    onEnded();
  };
  if (sessions.length === 0) return <p className="text-ink-2 text-table">{words.sessions.none}</p>;
  return (
    <div className="grid gap-2">
      {trouble === null ? null : <Notice round={trouble.round}>{trouble.text}</Notice>}
      <ul data-testid="sessions">
        {sessions.map((session) => (
          <SessionItem key={session.id} session={session} onEnd={() => void end(session)} />
        ))}
      </ul>
    </div>
  );
}

function SessionItem({ session, onEnd }: { session: SessionRow; onEnd: () => void }) {
  const { device, address, since, lastSeenAt, current } = session;
  const plain = plainName(device);
  return (
    <li
      className="flex flex-wrap items-center gap-x-4 gap-y-1 border-rule py-2.5 not-first:border-t"
      data-testid="session"
    >
      <div className="min-w-48 flex-1">
        <p className="font-medium text-table [overflow-wrap:anywhere]">
          <bdi>{plain}</bdi>
          {current ? (
            <span className="ms-2 rounded-sm border border-rule-strong px-1.5 font-normal text-meta">
              {words.sessions.thisOne}
            </span>
          ) : null}
        </p>
        <p className="text-ink-2 text-meta [overflow-wrap:anywhere]">
          {words.sessions.lastSeen} <Moment at={lastSeenAt} /> · {words.sessions.since} <Moment at={since} />
          {address === "" ? null : (
            <>
              {" "}
              · {words.sessions.address} <bdi className="figure">{plainName(address)}</bdi>
            </>
          )}
        </p>
      </div>
      <Button size="compact" aria-label={words.sessions.signOutOf(plain)} onClick={onEnd}>
        {words.sessions.signOut}
      </Button>
    </li>
  );
}

/** null: it is ended; else why not. */
async function revoked(sessionId: string): Promise<string | null> {
  const answer = await postFor("/api/sessions/revoke", { sessionId }, doneAnswer);
  return answer.ok ? null : answer.detail;
}
