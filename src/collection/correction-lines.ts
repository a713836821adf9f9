import { type Fen, fen } from '../kernel/money.js'
import type { Fact } from '../ledger/fact.js'
import { FORMS } from '../ledger/forms.js'
import type { CorrectableFact, Counted } from './lines.js'

/** 红冲行：the row as it stood with every amount turned round. A row without amounts is reversed by being named. */
export function negated<F extends Fact>(original: F): F {
  const turn = (amount: number): Fen => fen(amount === 0 ? 0 : -amount)
  const { columns, fieldOf } = FORMS[original.kind]
  const fields = original as unknown as Readonly<Record<string, number>>
  const amounts = columns.flatMap(({ kind }, i) =>
    kind === 'money' && fields[fieldOf[i]!] !== undefined ? [fieldOf[i]!] : [],
  )
  return { ...original, ...Object.fromEntries(amounts.map((field) => [field, turn(fields[field]!)])) }
}

/** What a correction changes, as the sums of a submission tell it: the old amounts out, the new ones in. */
export function countedOf(original: CorrectableFact, replacement: CorrectableFact | undefined): Counted[] {
  const of = (one: CorrectableFact): Counted[] =>
    one.kind !== 'due' && one.kind !== 'paid'
      ? []
      : [{ insurance: one.insurance, base: one.base, employer: one.employerAmount, person: one.personAmount }]
  return [...of(negated(original)), ...(replacement === undefined ? [] : of(replacement))]
}
