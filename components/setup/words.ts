import type { StepName, StepState } from "#lib/setup/setup-steps.ts";
import type { Advice } from "#lib/setup/waiting-advice.ts";
import type { Profile } from "#lib/wall/frame.ts";

function listed(parts: readonly string[]): string {
  return parts.join(", ");
}

/** Every text of the set-up. Another language is another object of this shape. */
export const words = {
  title: "Set-up",
  leave: "Leave set-up",
  already: {
    title: "Ringside is set up",
    why: "There is an account already. Sign in as an admin to see how the set-up stands.",
    signIn: "Sign in",
  },
  notAdmin: {
    title: "Set-up is for admins",
    why: "Your account may see the board, but not change how Ringside is set up. Ask an admin.",
    home: "To the board",
  },
  steps: {
    label: "Steps of the set-up",
    nth: (nth: number, all: number) => `Step ${nth} of ${all}`,
    names: {
      account: "Admin account",
      connect: "Connect",
      names: "Names",
      limits: "Limits",
      screen: "A TV",
    } satisfies Record<StepName, string>,
    titles: {
      account: "Your admin account",
      connect: "Connect your phone system",
      names: "Give queues and phones their names",
      limits: "Decide what is too long",
      screen: "Put it on a TV",
    } satisfies Record<StepName, string>,
    state(state: StepState): string {
      switch (state.is) {
        case "done":
          return "Done";
        case "not-needed":
          return "Not needed here";
        case "missing":
          switch (state.what) {
            case "account":
              return "No account yet";
            case "event":
              return "Nothing heard yet";
            case "numbers":
              return "Nobody has called yet";
            case "names":
              return state.count === 1 ? "1 without a name" : `${state.count} without a name`;
            case "limits":
              return "Not looked at yet";
            case "screen":
              return "No screen yet";
          }
      }
    },
    next: (name: string) => `Next: ${name}`,
    without: "Go on without",
    laterWhy: "You can come back to this step at any time.",
    finish: "Finish",
  },
  account: {
    about:
      "Whoever started Ringside can read the code that it printed, and nobody else. With it you make the first account: an admin’s.",
    labels: { code: "Set-up code", name: "Your name", email: "Email", password: "Password" },
    hints: {
      code: "16 letters and digits, as printed where Ringside was started. It works once.",
      name: "What others see when you act on the board.",
      email: "To sign in with. Ringside sends no mail.",
      password: "At least 12 characters. Several words are easier to remember.",
    },
    missing: {
      code: "The code is needed.",
      name: "A name is needed.",
      email: "An email is needed, such as ana@example.com.",
      password: "A password is needed.",
    },
    make: "Make the account",
    making: "Making the account…",
    whereTitle: "Where is the code?",
    where: [
      "In the terminal in which Ringside was started, in the line that begins with “Set-up”.",
      "In a container: docker logs and the container’s name.",
      "As a system service: journalctl -u and the service’s name.",
      "While nobody has an account, every start makes a new code, and only the last one works.",
    ],
    done: {
      closed: "You are signed in as an admin. Others get accounts from you.",
      open: "This server is open: no accounts are asked for, and only this machine itself can reach it (RINGSIDE_ACCESS=open). Everything else can be set up.",
    },
    more: "Accounts of others",
  },
  connect: {
    about:
      "The webhook service beside your phone system sends every event of a call to Ringside. It reads where to from WebhooksApi.ini.",
    sender: "What the phone system needs",
    addressTitle: "1. The address, with its key",
    address: "the webhook’s address",
    keyPlace: "KEY",
    show: "Show the address with its key",
    secret: "The key is all that tells your phone system from anybody else: give it to nobody.",
    pasted: "It is in the file: hide the key",
    pastedWhy: "Then nobody can read the key here any more; a new one can always be made.",
    keyHidden:
      "The key was shown before, and is kept in a form in which it cannot be shown again. If nobody has it any more, make a new one under Admin, Connection.",
    keyOfEnvironment: "The key is what RINGSIDE_WEBHOOK_KEY says: put it in the place of KEY.",
    linesTitle: "2. Two lines for WebhooksApi.ini",
    dialect: "How the events are sent",
    dialects: { post: "POST (recommended)", get: "GET" },
    lines: "the two lines",
    restart: "Then restart the webhook service: it reads the file only when it starts.",
    tryTitle: "3. Ring any extension from your mobile, or send one event yourself",
    command: "the command",
    tryWhy: "The command makes a call without an end: it stays on the board for an hour.",
    testTitle: "Test event",
    test: "Send a test event",
    testWhy: "Ringside sends it to its own address. It shows that the way in works, and never counts as a call.",
    tested: (status: number, ms: number) =>
      status === 200 ? `It arrived: answered in ${ms} ms.` : `It was refused with ${status}.`,
    firstTitle: "First call",
    firstCall: (where: string | null, caller: string) =>
      `✓ First call${where === null ? "" : `: at ${where}`}, from ${caller === "" ? "a withheld number" : caller}`,
    connected: "The phone system is connected.",
    recognised: ({ found, lacking }: { readonly found: readonly string[]; readonly lacking: readonly string[] }) =>
      `Recognised: ${found.length === 0 ? "nothing yet" : listed(found)}${lacking.length === 0 ? "." : ` · not told so far: ${listed(lacking)}.`}`,
    parts: { caller: "caller", extension: "extension", queue: "queue", line: "called line" },
    toWall: "See it on the wall",
    adviceTitle: "While nothing comes",
    advice: {
      listen: "Listening for the first event.",
      ring: "Still listening. Ring any extension now.",
      check: "Nothing yet. What usually is the reason:",
      "go-on": "Ringside keeps listening, and you can go on. What usually is the reason:",
    } satisfies Record<Advice, string>,
    checks: [
      "The phone system cannot reach this address: open it in a browser on that machine. 127.0.0.1 and localhost are the machine itself.",
      "The address was cut off or wrapped on its way into the file: such requests appear beside this, as a wrong key.",
      "The webhook service was not restarted after its file was changed.",
      "A firewall or a proxy on the way lets only other ports or hosts through.",
      "HTTPS with a certificate that the phone system does not know: it then says nothing at all.",
    ],
  },
  names: {
    about:
      "These numbers were heard of so far. Give them the names that everybody should read; more appear with their first call.",
    none: "No queue or phone yet",
    noneWhy: "They appear with their first call. A list can be imported before that.",
    queues: "Queues",
    phones: "Phones",
    number: "Number",
    name: "Name",
    import: "Import CSV",
    directory: "The whole directory",
  },
  limits: {
    about:
      "What counts as answered in time, and when a wait is marked. Most centres leave these as they are; a queue can have limits of its own later.",
  },
  local: {
    sender:
      "This page was opened on the server itself. A phone system on another machine needs this server’s own name or address in the place of localhost.",
    screen:
      "This page was opened on the server itself. A TV needs this server’s own name or address in the place of localhost.",
  },
  screen: {
    about:
      "A TV needs a browser and nothing else: no keyboard, no account. It shows what its board is of, and can be taken back at any time.",
    open: "1. Open this address on the TV. It shows a code.",
    address: "the address for the TV",
    code: "2. Code on the TV",
    codeHint: "Six letters and digits.",
    name: "Name of the screen",
    nameHint: "Such as Hall, or Kitchen.",
    board: "Board",
    inches: "TV (inches)",
    metres: "Farthest seat (m)",
    size: (k: number) => `The farthest seat is ${k} picture heights away (k ${k}).`,
    shows: {
      standard: "Near enough for everything: four figures, up to eight queues, names of agents.",
      far: "Rather far: larger type, up to five queues, agents as counts.",
      "extra-far": "Very far: the four figures alone, as large as they go.",
    } satisfies Record<Profile, string>,
    sample: {
      tiles: [
        { label: "Waiting", figure: "3" },
        { label: "Longest wait", figure: "0:48" },
        { label: "Not on a call", figure: "4" },
        { label: "Call back", figure: "2" },
      ],
      waits: ["0:48", "0:12"],
      today: "Today   96 in   88 answered   3 missed",
      queues: ["Sales", "Support", "Billing", "Returns", "Spare parts", "Reception", "Partners", "Warranty"],
    },
    approve: "Let this screen in",
    approved: (name: string) => `${name} is let in: it shows its board within seconds.`,
    faults: {
      code: "That is no code of a TV: six letters and digits.",
      name: "A name is needed.",
      inches: "A diagonal from 10 to 150 inches is needed.",
      metres: "A distance from 0.5 to 40 metres is needed.",
    },
    approvedTitle: "Screens",
    there: "connected",
    away: "not connected",
    more: "All screens",
  },
  checklist: {
    title: "Still missing from the set-up",
    complete: "The set-up is complete.",
    hide: "Hide",
  },
} as const;
