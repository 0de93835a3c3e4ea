import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openOffice } from "#server/http/office-under-test.ts";
import { readExposition } from "./read-exposition-under-test.ts";

const root = join(import.meta.dirname, "../..");
const file = (path: string) => readFileSync(join(root, path), "utf8");

interface Panel {
  readonly id: number;
  readonly type: string;
  readonly title: string;
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly datasource?: { readonly uid: string };
  readonly targets?: readonly {
    readonly refId: string;
    readonly expr: string;
    readonly datasource: { readonly uid: string };
  }[];
}

interface Dashboard {
  readonly title: string;
  readonly uid: string;
  readonly schemaVersion: number;
  readonly panels: readonly Panel[];
  readonly templating: { readonly list: readonly { readonly name: string; readonly type: string }[] };
}

const dashboard = JSON.parse(file("deploy/grafana-dashboard.json")) as Dashboard;
const rules = file("deploy/alerts.yml");

/** Of what Prometheus makes of the server's metrics, and of its own scraping. */
const scraped = new Set(["up"]);

/** Every name that can be asked for: a histogram's are three. */
let names: ReadonlySet<string>;
let labels: ReadonlySet<string>;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "ringside-deploy-"));
  const first = await openOffice(folder);
  await first.tell("event=ringing&user=804&usertype=queue&callerid=1&did=&id=230102104542_1-0");
  await first.post("/api/privacy/backup", { by: "-" });
  await first.stop();
  const office = await openOffice(folder);
  const metrics = readExposition(await (await fetch(`${office.url}/metrics`)).text());
  names = new Set(
    [...metrics].flatMap(([name, { type }]) =>
      type === "histogram" ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name],
    ),
  );
  const told = [...metrics.values()].flatMap(({ samples }) => samples.flatMap((sample) => Object.keys(sample.labels)));
  labels = new Set([...told, "instance", "job"]);
  await office.stop();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const namesIn = (expr: string) => expr.match(/\b(?:ringside|process|nodejs)_[a-z0-9_]+/g) ?? [];

