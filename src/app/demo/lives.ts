import { type Day, daysIn } from '../../kernel/day.js'
import type { Sex } from '../../kernel/identity-number.js'
import { type Period, parsePeriod, plus } from '../../kernel/period.js'
import type { AreaPolicy } from '../../policy/area.js'
import { type RetirementGroup, statutoryRetirement } from '../../policy/retirement.js'
import { Dice } from './dice.js'
import { type DemoEmployer, isOpen, type Span } from './employers.js'
import { inventAddress, inventForeignName, inventName } from './names.js'
import { inventBankCard, inventNumber, type NumberKind } from './numbers.js'

/** 一段工作：from its first through its last month with one employer. */
export interface Spell {
  readonly employer: number
  readonly from: Period
  readonly through?: Period | undefined
  /** 变更原因（AAE160）at its end. */
  readonly endReason: string
  /** The first so many months are not filed in time but charged back later (补收). */
  readonly forgotten: number
}

/** 一位参保人。 */
export interface DemoLife {
  readonly index: number
  readonly identityNumber: string
  readonly kind: NumberKind
  readonly fullName: string
  readonly sex: Sex
  readonly birthDate: Day
  readonly nationality: string
  readonly workStartDate: Day
  readonly mobilePhone?: string | undefined
  readonly mailingAddress?: string | undefined
  readonly bankAccount?: string | undefined
  /** Yuan a month at the start; rises each July. */
  readonly startingWage: number
  readonly spells: readonly Spell[]
}

/** 预先定好的几位：whom the demo prints. Each stands at its own index among the lives. */
interface Fixed {
  readonly fullName?: string
  readonly sex: Sex
  readonly birthDate: string
  readonly kind?: NumberKind
  readonly wage: number
  readonly spells: readonly (readonly [employer: number, from: string, through: string | undefined, reason: string])[]
}

const FIXED: readonly Fixed[] = [
  {
    ...{ fullName: '李晓萍', sex: '2', birthDate: '1990-02-28', wage: 7_200 },
    spells: [
      [0, '2019-01', '2022-05', '222'],
      [1, '2022-08', undefined, ''],
    ],
  },
  {
    ...{ fullName: '王建国', sex: '1', birthDate: '1963-06-18', wage: 6_350 },
    spells: [[0, '2019-01', '2023-06', '411']],
  },
  {
    ...{ fullName: '𠮷文静', sex: '2', birthDate: '1985-11-03', wage: 11_800 },
    spells: [[1, '2019-01', undefined, '']],
  },
  {
    ...{ fullName: "MARIA O'NEIL", sex: '2', birthDate: '1988-04-09', kind: 'foreigner', wage: 26_500 },
    spells: [[1, '2020-03', undefined, '']],
  },
  {
    ...{ fullName: '周子航', sex: '1', birthDate: '2009-12-05', wage: 3_600 },
    spells: [[0, '2026-02', undefined, '']],
  },
  {
    ...{ fullName: '阿依古丽·买买提', sex: '2', birthDate: '1995-07-21', wage: 8_400 },
    spells: [[0, '2020-07', undefined, '']],
  },
]

export interface World {
  readonly seed: string
  readonly span: Span
  readonly months: number
  readonly employers: readonly DemoEmployer[]
  readonly area: AreaPolicy
}

export function inventLives(world: World, count: number): DemoLife[] {
  const taken = new Set<string>()
  return Array.from({ length: count }, (_, index) => {
    const dice = new Dice(world.seed, 'life', index)
    const fixed = FIXED[index]
    const kind = fixed === undefined ? kindOf(dice) : (fixed.kind ?? 'citizen')
    const sex = fixed?.sex ?? dice.pick(['1', '2'] as const)
    const start = fixed === undefined ? startOf(world, dice) : parsePeriod(fixed.spells[0]![1])
    const group = sex === '1' ? 'man' : dice.pick(['woman55', 'woman50'] as const)
    const birthDate = (fixed?.birthDate ?? birthOf(dice, start, group)) as Day
    const identityNumber = unused(taken, () => inventNumber(dice, kind, sex, birthDate))
    const isForeign = kind === 'foreigner' || kind === 'permanentResident'
    const invented = isForeign ? inventForeignName(dice) : inventName(dice, sex)
    return {
      ...{ index, identityNumber, kind, sex, birthDate },
      fullName: fixed?.fullName ?? invented,
      nationality: nationalityOf(kind, identityNumber),
      workStartDate: `${start}-01` as Day,
      mobilePhone: dice.oneIn(8) ? undefined : `1390000${String(dice.below(10_000)).padStart(4, '0')}`,
      mailingAddress: dice.oneIn(5) ? undefined : inventAddress(dice),
      bankAccount: dice.oneIn(3) ? inventBankCard(dice) : undefined,
      startingWage: fixed?.wage ?? wageOf(dice),
      spells: fixed === undefined ? spellsOf(world, dice, start, retirementOf(world, group, birthDate)) : told(fixed),
    }
  })
}

