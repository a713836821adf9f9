import { readdirSync, readFileSync } from 'node:fs'

/** SIGKILL to a database server at once: postmaster, writers, backends. Nothing is flushed on the way. */
export function killFamily(postmaster: number): void {
  for (const pid of [postmaster, ...childrenOf(postmaster)]) process.kill(pid, 'SIGKILL')
}

function childrenOf(parent: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ')[1] === String(parent)
          ? [Number(pid)]
          : []
      } catch {
        return []
      }
    })
}
