import type { SiteAnswer } from "#lib/protocol/api/site-answers.ts";
import { words } from "./words.ts";

type Variables = NonNullable<SiteAnswer["admin"]>["environment"];

/** Which variables the server was started with. A secret's value never came here. */
export function EnvironmentTable({ environment }: { environment: Variables }) {
  return (
    <div className="grid gap-3 pb-2">
      <p className="max-w-prose px-4 text-ink-2 text-meta">{words.environment.about}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
      <section className="max-h-[24rem] overflow-auto" tabIndex={0} aria-label={words.environment.title}>
        <table className="border-collapse" data-testid="environment">
          <thead className="sticky top-0 bg-surface">
            <tr className="h-9">
              <th scope="col">{words.environment.variable}</th>
              <th scope="col">{words.environment.value}</th>
            </tr>
          </thead>
          <tbody>
            {environment.map(({ name, set, value }) => (
              <tr key={name} data-variable={name}>
                <th scope="row" className="font-mono text-ink text-meta [overflow-wrap:anywhere]">
                  {name}
                </th>
                <td className={`[overflow-wrap:anywhere] ${set ? "" : "text-ink-2"}`}>
                  {set && value !== null ? (
                    <bdi dir="ltr">{value}</bdi>
                  ) : set ? (
                    words.environment.secret
                  ) : (
                    words.environment.unset
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}
