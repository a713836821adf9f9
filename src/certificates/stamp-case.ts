import type { Case } from '../collection/case-store.js'

/** 办结：the states in which a case may be stamped. */
export const FINISHED: ReadonlySet<string> = new Set(['posted', 'returned'])

/** 办理人：who decided it last. */
export function makerOf({ revision, steps }: Case): string {
  return steps.at(-1)?.by ?? revision.enteredBy
}

export function hasHandled({ revision, steps }: Case, person: string): boolean {
  return revision.enteredBy === person || steps.some(({ by }) => by === person)
}
