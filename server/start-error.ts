/** Ringside cannot start as things are. The message is one sentence for the operator; no stack is shown. */
export class StartError extends Error {
  override readonly name = "StartError";
}

/** Somebody else has what only one may have at a time: later it can be had. */
export class TakenError extends StartError {}

/** What the operator has set cannot be used: no further start mends it. */
export class ConfigError extends StartError {}
