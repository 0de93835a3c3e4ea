/** A variable that the server reads, for the eyes of an admin. */
export interface EnvironmentVariable {
  readonly name: string;
  readonly set: boolean;
  /** null: it is not set, or nobody is to read it. */
  readonly value: string | null;
}

/** In any of these a secret may stand. */
const secret = /KEY|SECRET|PASSWORD|TOKEN|CREDENTIAL|DATABASE_URL/;

/** @param names of every variable there is */
export function environmentVariables(
  names: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): readonly EnvironmentVariable[] {
  return names.map((name) => {
    const text = env[name] ?? "";
    return { name, set: text !== "", value: text === "" || secret.test(name) ? null : text };
  });
}
