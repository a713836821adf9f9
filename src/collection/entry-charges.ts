import { type Fen, fen, ppm } from '../kernel/money.js'
import { type Period, parsePeriod } from '../kernel/period.js'
import { Refusal } from '../kernel/refusal.js'
import type { Insurance } from '../kernel/terms.js'
import type { Due, Posted } from '../ledger/fact.js'
import { CONTRIBUTION_KINDS, findContributionKind } from '../policy/charge-kinds.js'
import { kindNotComputed } from '../policy/refusals-charge.js'
import { groupBy } from '../records/live.js'
import { ENTRY_CHARGES, type EntryCharge, isEntryCharge, NEEDS_WAGE } from './charge-words.js'
import { type ChargeAsked, type ChargedItem, filedWage, restsOnDues } from './charges.js'
import { computedOf, computedView } from './computed.js'
import type { ContentLine } from './content.js'
import { contentOf } from './content-lines.js'
import { refuseEntry } from './entry-refusals.js'
import type { ContributionLine } from './lines.js'
import { futureMonth } from './refusals.js'

/** 录入所问，已读懂。 */
export interface EntryAsked {
  readonly kind: EntryCharge
  readonly settlementMonth: Period
  readonly contributionMonth: Period
  readonly declaredWage?: Fen | undefined
  readonly insurances: readonly Insurance[]
}

interface Typed {
  readonly contributionKind: string
  readonly settlementMonth: string
  readonly contributionMonth: string
  readonly declaredWage?: number | undefined
  readonly insurances: readonly string[]
}

/** 读懂所问。Which kind, which months, and whether a wage belongs to it; the rules judge the rest. */
export function readAsked(typed: Typed, current: Period): EntryAsked {
  const kind = entryChargeOf(typed.contributionKind)
  const settlementMonth = parsePeriod(typed.settlementMonth)
  const contributionMonth = parsePeriod(typed.contributionMonth)
  const isAhead = contributionMonth > settlementMonth && CONTRIBUTION_KINDS[kind].timing !== 'later'
  if (settlementMonth > current || isAhead)
    throw new Refusal(futureMonth, { month: settlementMonth > current ? settlementMonth : contributionMonth, current })
  const { declaredWage } = typed
  const insurances = typed.insurances as readonly Insurance[]
  const months = { kind, settlementMonth, contributionMonth, insurances }
  if (declaredWage === undefined) {
    if (NEEDS_WAGE.has(kind))
      refuseEntry('请填申报工资，应缴由规则算得。', 'Give the declared wage; what is due follows.')
    return months
  }
  if (declaredWage < 0) refuseEntry('缴费工资不能为负数，请改正。', 'The declared wage cannot be negative.')
  if (kind === '18')
    refuseEntry(
      '退收退的是已有的应缴，不填工资；工资报高了的，请用补基数。',
      'A refund takes back what is due and takes no wage; where the wage was too high, enter a base correction.',
    )
  return { ...months, declaredWage: fen(declaredWage) }
}

/** 缴费类型。What is entered elsewhere is told where. */
function entryChargeOf(text: string): EntryCharge {
  const kind = findContributionKind(text)
  if (kind !== undefined && isEntryCharge(kind)) return kind
  if (kind === '31')
    refuseEntry('补助记录请在“补贴与代缴”录入。', 'Enter a subsidy under “subsidy and payment on behalf”.')
  if (kind === '41')
    refuseEntry('定额缴费请在“居民年度缴费”录入。', "Enter a fixed amount under “residents' yearly payment”.")
  if (kind !== undefined) throw new Refusal(kindNotComputed, { kind: CONTRIBUTION_KINDS[kind] })
  const [codes, names] = [Object.keys(ENTRY_CHARGES), Object.values(ENTRY_CHARGES)]
  return refuseEntry(
    `没有这种缴费类型，只有 ${codes.join('、')}（${names.map(({ zh }) => zh).join('、')}），请改正。`,
    `No such contribution kind; there are ${codes.join(', ')}.`,
  )
}

/** 依已有应缴问规则：a difference takes the wage as filed where none is given. */
export function chargeAsked(
  { insurance, personKind, ...asked }: EntryAsked & Pick<ChargeAsked, 'insurance' | 'personKind'>,
  dues: readonly Posted<Due>[],
): ChargeAsked {
  const { kind, contributionMonth, settlementMonth, declaredWage = filedWage(dues) ?? fen(0) } = asked
  return { kind, insurance, contributionMonth, settlementMonth, declaredWage, personKind, dues }
}

export interface EntryLine {
  readonly line: ContributionLine
  readonly charges: readonly ChargedItem[]
}

/** 一种缴费类型、一种工资一行：what is charged, and what goes back. */
export function linesOf(
  shared: Omit<ContributionLine, 'row' | 'contributionKind' | 'declaredWage' | 'items'>,
  asked: EntryCharge,
  charged: readonly ChargedItem[],
): EntryLine[] {
  return [...groupBy(charged, ({ charge, declaredWage }) => `${charge.kind}|${declaredWage}`).values()].map(
    (charges, i) => {
      const { charge, declaredWage } = charges[0]!
      const line = {
        ...shared,
        row: i + 1,
        contributionKind: charge.kind,
        declaredWage,
        items: charges.map(({ item }) => item),
      }
      return { line: restsOnDues(asked) ? { ...line, asked } : line, charges }
    },
  )
}

const NOTHING_STANDS = {
  duesBefore: () => [],
  dueOf: () => undefined,
  isActive: () => false,
  employer: () => undefined,
  factsOf: () => [],
  unfitOther: () => undefined,
  nameOf: () => undefined,
}

/** 预览的一块：the line as a reviewer will see it, with the reasons of each amount. */
export function chargeBlock(line: ContributionLine, charges: readonly ChargedItem[]): ContentLine {
  const [block] = contentOf(line, { standing: NOTHING_STANDS, marked: ppm(0) })
  const computed = charges
    .flatMap(({ charge: { employer, person, personToAccount } }) => [employer, person, personToAccount])
    .filter(({ value }) => value !== 0)
    .map((one) => computedView(computedOf(one)))
  return { ...block!, computed }
}
