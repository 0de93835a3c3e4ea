import { importsOf } from "./imports-of.ts";
import { isTest, type SourceFile, type Violation } from "./source-file.ts";

/** What the sources of a folder may import: folders (or single files) of the project, and packages. Tests have more freedom. */
interface Room {
  readonly folder: string;
  readonly folders: readonly string[];
  readonly packages: readonly string[] | "any";
}

/** The one-way street, a row a folder; the first row whose folder holds a file is its row. */
const rooms: readonly Room[] = [
  { folder: "lib/pbx", folders: [], packages: ["jsonrepair", "zod"] },
  {
    folder: "lib/call",
    folders: ["lib/pbx", "lib/board/board.ts", "lib/board/board-settings.ts"],
    packages: ["temporal-polyfill", "zod"],
  },
  {
    folder: "lib/board",
    folders: ["lib/call", "lib/pbx"],
    packages: ["temporal-polyfill", "zod"],
  },
  { folder: "lib/access", folders: ["lib/board", "lib/call", "lib/pbx"], packages: [] },
  { folder: "lib/screens", folders: ["lib/board", "lib/setup/read-decimal.ts"], packages: [] },
  { folder: "lib/protocol", folders: ["lib/access", "lib/board", "lib/pbx", "lib/screens"], packages: ["zod"] },
  { folder: "lib/simulator", folders: ["lib/board", "lib/call", "lib/pbx"], packages: ["temporal-polyfill"] },
  { folder: "lib/display", folders: ["lib/board", "lib/pbx"], packages: [] },
  { folder: "lib/wall", folders: ["lib/board", "lib/display", "lib/pbx"], packages: [] },
  {
    folder: "lib/desk",
    folders: ["lib/board", "lib/call", "lib/display", "lib/protocol", "lib/wall"],
    packages: [],
  },
  {
    folder: "lib/calls",
    folders: ["lib/board", "lib/display", "lib/protocol", "lib/report"],
    packages: ["temporal-polyfill"],
  },
  { folder: "lib/callers", folders: ["lib/board", "lib/call", "lib/protocol"], packages: [] },
  { folder: "lib/floor", folders: ["lib/board", "lib/call", "lib/protocol"], packages: [] },
  {
    folder: "lib/supervisor",
    folders: ["lib/board", "lib/display", "lib/protocol"],
    packages: ["temporal-polyfill"],
  },
  {
    folder: "lib/report",
    folders: ["lib/board", "lib/call", "lib/pbx", "lib/protocol"],
    packages: ["temporal-polyfill", "zod"],
  },
  {
    folder: "lib/client",
    folders: ["lib/access", "lib/board", "lib/pbx", "lib/protocol", "lib/screens"],
    packages: ["@tanstack/react-query", "react", "socket.io-client", "zod", "zustand"],
  },
  { folder: "lib/setup", folders: ["lib/board", "lib/directory", "lib/pbx"], packages: [] },
  { folder: "lib", folders: ["lib"], packages: "any" },
  {
    folder: "components",
    folders: [
      "lib/access",
      "lib/board",
      "lib/calls",
      "lib/client",
      "lib/desk",
      "lib/directory",
      "lib/display",
      "lib/protocol",
      "lib/report",
      "lib/screens",
      "lib/setup",
      "lib/supervisor",
      "lib/wall",
    ],
    packages: ["@tanstack/react-query", "@tanstack/react-virtual", "next", "qr", "react", "react-dom", "uplot"],
  },
  { folder: "app", folders: ["components", "lib/client", "lib/screens"], packages: ["react", "next"] },
  {
    folder: "server",
    folders: [
      "lib/access",
      "lib/board",
      "lib/call",
      "lib/callers",
      "lib/desk",
      "lib/display",
      "lib/floor",
      "lib/pbx",
      "lib/protocol",
      "lib/report",
      "lib/screens",
      "lib/simulator",
    ],
    packages: "any",
  },
  { folder: "bench", folders: ["lib", "scripts/setup/setup-error.mjs", "scripts/test", "server"], packages: "any" },
  {
    folder: "soak",
    folders: [
      "e2e/expected-errors.ts",
      "e2e/other-build.ts",
      "faults/ground/at-signal.ts",
      "faults/network",
      "lib",
      "scripts/setup",
      "scripts/test",
      "server",
    ],
    packages: "any",
  },
  { folder: "faults", folders: ["lib", "server", "scripts/test"], packages: "any" },
  { folder: "week", folders: ["lib", "server"], packages: ["temporal-polyfill"] },
  // Runs before anything is installed.
  { folder: "scripts/setup", folders: [], packages: [] },
  { folder: "scripts", folders: [], packages: "any" },
  { folder: "e2e", folders: ["faults/network", "lib", "scripts/setup", "scripts/test"], packages: "any" },
];

/** Folders whose sources, tests included, never see these: what a test may import more is bounded too. */
const never: readonly { readonly folder: string; readonly folders: readonly string[] }[] = [
  { folder: "lib", folders: ["app", "bench", "components", "e2e", "faults", "scripts", "server", "soak", "week"] },
  { folder: "components", folders: ["app", "bench", "e2e", "faults", "scripts", "server", "soak", "week"] },
  { folder: "app", folders: ["bench", "e2e", "faults", "scripts", "server", "soak", "week"] },
  { folder: "server", folders: ["app", "bench", "components", "e2e", "faults", "scripts", "soak", "week"] },
];

/** Imports that go against the street. */
export function wrongWayImports(files: readonly SourceFile[]): Violation[] {
  return files.flatMap((file) =>
    importsOf(file).flatMap(({ target, line }) => {
      const says = objection(file.path, target);
      return says === null ? [] : [{ path: file.path, line, says }];
    }),
  );
}

function objection(path: string, target: string): string | null {
  const forbidden = never.find(({ folder }) => isIn(path, folder))?.folders ?? [];
  if (forbidden.some((folder) => isIn(target, folder))) return `imports ${target}, which lies in another direction`;
  if (isTest(path)) return null;
  const room = rooms.find(({ folder }) => isIn(path, folder));
  if (room === undefined) return "lies in a folder that has no row in scripts/rules/import-directions.ts";
  if (isIn(target, room.folder) || room.folders.some((folder) => isIn(target, folder))) return null;
  if (target.startsWith("node:")) return mayUseNode(room) ? null : `imports ${target}: ${room.folder} knows no I/O`;
  if (!target.includes("/") || target.startsWith("@")) {
    return room.packages === "any" || room.packages.includes(target)
      ? null
      : `imports the package ${target}: ${room.folder} does not need it`;
  }
  return `imports ${target}: ${room.folder} may import only ${[room.folder, ...room.folders].join(", ")}`;
}

const mayUseNode = ({ folder }: Room) => !["lib", "components", "app"].some((edge) => isIn(folder, edge));

const isIn = (path: string, folder: string) => path === folder || path.startsWith(`${folder}/`);
