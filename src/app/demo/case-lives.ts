import type { Day } from '../../kernel/day.js'
import type { Sex } from '../../kernel/identity-number.js'
import { type Ppm, ppm } from '../../kernel/money.js'
import { type Period, parsePeriod } from '../../kernel/period.js'
import { Dice } from './dice.js'
import { type DemoEmployer, EAST, type Span, WEST } from './employers.js'
import type { DemoLife, Spell } from './lives.js'
import { inventCreditCode, inventNumber } from './numbers.js'

/** 示例中的一例：a person who makes a rule visible. Those with spells work and are filed like everybody else. */
export interface CaseLife extends DemoLife {
  readonly key: string
  readonly agency: string
}

interface Told {
  readonly key: string
  readonly name: string
  readonly sex: Sex
  readonly birth: string
  /** 参加工作年月; the first month insured here where it is not told. */
  readonly worked?: string
  readonly wage?: number
  readonly spells?: readonly (readonly [
    employer: number | 'institution',
    from: string,
    through: string | undefined,
    reason: string,
  ])[]
}

/** 在职转退休、失业、工伤、生育、死亡、转移各一例，and four of an institution. */
const WORKERS: readonly Told[] = [
  {
    key: 'pensioner-1',
    name: '赵国庆',
    sex: '1',
    birth: '1964-08-11',
    worked: '1982-09',
    wage: 7_600,
    spells: [[0, '2019-01', '2024-08', '411']],
  },
  {
    key: 'pensioner-2',
    name: '孙桂兰',
    sex: '2',
    birth: '1969-04-20',
    worked: '1987-07',
    wage: 6_900,
    spells: [[1, '2019-01', '2024-04', '411']],
  },
  {
    key: 'pensioner-3',
    name: '钱淑芬',
    sex: '2',
    birth: '1974-06-02',
    worked: '1990-07',
    wage: 5_200,
    spells: [[0, '2019-01', '2024-06', '411']],
  },
  {
    key: 'pensioner-4',
    name: '吴德胜',
    sex: '1',
    birth: '1965-03-09',
    worked: '1983-08',
    wage: 8_800,
    spells: [[0, '2019-01', '2025-04', '411']],
  },
  {
    key: 'pensioner-5',
    name: '郑秀英',
    sex: '2',
    birth: '1970-06-27',
    worked: '1988-08',
    wage: 9_400,
    spells: [[1, '2019-01', '2025-08', '411']],
  },
  {
    key: 'pensioner-6',
    name: '冯建军',
    sex: '1',
    birth: '1966-01-15',
    worked: '1984-03',
    wage: 7_100,
    spells: [[0, '2019-01', '2026-05', '411']],
  },
  {
    key: 'late',
    name: '宋长河',
    sex: '1',
    birth: '1962-11-03',
    worked: '1980-12',
    wage: 6_600,
    spells: [[0, '2019-01', '2022-11', '411']],
  },
  {
    key: 'unemployed',
    name: '马志强',
    sex: '1',
    birth: '1986-09-17',
    wage: 8_200,
    spells: [[1, '2019-01', '2025-03', '221']],
  },
  {
    key: 'injured',
    name: '郭大勇',
    sex: '1',
    birth: '1984-12-01',
    wage: 7_800,
    spells: [[0, '2019-01', '2024-05', '229']],
  },
  {
    key: 'mother',
    name: '林诗雨',
    sex: '2',
    birth: '1996-03-22',
    wage: 9_900,
    spells: [[1, '2019-07', undefined, '']],
  },
  {
    key: 'moved-in',
    name: '唐雨桐',
    sex: '2',
    birth: '1991-10-30',
    wage: 8_600,
    spells: [[0, '2023-03', undefined, '']],
  },
  {
    key: 'moved-out',
    name: '许文博',
    sex: '1',
    birth: '1989-01-25',
    wage: 10_500,
    spells: [[1, '2019-01', '2023-12', '231']],
  },
  {
    key: 'official-1',
    name: '曹明哲',
    sex: '1',
    birth: '1980-07-08',
    wage: 9_200,
    spells: [['institution', '2024-01', undefined, '']],
  },
  {
    key: 'official-2',
    name: '彭雅文',
    sex: '2',
    birth: '1988-02-14',
    wage: 8_300,
    spells: [['institution', '2024-01', undefined, '']],
  },
  {
    key: 'official-3',
    name: '董子涵',
    sex: '2',
    birth: '1994-11-19',
    wage: 7_400,
    spells: [['institution', '2024-03', undefined, '']],
  },
  {
    key: 'official-4',
    name: '袁立新',
    sex: '1',
    birth: '1975-05-05',
    wage: 11_600,
    spells: [['institution', '2024-01', undefined, '']],
  },
  {
    key: 'contradicted',
    name: '丁守信',
    sex: '1',
    birth: '1978-03-30',
    wage: 6_800,
    spells: [[0, '2019-01', '2024-10', '222']],
  },
]