/** 国家或地区: of a permanent resident as the card says it; of other foreigners the test code of travel documents. */
function nationalityOf(kind: NumberKind, identityNumber: string): string {
  if (kind === 'foreigner') return 'UTO'
  return kind === 'permanentResident' ? NATIONS[identityNumber.slice(3, 6)]! : 'CHN'
}

const NATIONS: Readonly<Record<string, string>> = { 840: 'USA', 392: 'JPN', 250: 'FRA', 276: 'DEU', 410: 'KOR' }

function told({ spells }: Fixed): Spell[] {
  return spells.map(([employer, from, through, endReason]) => ({
    ...{ employer, endReason, forgotten: 0 },
    from: parsePeriod(from),
    through: through === undefined ? undefined : parsePeriod(through),
  }))
}

function unused(taken: Set<string>, invent: () => string): string {
  for (;;) {
    const number = invent()
    if (taken.has(number)) continue
    taken.add(number)
    return number
  }
}

function kindOf(dice: Dice): NumberKind {
  const at = dice.below(200)
  return at < 3 ? 'foreigner' : at < 5 ? 'permanentResident' : at < 9 ? 'hmtPermit' : 'citizen'
}

/** A ninth is there from the first month; the others come over the years, more of them late, as the city grows. */
function startOf({ span, months }: World, dice: Dice): Period {
  const late = Math.max(1, months - 2)
  return dice.oneIn(9) ? span.from : plus(span.from, Math.max(...[1, 2, 3].map(() => dice.below(late))))
}

/** 起始年龄的上限，by group: nobody starts past the age of retirement. */
const OLDEST: Readonly<Record<RetirementGroup, number>> = { man: 57, woman55: 52, woman50: 47 }

/** Mostly 18 to 45 years old, some near their retirement, a few of 16 or 17. */
function birthOf(dice: Dice, start: Period, group: RetirementGroup): string {
  const oldest = OLDEST[group]
  const isOlder = dice.oneIn(8)
  const age = dice.oneIn(50) ? 16 : isOlder ? dice.between(oldest - 6, oldest) : dice.between(18, 45)
  const year = Math.max(1960, Number(start.slice(0, 4)) - age - 1)
  const month = dice.between(1, 12)
  const day = dice.between(1, daysIn(year, month))
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

function wageOf(dice: Dice): number {
  const at = dice.below(100)
  if (at < 15) return dice.between(2_800, 3_900)
  if (at < 75) return dice.between(4_000, 9_500)
  if (at < 95) return dice.between(9_500, 18_000)
  return dice.between(18_000, 42_000)
}

function retirementOf({ area }: World, group: RetirementGroup, birthDate: Day): Period {
  return statutoryRetirement(area, group, parsePeriod(birthDate.slice(0, 7))).value
}

/** Jobs one after another, most of them long, some with gaps between, until retirement or the end of the span. */
function spellsOf(world: World, dice: Dice, start: Period, retirement: Period): Spell[] {
  const { span } = world
  const spells: Spell[] = []
  let from = start
  while (from <= span.through && from < retirement) {
    const employer = hire(world, dice, from, spells.at(-1)?.employer)
    if (employer === undefined) break
    const leaves = plus(from, dice.between(8, 110))
    const ends = [leaves, employer.through ?? span.through, retirement].sort()[0]!
    const isLast = ends >= span.through
    const forgotten = dice.oneIn(25) && ends > plus(from, 4) ? dice.between(1, 2) : 0
    const endReason = isLast ? '' : ends === retirement ? '411' : ends === employer.through ? '221' : '222'
    spells.push({ employer: employer.index, from, through: isLast ? undefined : ends, endReason, forgotten })
    if (isLast || endReason === '411' || dice.oneIn(3)) break
    // 同月跳槽：now and then both employers have the person in the month of the change.
    from = dice.oneIn(30) ? ends : plus(ends, dice.oneIn(3) ? dice.between(2, 14) : 1)
  }
  return spells
}

/** Another employer that is open then, the larger the likelier. */
function hire({ employers }: World, dice: Dice, month: Period, last?: number): DemoEmployer | undefined {
  const open = employers.filter((employer) => employer.index !== last && isOpen(employer, month))
  if (open.length === 0) return undefined
  let at = dice.below(open.reduce((sum, { size }) => sum + size, 0))
  for (const employer of open) {
    at -= employer.size
    if (at < 0) return employer
  }
  return open[0]
}
