import type { PageFacts } from "#lib/screens/page-facts.ts";
import "./unknown-board.css";

/** There is no such board: which there are, for people; for a screen, who can help it. It looks again by itself. */
export function UnknownBoard({ boards, screen }: Pick<PageFacts, "boards" | "screen">) {
  return (
    <main className="unknown-board" data-testid="unknown-board">
      <meta httpEquiv="refresh" content="30" />
      <h1>There is no such board</h1>
      {screen ? (
        <p>An admin can give this screen another one: Admin, Screens.</p>
      ) : (
        <>
          <p>These there are:</p>
          <ul>
            {boards.map(({ id, name }) => (
              <li key={id}>
                <a href={`/wall/${encodeURIComponent(id)}`}>
                  <bdi>{name}</bdi>
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
    </main>
  );
}
