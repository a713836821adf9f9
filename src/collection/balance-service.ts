import { createHash } from 'node:crypto'
import type { Actor } from '../access/actor.js'
import { organisationOf } from '../access/actor.js'
import { type Day, daysBetween, daysIn, parseDay, periodOfDay } from '../kernel/day.js'
import { invariant } from '../kernel/invariant.js'
import { type Period, parsePeriod } from '../kernel/period.js'
import { Refusal } from '../kernel/refusal.js'
import { insuranceName } from '../kernel/terms.js'
import { isAmong } from '../ledger/alias-store.js'
import type { BankDeposit, Posted } from '../ledger/fact.js'
import { depositsBetween, type FundTotal } from '../ledger/fund-store.js'
import { employersByCode, waitInLine } from '../ledger/lookup-store.js'
import { settingOf } from '../policy/house-setting.js'
import {
  type BalanceCell,
  cellsOf,
  differenceOf,
  type Said,
  SIGNERS,
  SIGNING_ORDER,
  type Signer,
  sumsBy,
} from './balance.js'
import { insertSignature, type Signature, signaturesOf } from './balance-store.js'
import type { Balance, SignRequest } from './bank-contract.js'
import { depositView } from './bank-service.js'

import { employersAmong, standing } from './employer-terms.js'
import { taxTotals } from './levy-total-store.js'
import type { CollectionPorts } from './ports.js'
import { samePerson } from './refusals.js'
import { balanceChanged, balanceNotOver, balanceOutOfTurn, balanceUnexplained } from './refusals-contribution.js'

const SHOWN = 1000

/** 三方平衡：what the tax authority sent, what the special account took in, and what was posted or stands in suspense. */
export class BalanceService {
  constructor(private readonly ports: CollectionPorts) {}

  async show(actor: Actor, monthText: string): Promise<Balance> {
    const month = parsePeriod(monthText)
    const { cells, deposits } = await this.read(month)
    const [from] = daysOf(month)
    const agency = organisationOf(actor)
    const limitDays = settingOf(
      this.ports.policy().book.area(this.ports.areaOf(agency)),
      'business.deposit-days',
      month,
    )
    const signatures = await this.ports.app.transaction({}, (trx) => signaturesOf(trx, agency, month))
    const figures = figuresOf(cells)
    const names = await this.employerNames(cells)
    const signers = await this.ports.staffNames([...new Set(signatures.map(({ by }) => by))])
    const [total] = sumsBy(cells, () => ({ key: month, label: month }))
    const none = { key: month, label: month, isBalanced: true, tax: 0, bank: 0, posted: 0, suspense: 0, refunded: 0 }
    const next = this.nextSigner(actor, month, figures, signatures)
    return {
      ...{ month, agencies: [agency], figures, limitDays, total: total ?? none },
      byDay: sumsBy(cells, ({ day }) => ({ key: day, label: day })),
      byInsurance: sumsBy(cells, ({ insurance }) => ({ key: insurance, label: insuranceName(insurance).zh })),
      byEmployer: sumsBy(cells, ({ creditCode }) => ({ key: creditCode, label: names.get(creditCode) ?? '' })).slice(
        0,
        SHOWN,
      ),
      differences: cells.flatMap(differing).slice(0, SHOWN),
      late: lateOf(deposits, limitDays).slice(0, SHOWN),
      signatures: signatures.map((one) => ({
        ...{ post: one.post, by: signers.get(one.by) ?? one.by, at: one.at, isOfTheseFigures: one.figures === figures },
        ...(one.note === undefined ? {} : { note: this.ports.vault.unseal(undefined, one.note) }),
      })),
      ...(next === undefined ? {} : { next }),
      isClosed: isClosed(signatures, figures) && from <= this.ports.clock.today(),
    }
  }

