import { type Fen, fen } from '../../kernel/money.js'
import type { Period } from '../../kernel/period.js'
import type { City } from './city.js'
import { Dice } from './dice.js'
import type { Payment } from './payment.js'

/**
 * 与众不同的到账：now and then an amount that is not the rule's, half a payment, none at all, a payment under a misspelt
 * name or a number nobody has (待认领), and a payment made twice with its refund a line of its own (退收).
 */
export function oddPayments(city: City, month: Period, payments: readonly Payment[]): Payment[] {
  return payments.flatMap((payment) => {
    const dice = new Dice(city.size.seed, 'odd', payment.identityNumber, payment.insurance, month)
    const odd = dice.below(50_000)
    const change = ODDITIES.find(({ below }) => odd < below)
    return change === undefined ? [payment] : change.make(payment, dice)
  })
}

const ODDITIES: readonly { readonly below: number; readonly make: (payment: Payment, dice: Dice) => Payment[] }[] = [
  { below: 12, make: (one, dice) => [{ ...one, employerAmount: fen(one.employerAmount + dice.between(1, 99)) }] },
  { below: 16, make: (one) => [{ ...one, personAmount: fen(0) }] },
  { below: 20, make: () => [] },
  { below: 24, make: (one) => [{ ...one, fullName: `${one.fullName}女士` }] },
  { below: 27, make: (one) => [{ ...one, identityNumber: nobodys(one.identityNumber) }] },
  { below: 32, make: (one) => [one, { ...one, levyVoucher: again(one.levyVoucher) }, refundOf(one)] },
]

/** The same number with its last sign lost: it fits nobody, and the money is kept all the same. */
function nobodys(identityNumber: string): string {
  return identityNumber.slice(0, -1)
}

function again(levyVoucher: string): string {
  return `${levyVoucher}D`
}

function refundOf(one: Payment): Payment {
  const back = (amount: Fen): Fen => fen(amount === 0 ? 0 : -amount)
  return {
    ...one,
    levyVoucher: `${one.levyVoucher}R`,
    contributionKind: '18',
    employerAmount: back(one.employerAmount),
    personAmount: back(one.personAmount),
  }
}
