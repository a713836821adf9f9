import type { FactEntryKind, FactRequests } from '../../collection/fact-entry-contract.js'
import type { Fen } from '../../kernel/money.js'
import { type Period, parsePeriod, plus } from '../../kernel/period.js'
import type { CaseLife, Cases } from './case-lives.js'
import type { City } from './city.js'
import { Dice } from './dice.js'
import { EAST } from './employers.js'
import type { DemoLife } from './lives.js'

/** 问账上的储存额：what a transfer takes along. */
export type BalanceOf = (life: DemoLife, month: Period) => Promise<Fen>

/** 一件要录入的事。 */
export interface CaseEvent<K extends FactEntryKind = FactEntryKind> {
  readonly month: Period
  readonly agency: string
  readonly kind: K
  readonly what: string
  readonly request: (balanceOf: BalanceOf) => Promise<FactRequests[K]>
}

const GROUND = { ground: '经核对个人档案与有关部门的文书' }

/** 某月应录入的事，in the order in which they happened. */
export function eventsIn(city: City, month: Period): CaseEvent[] {
  const { cases } = city
  if (cases === undefined) return []
  const listed = [...retirements(city, cases), ...others(cases), ...residents(city, cases)]
  return listed.filter((event) => event.month === month)
}

type Items<K extends FactEntryKind> = FactRequests[K]['items'][number]

function event<K extends FactEntryKind>(
  month: string,
  kind: K,
  { fullName, identityNumber, agency = EAST }: DemoLife & { agency?: string },
  item: Omit<Items<K>, 'identityNumber' | 'fullName'>,
  more: object = {},
): CaseEvent<K> {
  const items = [{ identityNumber, fullName, ...item }]
  const request = { items, ...more, ...GROUND } as unknown as FactRequests[K]
  return { month: parsePeriod(month), agency, kind, what: `${fullName} ${month} ${kind}`, request: async () => request }
}

/** 退休的几位：brought-in history, deemed years, the determination, and what was added since. */
const RETIRED: readonly (readonly [
  key: string,
  deemedFrom: string,
  group: string,
  event: string,
  months: number,
  yuan: number,
  adjusted: readonly number[],
])[] = [
  ['named', '1981-07', 'man', '2023-06', 315, 61_240, [2024, 2025]],
  ['pensioner-1', '1982-09', 'man', '2024-08', 315, 98_310, [2025, 2026]],
  ['pensioner-2', '1987-07', 'woman55', '2024-04', 315, 87_455, [2025]],
  ['pensioner-3', '1990-07', 'woman50', '2024-06', 315, 52_080, []],
  ['pensioner-4', '1983-08', 'man', '2025-04', 315, 103_920, [2026]],
  ['pensioner-5', '1988-08', 'woman55', '2025-08', 315, 112_600, []],
  ['pensioner-6', '1984-03', 'man', '2026-05', 315, 95_775, []],
  ['late', '1980-12', 'man', '2022-11', 315, 71_300, []],
]
/** 个人缴费开始至 2018 年底，一月不缺. */
const DEEMED_THROUGH = '1992-09'

function retirements(city: City, cases: Cases): CaseEvent[] {
  return RETIRED.flatMap(([key, deemedFrom, group, retired, months, yuan, adjusted]) => {
    const life = key === 'named' ? city.lives[1] : workerOf(cases, key)
    if (life === undefined) return []
    const own = { insurance: '110' as const }
    const determined = plus(parsePeriod(retired), 1)
    const asked = { ...own, benefitKind: 'retirement' as const, variant: group, eventMonth: retired }
    const document = `示人社退〔${retired.slice(0, 4)}〕${(life.index % 1000) + 1} 号`
    return [
      event('2019-02', 'openingBalance', life, { ...own, year: 2018, balance: yuan * 100, actualMonths: months }),
      event('2019-03', 'deemedPeriod', life, {
        ...{ ...own, deemedKind: 'continuousService' as const, fromMonth: deemedFrom, throughMonth: DEEMED_THROUGH },
        document: `连续工龄认定表 ${(life.index % 1000) + 1} 号`,
      }),
      event(determined, 'benefitDetermination', life, { ...asked, document }),
      ...adjusted.map((year) =>
        event(`${year}-06`, 'benefitDetermination', life, {
          ...{ ...asked, adjustmentYear: year, document: `示人社发〔${year}〕12 号` },
        }),
      ),
    ]
  })
}

