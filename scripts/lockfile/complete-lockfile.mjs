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
  const packages = { ...lockfile.packages };
  for (const { name, version, development } of missingFromLockfile(lockfile)) {
    packages[`node_modules/${name}`] = entryFor(name, version, development);
  }
  const sorted = Object.entries(packages).sort(([a], [b]) => (a < b ? -1 : 1));
  return { ...lockfile, packages: Object.fromEntries(sorted) };
}

/**
 * The keys stand in npm's own order, or its next run would write the whole file anew.
 *
 * @param {string} name
 * @param {string} version
 * @param {boolean} development
 * @returns {LockedPackage}
 */
function entryFor(name, version, development) {
  const words = name.slice(name.lastIndexOf("/") + 1).split("-");
  const cpu = processors.filter((processor) => words.includes(processor));
  const os = systems.filter((system) => words.includes(system));
  const libc = libcOf(words, os);
  return {
    version,
    ...(cpu.length > 0 ? { cpu } : {}),
    ...(development ? { dev: true } : {}),
    ...(libc.length > 0 ? { libc } : {}),
    optional: true,
    ...(os.length > 0 ? { os } : {}),
  };
}

/**
 * @param {readonly string[]} words
 * @param {readonly string[]} os
 */
function libcOf(words, os) {
  if (words.some((word) => word.startsWith("musl"))) return ["musl"];
  return os.includes("linux") && words.some((word) => word.startsWith("gnu")) ? ["glibc"] : [];
}
