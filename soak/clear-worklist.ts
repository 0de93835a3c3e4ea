import * as z from "zod/mini";

const worklist = z.object({
  missed: z.array(z.object({ id: z.string(), status: z.string(), changes: z.number() })),
});

/** Does what supervisors do by the evening: no missed caller stays open, or the rows of weeks would stand on the board. */
export async function clearWorklist(origin: string): Promise<void> {
  const answer = await fetch(`${origin}/api/board`);
  const { missed } = z.parse(worklist, await answer.json());
  for (const { id, status, changes } of missed) {
    if (status === "resolved") continue;
    const deed = { id, deed: "not-needed", by: "Ana", note: null, seen: changes };
    const done = await fetch(`${origin}/api/missed`, {
      method: "POST",
      headers: { "content-type": "application/json", origin },
      body: JSON.stringify(deed),
    });
    await done.arrayBuffer();
  }
}
