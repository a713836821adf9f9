/** 不变式。What must hold whatever a person or file sends; a breach is a defect of ours, never an answer to a user. */
export function invariant(holds: boolean, says: string): asserts holds {
  if (!holds) throw new Error(`invariant broken: ${says}`)
}