  /** 签认：of the figures that were seen, in turn, each by another natural person. */
  async sign(actor: Actor, { month: text, figures, note }: SignRequest): Promise<Balance> {
    const month = parsePeriod(text)
    if (month >= periodOfDay(this.ports.clock.today())) throw new Refusal(balanceNotOver, { month })
    const { cells } = await this.read(month)
    if (figuresOf(cells) !== figures) throw new Refusal(balanceChanged, {})
    const rows = cells.filter((cell) => differenceOf(cell) !== undefined).length
    if (rows > 0 && (note ?? '').trim().length < 10) throw new Refusal(balanceUnexplained, { rows })
    const { vault, clock, app } = this.ports
    const agency = organisationOf(actor)
    await app.transaction({}, async (trx) => {
      await waitInLine(trx, [`balance:${agency}:${month}`])
      const signed = (await signaturesOf(trx, agency, month)).filter((one) => one.figures === figures)
      const post = SIGNING_ORDER.find((one) => !signed.some((other) => other.post === one))
      if (post === undefined || !(actor.posts as readonly string[]).includes(post))
        throw new Refusal(
          balanceOutOfTurn,
          post === undefined ? { zh: '无人（已签齐）', en: 'nobody (all signed)' } : SIGNERS[post],
        )
      const people = signed.map(({ by }) => by)
      if (await isAmong(trx, actor.personId, people)) throw new Refusal(samePerson, {})
      const told = note === undefined ? undefined : vault.seal(undefined, note.trim())
      const signature = { post, by: actor.personId, account: actor.accountId, at: clock.now(), figures, note: told }
      const [total] = sumsBy(cells, () => ({ key: month, label: month }))
      await insertSignature(trx, { agency, month }, signature, total ?? { tax: 0, bank: 0, posted: 0, suspense: 0 })
    })
    return this.show(actor, month)
  }

  private async read(month: Period): Promise<{ cells: BalanceCell[]; deposits: Posted<BankDeposit>[] }> {
    const { fundTotals, app } = this.ports
    invariant(fundTotals !== undefined, 'the balance needs the totals of the fund')
    const [from, through] = daysOf(month)
    const { tax, deposits } = await app.transaction({}, async (trx) => ({
      tax: await taxTotals(trx, from, through),
      deposits: standing(await depositsBetween(trx, from, through)),
    }))
    const books: readonly FundTotal[] = await fundTotals(from, through)
    const said: Said[] = [
      ...tax.map(({ amount, ...one }) => ({ ...one, tax: amount })),
      ...deposits.map(({ arrivalDay, insurance, levyVoucher, amount }) => ({
        ...{ day: arrivalDay, insurance, levyVoucher, creditCode: '', bank: amount },
      })),
      ...books,
    ]
    return { cells: cellsOf(said), deposits }
  }

  private nextSigner(
    actor: Actor,
    month: Period,
    figures: string,
    signatures: readonly Signature[],
  ): Balance['next'] | undefined {
    if (month >= periodOfDay(this.ports.clock.today())) return undefined
    const signed = signatures.filter((one) => one.figures === figures)
    const post = SIGNING_ORDER.find((one) => !signed.some((other) => other.post === one))
    if (post === undefined) return undefined
    const mine = (actor.posts as readonly string[]).includes(post) && !signed.some(({ by }) => by === actor.personId)
    return { post, says: { ...SIGNERS[post] }, mine }
  }

  private async employerNames(cells: readonly BalanceCell[]): Promise<Map<string, string>> {
    const codes = [...new Set(cells.map(({ creditCode }) => creditCode))]
    const known = await this.ports.app.transaction({}, (trx) => employersByCode(trx, codes))
    return new Map([...employersAmong(known)].map(([code, { name }]) => [code, name]))
  }
}

function isClosed(signatures: readonly Signature[], figures: string): boolean {
  const posts = new Set<Signer>(signatures.filter((one) => one.figures === figures).map(({ post }) => post))
  return SIGNING_ORDER.every((post) => posts.has(post))
}

function daysOf(month: Period): [Day, Day] {
  const last = daysIn(Number(month.slice(0, 4)), Number(month.slice(5)))
  return [parseDay(`${month}-01`), parseDay(`${month}-${String(last).padStart(2, '0')}`)]
}

function differing(cell: BalanceCell): Balance['differences'] {
  const says = differenceOf(cell)
  return says === undefined ? [] : [{ ...cell, says: { zh: says.zh, en: says.en } }]
}

function lateOf(deposits: readonly Posted<BankDeposit>[], limit: number): Balance['late'] {
  return deposits.flatMap((one) => {
    const days = daysBetween(one.arrivalDay, one.depositDay)
    return days > limit ? [depositView({ ...one, row: one.line, days, isLate: true })] : []
  })
}

/** 所签的是哪些数：every entry, not only the totals. */
function figuresOf(cells: readonly BalanceCell[]): string {
  const text = cells.map((one) =>
    [
      one.day,
      one.insurance,
      one.creditCode,
      one.levyVoucher,
      one.tax,
      one.bank,
      one.posted,
      one.suspense,
      one.refunded,
    ].join('|'),
  )
  return createHash('sm3').update(text.join('\n')).digest('hex')
}