function others(cases: Cases): CaseEvent[] {
  const of = (key: string) => workerOf(cases, key)!
  const [late, unemployed, injured, mother] = [of('late'), of('unemployed'), of('injured'), of('mother')]
  const [movedIn, movedOut] = [of('moved-in'), of('moved-out')]
  const moved = { insurance: '110' as const, otherArea: '371000', otherAgency: '威海市社会保险服务中心' }
  return [
    event('2025-03', 'lifeEvent', late, { event: 'death', day: '2025-02-14', document: '死亡医学证明 20250214 号' }),
    event('2025-03', 'benefitDetermination', late, {
      ...{ insurance: '110' as const, benefitKind: 'survivors' as const, variant: '', eventMonth: '2025-02' },
      document: '遗属待遇申请表 7 号',
    }),
    event('2025-04', 'benefitDetermination', unemployed, {
      ...{ insurance: '210' as const, benefitKind: 'unemployment' as const, variant: 'involuntary' },
      ...{ eventMonth: '2025-03', document: '失业登记证 2025-331 号' },
    }),
    event('2024-06', 'benefitDetermination', injured, {
      ...{ insurance: '410' as const, benefitKind: 'injury' as const, variant: '4' },
      ...{ eventMonth: '2024-05', document: '劳动能力鉴定书 2024-19 号' },
    }),
    event('2025-06', 'benefitDetermination', mother, {
      ...{ insurance: '310' as const, benefitKind: 'maternity' as const, variant: 'birth+difficult' },
      ...{ eventMonth: '2025-05', document: '出生医学证明 2025-0508 号' },
    }),
    event('2023-06', 'transfer', movedIn, {
      ...{ ...moved, direction: 'in' as const, month: '2023-05', fromMonth: '2015-07', throughMonth: '2018-12' },
      ...{ months: 42, toAccount: 1_428_650, pooled: 2_142_975, document: '转移接续信息表 2023-88 号' },
    }),
    {
      ...{ month: parsePeriod('2024-02'), agency: EAST, kind: 'transfer' as const, what: '许文博转出' },
      request: async (balanceOf) => {
        const { identityNumber, fullName } = movedOut
        const toAccount = await balanceOf(movedOut, parsePeriod('2024-01'))
        const spans = { month: '2024-02', fromMonth: '2019-01', throughMonth: '2023-12', months: 60 }
        const item = { ...moved, ...spans, direction: 'out' as const, toAccount, pooled: 4_180_000 }
        return { items: [{ identityNumber, fullName, ...item, document: '转移接续信息表 2024-17 号' }], ...GROUND }
      },
    },
  ]
}

/** 居民每年十一月缴费；the grade is each one's own choice, and one is paid for by the county. */
const GRADES = [300, 500, 1000, 2000, 3000]
const YEARS = [2022, 2023, 2024, 2025]

function residents({ size }: City, { residents: all }: Cases): CaseEvent[] {
  return YEARS.flatMap((year) =>
    [...new Set(all.map(({ agency }) => agency))].flatMap((agency) => {
      const own = all.filter((life) => life.agency === agency)
      const item = (life: CaseLife, code: string) => ({
        ...{ identityNumber: life.identityNumber, fullName: life.fullName, year },
        levyVoucher: `4${year}${code}${String(life.index % 1000).padStart(4, '0')}`,
      })
      const pensions = own.map((life) => ({
        ...{ ...item(life, '170'), insurance: '170' as const },
        grade: new Dice(size.seed, 'grade', life.key).pick(GRADES) * 100,
        ...(life.key === 'resident-4' ? { onBehalf: 'minimumLiving' as const } : {}),
      }))
      const medical = own.map((life) => ({
        ...{ ...item(life, '390'), insurance: '390' as const, group: 'workingAge' as const },
      }))
      return [pensions, medical].map((items): CaseEvent<'residentPayment'> => {
        const request = { items, arrivalDay: `${year}-11-08`, ...GROUND }
        const what = `${year} 年居民缴费 ${agency}`
        return { month: parsePeriod(`${year}-11`), agency, kind: 'residentPayment', what, request: async () => request }
      })
    }),
  )
}

export function workerOf({ workers }: Cases, key: string): CaseLife | undefined {
  return workers.find((life) => life.key === key)
}