/** 不由单位申报的：flexible workers, and a pensioner whose history was brought in. */
const ALONE: readonly Told[] = [
  { key: 'flexible-1', name: '何晓东', sex: '1', birth: '1990-05-16', wage: 6_200 },
  { key: 'flexible-2', name: '罗佳慧', sex: '2', birth: '1993-08-08', wage: 5_000 },
  { key: 'imported', name: '陈阿福', sex: '1', birth: '1945-02-18' },
]

const RESIDENTS = 20
const RESIDENT_NAMES = [
  '石',
  '姚',
  '谭',
  '廖',
  '邹',
  '熊',
  '金',
  '陆',
  '郝',
  '孔',
  '白',
  '崔',
  '康',
  '毛',
  '邱',
  '秦',
  '江',
  '史',
  '顾',
  '侯',
]
const GIVEN = ['春生', '秀云', '德全', '玉珍', '满仓', '桂花', '福来', '小红', '长顺', '爱莲']

/** Behind all others. */
const FIRST_INDEX = 1_000_000

export interface Cases {
  readonly employer: DemoEmployer
  readonly workers: readonly CaseLife[]
  readonly alone: readonly CaseLife[]
  readonly residents: readonly CaseLife[]
}

export function inventCases(seed: string, lives: readonly DemoLife[], employers: number, span: Span): Cases {
  const taken = new Set(lives.map(({ identityNumber }) => identityNumber))
  const life = (told: Told, at: number) => inventLife(seed, told, at, employers, taken)
  const residents = Array.from({ length: RESIDENTS }, (_, i): Told => {
    const dice = new Dice(seed, 'resident', i)
    const sex = dice.pick(['1', '2'] as const)
    const birth = `${dice.between(1968, 1996)}-${String(dice.between(1, 12)).padStart(2, '0')}-${String(dice.between(1, 28)).padStart(2, '0')}`
    return { key: `resident-${i + 1}`, name: `${RESIDENT_NAMES[i]}${dice.pick(GIVEN)}`, sex, birth }
  })
  return {
    employer: institution(employers, span),
    workers: WORKERS.map((told, i) => life(told, FIRST_INDEX + i)),
    alone: ALONE.map((told, i) => life(told, FIRST_INDEX + 100 + i)),
    residents: residents.map((told, i) => life(told, FIRST_INDEX + 200 + i)),
  }
}

function inventLife(seed: string, told: Told, index: number, institutionAt: number, taken: Set<string>): CaseLife {
  const { key, name, sex, birth, worked, wage = 0, spells = [] } = told
  const dice = new Dice(seed, 'case', key)
  let identityNumber = ''
  do identityNumber = inventNumber(dice, 'citizen', sex, birth as Day)
  while (taken.has(identityNumber))
  taken.add(identityNumber)
  const listed = spells.map(
    ([employer, from, through, endReason]): Spell => ({
      ...{ employer: employer === 'institution' ? institutionAt : employer, endReason, forgotten: 0 },
      from: parsePeriod(from),
      through: through === undefined ? undefined : parsePeriod(through),
    }),
  )
  return {
    ...{ key, index, identityNumber, kind: 'citizen', fullName: name, sex, birthDate: birth as Day },
    ...{ nationality: 'CHN', workStartDate: `${worked ?? listed[0]?.from ?? '2022-01'}-01` as Day, startingWage: wage },
    ...{ spells: listed, agency: key.startsWith('resident-') && index % 5 < 2 ? WEST : EAST },
  }
}

/** 参加机关事业单位养老保险与职业年金的单位。 */
function institution(index: number, { from }: Span): DemoEmployer {
  return {
    ...{ index, name: '示例市气象服务中心', agency: EAST, employerType: '21', industryCode: '74', injuryClass: 1 },
    ...{ creditCode: inventCreditCode('12110105', index + 1), injuryFloat: ppm(1_000_000) as Ppm, size: 0, style: 0 },
    ...{ from: later(from, parsePeriod('2024-01')), pays: 'institution' as const },
  }
}

function later(a: Period, b: Period): Period {
  return a > b ? a : b
}
