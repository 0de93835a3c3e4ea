/**
 * @typedef {{ version?: string, dev?: boolean, optional?: boolean, os?: string[], cpu?: string[], libc?: string[],
 *   optionalDependencies?: Record<string, string> }} LockedPackage
 * @typedef {{ packages: Record<string, LockedPackage> }} Lockfile
 */

const systems = ["android", "darwin", "freebsd", "linux", "openharmony", "win32"];
const processors = ["arm", "arm64", "ia32", "ppc64", "riscv64", "s390x", "wasm32", "x64"];

/**
 * Optional packages that some package asks for and the lockfile does not name: `[where, name, version, dev]`.
 * npm leaves them out when the registry at hand lacks another platform's binary, and then `npm ci` refuses the
 * lockfile on every machine, this one included.
 *
 * @param {Lockfile} lockfile
 */
export function missingFromLockfile(lockfile) {
  const { packages } = lockfile;
  return Object.values(packages).flatMap((locked) =>
    Object.entries(locked.optionalDependencies ?? {})
      .filter(([name]) => !Object.keys(packages).some((path) => path.endsWith(`node_modules/${name}`)))
      .map(([name, version]) => ({ name, version, development: locked.dev === true })),
  );
}

/**
 * The lockfile with every optional package named, each for the platform that its own name tells, so that npm passes
 * over those of other platforms. They carry no checksum until somebody installs them where the registry has them.
 *
 * @param {Lockfile} lockfile
 * @returns {Lockfile}
 */
export function completeLockfile(lockfile) {
  const added = missingFromLockfile(lockfile).map(({ name, version, development }) => [
    `node_modules/${name}`,
    { version, ...(development ? { dev: true } : {}), optional: true, ...platformOf(name) },
  ]);
  const entries = [...Object.entries(lockfile.packages), ...added];
  return { ...lockfile, packages: Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1))) };
}

/** @param {string} name */
function platformOf(name) {
  const words = name.slice(name.lastIndexOf("/") + 1).split("-");
  const os = systems.filter((system) => words.includes(system));
  const cpu = processors.filter((processor) => words.includes(processor));
  const libc = words.some((word) => word.startsWith("musl"))
    ? ["musl"]
    : os.includes("linux") && words.some((word) => word.startsWith("gnu"))
      ? ["glibc"]
      : [];
  return {
    ...(os.length > 0 ? { os } : {}),
    ...(cpu.length > 0 ? { cpu } : {}),
    ...(libc.length > 0 ? { libc } : {}),
  };
}
