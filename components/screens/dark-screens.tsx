import { Glyph } from "#components/board/glyph.tsx";
import { supervisors } from "#lib/access/access.ts";
import { useAnswer } from "#lib/client/answers.ts";
import { useAtNow } from "#lib/client/now.ts";
import { useSession } from "#lib/client/session.ts";
import { plainName } from "#lib/display/plain-name.ts";
import { darkScreensAnswer } from "#lib/protocol/api/screens-answers.ts";
import { words } from "./words.ts";

/** ms: a screen goes dark without the board changing. */
const beat = 10_000;

/** One line for whoever can do something about screens that went dark in office hours, however many there are. */
export function DarkScreens() {
  const { may, maySee } = useSession();
  const asked = may(supervisors) ? "/api/screens/dark" : null;
  const refreshWhen = useAtNow((now) => Math.floor(now / beat));
  const { data } = useAnswer(asked, darkScreensAnswer, { refreshWhen });
  const screens = data?.screens ?? [];
  return (
    <div role="status">
      {screens.length === 0 ? null : (
        <p
          className="severity flex flex-wrap items-center gap-x-3 px-6 py-2 font-medium max-lg:px-3"
          data-severity="watch"
          data-testid="dark-screens"
        >
          <Glyph name="watch" />
          <span className="min-w-0 [overflow-wrap:anywhere]">
            {words.dark(screens.map(({ name }) => plainName(name)))}
          </span>
          {maySee("/admin/screens") ? <a href="/admin/screens">{words.toScreens}</a> : null}
        </p>
      )}
    </div>
  );
}
