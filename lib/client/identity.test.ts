import { beforeEach, expect, test, vi } from "vitest";

/** A browser's storage that can be looked into, or that refuses. */
function storage(refuses: boolean) {
  const kept = new Map<string, string>();
  const open = () => {
    if (refuses) throw new Error("forbidden");
    return kept;
  };
  return {
    kept,
    getItem: (key: string) => open().get(key) ?? null,
    setItem: (key: string, value: string) => void open().set(key, value),
    removeItem: (key: string) => void open().delete(key),
  };
}

beforeEach(() => vi.resetModules());

test("[O13] an act waits for a name that nobody has given, and goes on with it", async () => {
  vi.stubGlobal("localStorage", storage(false));
  const { askWho, closeIdentityQuestion, keepName } = await import("./identity.ts");
  const first = askWho();
  const second = askWho();
  keepName("  Ana K.  ");
  closeIdentityQuestion();
  expect(await Promise.all([first, second])).toEqual(["Ana K.", "Ana K."]);
  expect(await askWho()).toBe("Ana K.");
});

test("[O13] who closes the question without a name has called the act off", async () => {
  vi.stubGlobal("localStorage", storage(false));
  const { askWho, closeIdentityQuestion } = await import("./identity.ts");
  const asked = askWho();
  closeIdentityQuestion();
  expect(await asked).toBe(null);
});

test("[O13] the name is kept by the browser, at most sixty characters of it; none is kept as none", async () => {
  const browser = storage(false);
  vi.stubGlobal("localStorage", browser);
  const { keepName } = await import("./identity.ts");
  keepName("x".repeat(99));
  expect(browser.kept.get("ringside-name")).toHaveLength(60);
  keepName("   ");
  expect(browser.kept.size).toBe(0);
  browser.kept.set("ringside-name", "Lin");
  vi.resetModules();
  const again = await import("./identity.ts");
  expect(await again.askWho()).toBe("Lin");
});

test("[O13] a browser that keeps nothing asks once a visit", async () => {
  vi.stubGlobal("localStorage", storage(true));
  const { askWho, keepName } = await import("./identity.ts");
  keepName("Ana");
  expect(await askWho()).toBe("Ana");
});

const ana = { id: "1", name: "Ana Kovač", role: "agent", extension: "204" } as const;

test("[N4] an act that waits for a name has the account's as soon as it is known, whatever this browser kept", async () => {
  const browser = storage(false);
  vi.stubGlobal("localStorage", browser);
  const { askWho, keepName, signedIn, signedInAs } = await import("./identity.ts");
  const asked = askWho();
  signedInAs(ana);
  expect(await asked).toBe("Ana Kovač");
  keepName("Somebody else");
  expect(await askWho()).toBe("Ana Kovač");
  signedInAs(null);
  expect(await askWho()).toBe("Somebody else");
  expect(signedIn()).toBe(null);
});