/** What stands in braces before a sign, and in `by (…)`. */
function labelsIn(expr: string): string[] {
  const matched = [...expr.matchAll(/([a-z_]+)\s*(?:=~|!=|!~|=)\s*"/g)].map(([, label = ""]) => label);
  const grouped = [...expr.matchAll(/by \(([^)]*)\)/g)].flatMap(([, list = ""]) => list.split(/,\s*/));
  return [...matched, ...grouped];
}

const unknownIn = (expr: string) => [
  ...namesIn(expr).filter((name) => !(names.has(name) || scraped.has(name))),
  ...labelsIn(expr).filter((label) => !labels.has(label)),
];

const isBalanced = (expr: string) =>
  (["()", "{}", "[]"] as const).every(([open = "", shut = ""]) => expr.split(open).length === expr.split(shut).length);

describe("the Grafana dashboard", () => {
  const targets = dashboard.panels.flatMap(({ title, targets: asked = [] }) =>
    asked.map((target) => ({ title, ...target })),
  );

  test("[H54] asks for metrics and labels that there are, and for no others", () => {
    expect(targets.length).toBeGreaterThan(50);
    for (const { title, expr } of targets) {
      expect([title, expr, unknownIn(expr), namesIn(expr).length > 0, isBalanced(expr)]).toEqual([
        title,
        expr,
        [],
        true,
        true,
      ]);
    }
  });

  test("[H54] control: a metric, a label or a sign too many is noticed", () => {
    expect(unknownIn("max(ringside_callers_waitin)")).toEqual(["ringside_callers_waitin"]);
    expect(unknownIn("rate(ringside_journal_commit_seconds[5m])")).toEqual(["ringside_journal_commit_seconds"]);
    expect(unknownIn('max by (agent) (ringside_agents{extension="1"})')).toEqual(["extension", "agent"]);
    expect(isBalanced("max(ringside_agents")).toBe(false);
  });

  test("[H54] is laid out so that no panel lies on another, each with a title and a source that is chosen", () => {
    const { panels } = dashboard;
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
    const cells = new Set<string>();
    for (const { title, type, gridPos, datasource, targets: asked = [] } of panels) {
      expect(title).not.toBe("");
      expect(gridPos.x + gridPos.w).toBeLessThanOrEqual(24);
      for (let x = gridPos.x; x < gridPos.x + gridPos.w; x += 1) {
        for (let y = gridPos.y; y < gridPos.y + gridPos.h; y += 1) {
          expect([title, cells.has(`${x} ${y}`)]).toEqual([title, false]);
          cells.add(`${x} ${y}`);
        }
      }
      if (type === "row") continue;
      for (const source of [datasource, ...asked.map((target) => target.datasource)]) {
        expect(source?.uid).toMatch(/^\$\{datasource\}$/);
      }
      expect(new Set(asked.map(({ refId }) => refId)).size).toBe(asked.length);
    }
    expect(dashboard.templating.list.map(({ name, type }) => [name, type])).toEqual([
      ["datasource", "datasource"],
      ["instance", "query"],
    ]);
  });
});

test("[H54] the alert rules ask for metrics and labels that there are, and each says what it means", () => {
  const expressions = [...rules.matchAll(/^ +expr: (.+)$/gm)].map(([, expr = ""]) => expr);
  expect(expressions.length).toBeGreaterThan(10);
  for (const expr of expressions) expect([expr, unknownIn(expr), isBalanced(expr)]).toEqual([expr, [], true]);
  expect(rules.match(/^ +- alert: \w+$/gm)).toHaveLength(expressions.length);
  expect(rules.match(/^ +summary: ".+\."$/gm)).toHaveLength(expressions.length);
});

describe("the image and the service", () => {
  const { dependencies } = JSON.parse(file("package.json")) as {
    readonly dependencies: Readonly<Record<string, string>>;
  };
  const image = file("Dockerfile");
  const unit = file("deploy/ringside.service");

  test("[H55] the image is of the Node that everything is tested with, of a user without rights, with a check of its health", () => {
    const bases = [...image.matchAll(/^FROM (\S+)/gm)].map(([, base]) => base);
    expect(bases).toEqual(bases.map(() => `node:${dependencies["node"]}-bookworm-slim`));
    expect(image.lastIndexOf("\nUSER node\n")).toBeGreaterThan(image.lastIndexOf("\nRUN "));
    expect(image).toMatch(/^HEALTHCHECK .*"deploy\/healthcheck\.mjs"\]$/m);
    expect(image).toMatch(/^VOLUME \/data$/m);
    expect(image).toContain("--omit=dev");
  });

  test("[H55] all that the image is made of is there, and nothing of what is kept", () => {
    const allowed = file(".dockerignore")
      .split("\n")
      .filter((line) => line.startsWith("!"))
      .map((line) => line.slice(1));
    expect(allowed.filter((path) => !existsSync(join(root, path)))).toEqual([]);
    const copied = [...image.matchAll(/^COPY --from=build (.+) \S+$/gm)].flatMap(([, paths = ""]) => paths.split(" "));
    const made = new Set(["node_modules", ".next"]);
    const missing = copied.map((path) => path.replace("/app/", "")).filter((path) => !made.has(path));
    expect(missing.filter((path) => !allowed.some((one) => one === path || one.startsWith(`${path}/`)))).toEqual([]);
    expect(file(".dockerignore")).toMatch(/^\*$/m);
  });

  test("[H55] the service runs what npm start runs, stops in more time than it needs, and writes to its own folder alone", () => {
    expect(unit).toMatch(
      /^ExecStart=\/opt\/ringside\/node_modules\/node\/bin\/node --no-memory-protection-keys server\/main\.ts$/m,
    );
    const settings = new Map([...unit.matchAll(/^(\w+)=(.*)$/gm)].map(([, key = "", value = ""]) => [key, value]));
    expect(Number(settings.get("TimeoutStopSec"))).toBeGreaterThan(5);
    expect(Object.fromEntries(settings)).toMatchObject({
      Restart: "always",
      User: "ringside",
      StateDirectory: "ringside",
      StateDirectoryMode: "0700",
      UMask: "0077",
      // Without the last of them Node cannot see the machine's own addresses.
      RestrictAddressFamilies: "AF_INET AF_INET6 AF_UNIX AF_NETLINK",
      ProtectSystem: "strict",
      NoNewPrivileges: "yes",
      CapabilityBoundingSet: "",
    });
    expect(unit).toContain("RINGSIDE_DATA=/var/lib/ringside");
  });
});
