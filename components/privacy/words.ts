const plural = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;

export const words = {
  title: "Privacy",
  keep: {
    title: "How long things are kept",
    rawDays: "Raw deliveries (days)",
    rawWhy:
      "As they came, word for word. After that only what was read of them is kept: the calls, their times and numbers.",
    callMonths: "Calls (months)",
    callWhy: "Calls, missed callers and everything people did about them. After that nothing of them is kept.",
    stay: "The audit log and the networks people signed in from are kept for 13 months, a sign-in for 30 days after its last use, a backup until seven newer ones are there. Settings, accounts, names in the directory and contacts stay until somebody removes them.",
    invalid: "Raw deliveries: 1 to 400 days. Calls: 1 to 60 months, and not shorter than the raw deliveries.",
    swept: (when: string, distilled: number, forgotten: number) =>
      `Last clean-up ${when}: ${plural(distilled, "raw delivery", "raw deliveries")} dropped, ${plural(forgotten, "entry", "entries")} forgotten.`,
    never:
      "Nothing was old enough to be cleaned up yet, or the server has not run for long enough. It looks every day.",
    failed: (when: string) =>
      `The clean-up or the backup failed ${when}. It is tried again every 10 minutes; the server’s log says why.`,
    persons: "Figures per person",
    council: (on: boolean) => (on ? "Hidden everywhere." : "Shown."),
    change: "Change in Settings",
  },
  caller: {
    title: "What is kept about one caller",
    intro: "For a person who asks what you know about them, or wants it erased.",
    number: "Phone number",
    hint: "In any spelling; the last nine digits count. For a withheld number, the id of one of the calls.",
    find: "Find",
    finding: "Looking through everything…",
    nothing: "Nothing is kept about this caller.",
    kinds: {
      contacts: "Contact",
      calls: "Calls",
      missed: "Rows of missed callers",
      deliveries: "Deliveries of the phone system",
      raw: "of these still word for word",
      acts: "Things people did about them",
    },
    export: "Download everything",
    erase: "Erase…",
    noted: "Who looked, and when, is noted in the audit log, without the number.",
  },
  erase: {
    title: "Erase this caller?",
    what: "The number, the names, the notes and the recordings’ addresses go from the board, the history, the backups and every file. The calls themselves stay and count as before; their caller is shown as “erased-…”.",
    not: "This cannot be undone. Recordings themselves lie on the phone system and are not touched. A later call from the same number is a new caller.",
    again: "Type the number again",
    differs: "This is not the same number.",
    confirm: "Erase for good",
    cancel: "Cancel",
    erasing: "Erasing…",
    done: (calls: number, pseudonym: string) =>
      `Erased. In ${plural(calls, "call", "calls")} “${pseudonym}” now stands for the caller.`,
    unknown: "The server did not say how it ended. Look for the caller again to see what is left.",
    running: "An erasure is under way. It goes on by itself until nothing is left.",
  },
  backups: {
    title: "Backups",
    why: "A copy of the journal and the accounts is made every day, and the last seven are kept in the data folder. Erasing a caller erases them from the backups too.",
    none: "No backup was made yet.",
    make: "Back up now",
    making: "Backing up…",
    made: "A backup was made and checked.",
    when: "Made",
    size: "Size",
    bytes: (bytes: number) => (bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`),
  },
} as const;
