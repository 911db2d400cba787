import { cpus, release, totalmem, type } from "node:os";

const GIB = 2 ** 30;

/** What the figures were measured on, in words. */
export function describeMachine(): string {
  const cores = cpus();
  const model = cores[0]?.model.trim() || "a CPU that does not say its name";
  const memory = `${Math.round(totalmem() / GIB)} GiB of memory`;
  // The rest of the version is whoever built it.
  const system = `${type()} ${release().split(".", 2).join(".")}`;
  return `${cores.length} x ${model}, ${memory}, ${system}`;
}
