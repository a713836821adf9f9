import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type {
  ContributionProofData,
  InsuranceYear,
  MonthMark,
  PaperOrigin,
  PensionAccountYear,
  StatementData,
} from '../src/certificates/statement-data.js'
import type { Day } from '../src/kernel/day.js'
import { fen } from '../src/kernel/money.js'
import type { Period } from '../src/kernel/period.js'
import { ROOT } from './files.js'

const TEMPLATE_FOLDER = join(ROOT, 'src/certificates/template')
const TEMPLATES = readdirSync(TEMPLATE_FOLDER)

/** 印制所用的字库与版式，自已安装的包与本库读取。 */
export const PRINTER = {
  templateFolder: TEMPLATE_FOLDER,
  templates: new Map(TEMPLATES.map((name) => [name, readFileSync(join(TEMPLATE_FOLDER, name))])),
  fonts: [
    'sc/400Regular/NotoSansSC_400Regular',
    'sc/700Bold/NotoSansSC_700Bold',
    'jp/400Regular/NotoSansJP_400Regular',
  ].map((name) => readFileSync(join(ROOT, `node_modules/@expo-google-fonts/noto-sans-${name}.ttf`))),
  /** What tries out the forms goes unsigned: equal content, equal bytes. See `signingForTests`. */
  signing: undefined,
}

const period = (text: string) => text as Period
const day = (text: string) => text as Day

export function sampleOrigin(name = '吉𠮷·样例', identityNumber = '999900199003079967'): PaperOrigin {
  return {
    areaName: '示例市',
    agency: {
      code: '999900',
      name: '示例市社会保险经办中心',
      address: '示例市和平路 1 号',
      postalCode: '999000',
      phone: '0999-1233300',
      website: 'quanyi.example.cn',
    },
    person: {
      name,
      identityNumber,
      documentType: '居民身份证',
      personNumber: '9999000012345678',
      workStart: day('2012-07-16'),
    },
    dataCutoff: day('2026-02-28'),
    printedAt: day('2026-03-15'),
    checkpoint: { treeSize: 184_203, root: '9f3c1e7a5b2d4806'.repeat(4) },
    articles: ['M14-15d'],
  }
}

/** Worked example 1 of the month-product method: 50,000.00 grows to 63,235.32. */
const ACCOUNT: PensionAccountYear = {
  state: 'closed',
  opening: fen(5_000_000),
  credited: fen(1_176_000),
  interestOnOpening: fen(131_000),
  interestOnCredits: fen(16_532),
  closing: fen(6_323_532),
  rate: '2.62%',
}

export function sampleStatement(changes: Partial<StatementData> = {}, seed = 0): StatementData {
  return {
    ...sampleOrigin(),
    ...{ year: 2024, group: 'employee', residents: [] },
    periodStart: period('2024-01'),
    periodEnd: period('2024-12'),
    employer: { name: '示例市青禾机械有限公司', number: '99990000108' },
    insurances: sampleInsurances(seed),
    account: ACCOUNT,
    benefits: [],
    ...changes,
  }
}

function sampleInsurances(seed: number): InsuranceYear[] {
  const marks = Array.from({ length: 12 }, (_, i): MonthMark => (i === 3 ? 'arrears' : i < 1 ? 'transferred' : 'paid'))
  const human = { keeper: '示例市社会保险经办中心', source: '本系统', cutoff: day('2026-02-28'), marks }
  const common = {
    ...human,
    state: 'enrolled' as const,
    firstEnrolled: period('2012-07'),
    yearMonths: 11,
    actualMonths: 148,
    arrearsMonths: 1,
    arrearsPaid: fen(0),
    arrearsPaidMonths: 0,
  }
  const base = fen(1_225_000 + seed * 100)
  const amounts = (employer: number, person?: number) => ({
    averageBase: base,
    employerPaid: fen(employer + seed * 37),
    ...(person === undefined ? {} : { personPaid: fen(person + seed * 11) }),
  })
  const health = { keeper: '示例市医疗保障经办中心', source: '医保部门交换数据', cutoff: day('2026-01-31') }
  return [
    {
      ...common,
      insurance: '110',
      name: '养老保险',
      ...amounts(2_352_000, 1_176_000),
      arrearsPaid: fen(96_000),
      arrearsPaidMonths: 1,
    },
    { ...common, insurance: '310', name: '医疗保险', ...amounts(1_440_600, 294_000), ...health },
    { ...common, insurance: '210', name: '失业保险', ...amounts(73_500, 73_500) },
    { ...common, insurance: '410', name: '工伤保险', employerPaid: fen(29_400 + seed) },
    {
      insurance: '510',
      name: '生育保险',
      state: 'notConnected',
      ...health,
      marks: Array.from({ length: 12 }, (): MonthMark => 'none'),
    },
  ]
}

