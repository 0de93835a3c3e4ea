import { Glyph } from "#components/board/glyph.tsx";
import { Name } from "#components/board/name.tsx";
import { Moment } from "#components/calls/moment.tsx";
import { Button } from "#components/ui/button.tsx";
import { plainName } from "#lib/display/plain-name.ts";
import type { ListedScreen } from "#lib/protocol/api/screens-answers.ts";
import type { ScreenCommand } from "#lib/screens/screen-status.ts";
import { words } from "./words.ts";

interface ScreenRowProps {
  readonly screen: ListedScreen;
  /** Its name. */
  readonly board: string;
  /** Of the server's pages. */
  readonly build: string;
  readonly command: (deed: ScreenCommand["do"]) => void;
  readonly open: (what: "change" | "revoke") => void;
}

export function ScreenRow({ screen, board, build, command, open }: ScreenRowProps) {
  const { status, connected } = screen;
  const name = plainName(screen.name);
  return (
    <tr
      className="max-md:grid max-md:h-auto max-md:grid-cols-2 max-md:py-1"
      data-testid="screen"
      data-connected={connected}
      data-dark={screen.dark}
    >
      <th scope="row" className="min-w-0 py-1.5 text-ink text-table md:min-w-28 md:max-w-52">
        <Name text={name} cut="middle" />
        <span className="block font-normal">
          <Seen screen={screen} />
        </span>
        <Remark screen={screen} />
      </th>
      <td className="min-w-0 py-1.5 md:max-w-40">
        <Name text={plainName(board)} cut="middle" />
      </td>
      <td className="figure max-md:hidden">
        {status === null ? "–" : words.list.picturesOf(status.width, status.height, status.ratio)}
      </td>
      <td className="max-md:hidden">{status === null ? "–" : words.list.sounds[status.sound]}</td>
      <td className="max-md:hidden">
        {pageText(status, build)}
        {status === null || status.latency === null ? null : (
          <span className="figure block whitespace-nowrap text-ink-2 text-meta" data-testid="latency">
            {words.list.latency(status.latency.p50, status.latency.p95)}
          </span>
        )}
      </td>
      <td className="py-1.5 max-md:col-span-2 max-md:ps-4">
        <div className="flex flex-wrap gap-1.5 md:ms-auto md:grid md:w-max md:grid-cols-2 xl:flex">
          {screen.look.sound ? (
            <span className="grid md:max-xl:col-span-2">
              <Button
                size="compact"
                disabled={!connected || status?.sound !== "on"}
                aria-label={words.list.toneOf(name)}
                onClick={() => command("tone")}
              >
                {words.list.tone}
              </Button>
            </span>
          ) : null}
          <Button
            size="compact"
            disabled={!connected}
            aria-label={words.list.identifyOf(name)}
            onClick={() => command("identify")}
          >
            {words.list.identify}
          </Button>
          <Button
            size="compact"
            disabled={!connected}
            aria-label={words.list.reloadOf(name)}
            onClick={() => command("reload")}
          >
            {words.list.reload}
          </Button>
          <Button size="compact" aria-label={words.list.changeOf(name)} onClick={() => open("change")}>
            {words.list.change}
          </Button>
          {screen.configured ? null : (
            <Button size="compact" aria-label={words.list.revokeOf(name)} onClick={() => open("revoke")}>
              {words.list.revoke}
            </Button>
          )}
        </div>
      </td>
    </tr>
  );
}

function Remark({ screen: { configured, expiresAt } }: { screen: ListedScreen }) {
  if (!configured && expiresAt === null) return null;
  return (
    <span className="block font-normal text-ink-2 text-meta">
      {configured ? words.list.configured : null}
      {expiresAt === null ? null : (
        <>
          {" "}
          {words.list.ends} <Moment at={expiresAt} />
        </>
      )}
    </span>
  );
}

function Seen({ screen: { connected, dark, seenAt } }: { screen: ListedScreen }) {
  if (seenAt === null) return <span className="text-ink-2">{words.list.never}</span>;
  if (dark) {
    return (
      <span
        className="severity inline-flex items-center gap-1.5 whitespace-nowrap rounded-md px-2 py-0.5"
        data-severity="watch"
      >
        <Glyph name="watch" />
        {words.list.dark} {words.list.since} <Moment at={seenAt} />
      </span>
    );
  }
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
      <Glyph name={connected ? "live" : "delayed"} />
      {connected ? words.list.here : words.list.away} {words.list.since} <Moment at={seenAt} />
    </span>
  );
}

function pageText(status: ListedScreen["status"], build: string): string {
  if (status === null) return "–";
  return status.build === build ? words.list.current : words.list.old;
}
