/** Ringside cannot start as things are. The message is one sentence for the operator; no stack is shown. */
export class StartError extends Error {
  override readonly name = "StartError";
}

/** What the operator has set cannot be used: no further start mends it. */
export class ConfigError extends StartError {}
