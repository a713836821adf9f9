import { type Fen, fen } from '../kernel/money.js'
import type { Due, Paid } from '../ledger/fact.js'
import type { Counted } from './lines.js'

/** 红冲行：the row as it stood with every amount turned round. */
export function negated<F extends Due | Paid>(original: F): F {
  const turn = (amount: Fen): Fen => fen(amount === 0 ? 0 : -amount)
  const turned = {
    ...original,
    base: turn(original.base),
    employerAmount: turn(original.employerAmount),
    personAmount: turn(original.personAmount),
    employerToAccount: turn(original.employerToAccount),
    personToAccount: turn(original.personToAccount),
  }
  return original.kind === 'due' ? { ...turned, declaredWage: turn(original.declaredWage) } : turned
}

/** What a correction changes, as the sums of a submission tell it: the old amounts out, the new ones in. */
export function countedOf(original: Due | Paid, replacement: Due | Paid | undefined): Counted[] {
  const of = (one: Due | Paid): Counted => ({
    insurance: one.insurance,
    base: one.base,
    employer: one.employerAmount,
    person: one.personAmount,
  })
  return [of(negated(original)), ...(replacement === undefined ? [] : [of(replacement)])]
}