/** 各不相同的人：nothing of one paper can be taken from the one before, as a fair measure needs. */
export function variedOrigin(seed: number): PaperOrigin {
  const letters = '青禾云岚山川明月清风林海江河湖泊星辰朝夕春秋安宁思远文博志强晓雨佳宁子轩'
  const pick = (step: number) => letters[(seed * step + step) % letters.length]!
  const origin = sampleOrigin(
    pick(7) + pick(11) + pick(13),
    `99990019${60 + (seed % 40)}0${1 + (seed % 9)}${10 + (seed % 19)}997${seed % 10}`,
  )
  return { ...origin, person: { ...origin.person, personNumber: String(9_999_000_000_000_000 + seed * 7919) } }
}

export function variedStatement(seed: number): StatementData {
  const base = sampleStatement({}, seed * 131)
  const opening = fen(5_000_000 + seed * 4_321)
  const credited = fen(900_000 + seed * 1_111)
  const [first, second] = [fen(120_000 + seed * 77), fen(15_000 + seed * 13)]
  return {
    ...base,
    ...variedOrigin(seed),
    employer: { name: `示例市第${seed}制造有限公司`, number: String(99_990_000_000 + seed * 37) },
    insurances: base.insurances.map((one, i) =>
      one.state === 'enrolled'
        ? {
            ...one,
            firstEnrolled: period(`${1995 + ((seed + i) % 25)}-0${1 + ((seed + i) % 9)}`),
            actualMonths: 30 + ((seed * 7 + i) % 300),
            marks: one.marks.map((mark, m) => ((seed >> m) % 3 === 1 ? 'arrears' : mark)),
          }
        : one,
    ),
    account: {
      state: 'closed',
      opening,
      credited,
      interestOnOpening: first,
      interestOnCredits: second,
      closing: fen(opening + credited + first + second),
      rate: '2.62%',
    },
  }
}

export function variedProof(seed: number): ContributionProofData {
  const base = sampleProof(seed)
  return {
    ...base,
    ...variedOrigin(seed),
    rows: base.rows.map((row, i) =>
      row.months === undefined
        ? row
        : { ...row, employer: `示例市第${seed + i}制造有限公司`, months: (seed * 3 + i) % 60 },
    ),
  }
}

export function sampleProof(seed = 0): ContributionProofData {
  const row = (name: string, source = '本系统') => ({
    name,
    state: 'enrolled' as const,
    firstEnrolled: period('2012-07'),
    employer: '示例市青禾机械有限公司',
    months: 24 + (seed % 12),
    source,
  })
  return {
    ...sampleOrigin(),
    from: period('2024-01'),
    through: period('2025-12'),
    employer: { name: '示例市青禾机械有限公司', number: '99990000108' },
    rows: [
      row('养老保险'),
      row('医疗保险', '医保部门交换数据'),
      row('失业保险'),
      row('工伤保险'),
      { name: '生育保险', state: 'notConnected', source: '医保部门，未接入' },
    ],
  }
}

export function sampleStamp(seed = 0) {
  return {
    serial: `9999002024${String(seed).padStart(8, '0')}7`,
    code: 'K7M2-9QXB-4TRW',
    url: `https://quanyi.example.cn/v/3ZK8V5M2QXB7TRWY4N6PJH${String(1000 + (seed % 9000))}`,
    digest: '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf7f7a9bd4b5d3b0a1c2e3f',
    validUntil: '2027年3月15日',
  }
}
