import { existsSync, readFileSync } from "node:fs";
import { read, run, say } from "./process.mjs";

/**
 * Installs packages of Debian.
 *
 * @param packages - their names; the first one is what the message tells
 * @returns false where this is no Debian, we may not, or it failed
 */
export async function installOnDebian(packages) {
  const sudo = sudoCommand();
  if (!isDebian() || !pathOf("apt-get") || !sudo) return false;
  say(`Installing Debian's package ${packages[0]} (apt-get) ...`);
  const apt = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"];
  for (const step of [["update"], ["install", "-y", "--no-install-recommends", ...packages]]) {
    const [command, ...args] = [...sudo, ...apt, ...step];
    if ((await run(command, args)) !== 0) {
      say(`apt-get ${step[0]} failed.`);
      return false;
    }
  }
  return true;
}

/** Where a command is; undefined where it is not on the PATH. */
export function pathOf(command) {
  return read("sh", ["-c", `command -v ${command}`]);
}

function isDebian() {
  const file = "/etc/os-release";
  return existsSync(file) && /^ID=debian$/m.test(readFileSync(file, "utf8"));
}

/** What to put before a command that needs root; undefined where we may not. */
function sudoCommand() {
  if (process.getuid?.() === 0) return [];
  return read("sudo", ["-n", "true"]) === undefined ? undefined : ["sudo", "-n"];
}
