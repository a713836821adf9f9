import { type Ppm, ppm } from '../../kernel/money.js'
import { type Period, plus } from '../../kernel/period.js'
import { Dice } from './dice.js'
import { inventFirm } from './names.js'
import { inventCreditCode } from './numbers.js'

/** 示例市的一家单位。 */
export interface DemoEmployer {
  readonly index: number
  readonly creditCode: string
  readonly name: string
  /** 经办的区。 */
  readonly agency: string
  readonly employerType: string
  readonly industryCode: string
  readonly injuryClass: number
  readonly injuryFloat: Ppm
  readonly from: Period
  /** Its last month, where it closed. */
  readonly through?: Period | undefined
  /** How many staff it would have; weighs its hiring. */
  readonly size: number
  /** Which it heads its files with and how it writes them. */
  readonly style: number
  /** 参加机关事业单位养老保险的. */
  readonly pays?: 'institution' | undefined
}

export const EAST = '999901'
export const WEST = '999902'

interface Industry {
  readonly suffix: string
  readonly code: string
  readonly injuryClass: number
}

/** 行业（GB/T 4754 大类）与工伤风险类别，为演示而设。 */
const INDUSTRIES: readonly Industry[] = [
  { suffix: '软件有限公司', code: '65', injuryClass: 1 },
  { suffix: '商贸有限公司', code: '51', injuryClass: 2 },
  { suffix: '超市有限公司', code: '52', injuryClass: 2 },
  { suffix: '餐饮有限公司', code: '62', injuryClass: 2 },
  { suffix: '食品有限公司', code: '14', injuryClass: 3 },
  { suffix: '机械有限公司', code: '34', injuryClass: 4 },
  { suffix: '服装有限公司', code: '18', injuryClass: 4 },
  { suffix: '运输有限公司', code: '54', injuryClass: 5 },
  { suffix: '建筑有限公司', code: '47', injuryClass: 6 },
  { suffix: '化工有限公司', code: '26', injuryClass: 6 },
  { suffix: '煤业有限公司', code: '06', injuryClass: 8 },
]

/** 两家点名的单位：they have operators, and leave the last month to be filed by hand. */
const NAMED = [
  { firm: '晨光', industry: INDUSTRIES[5]!, size: 16 },
  { firm: '青禾', industry: INDUSTRIES[0]!, size: 10 },
]
export const NAMED_EMPLOYERS = NAMED.length

export interface Span {
  readonly from: Period
  readonly through: Period
}

export function inventEmployers(seed: string, count: number, span: Span, months: number): DemoEmployer[] {
  const names = new Set<string>()
  return Array.from({ length: count }, (_, index) => {
    const dice = new Dice(seed, 'employer', index)
    const named = NAMED[index]
    const industry = named?.industry ?? dice.pick(INDUSTRIES)
    const isPublic = named === undefined && dice.oneIn(12)
    const isShop = named === undefined && !isPublic && dice.oneIn(10)
    let name = ''
    do {
      const firm = names.size < NAMED.length && named !== undefined ? named.firm : inventFirm(dice)
      name = `示例市${firm}${isPublic ? '职业培训中心' : isShop ? '小店' : industry.suffix}`
    } while (names.has(name))
    names.add(name)
    const isEarly = named !== undefined || index % 12 === 2
    const from = isEarly ? span.from : plus(span.from, lateOf(dice, Math.max(1, months - 4)))
    const closes = named === undefined && dice.oneIn(4)
    const through = closes ? plus(from, 6 + dice.below(36)) : undefined
    return {
      index,
      name,
      creditCode: inventCreditCode(`${isPublic ? '12' : isShop ? '92' : '91'}110105`, index + 1),
      agency: named !== undefined || dice.below(100) < 60 ? EAST : WEST,
      employerType: isPublic ? '20' : isShop ? '60' : '10',
      industryCode: isPublic ? '83' : industry.code,
      injuryClass: isPublic ? 2 : industry.injuryClass,
      injuryFloat: ppm(industry.injuryClass > 1 && dice.oneIn(6) ? 800_000 : 1_000_000),
      from,
      through: through !== undefined && through < span.through ? through : undefined,
      size: named?.size ?? (dice.oneIn(10) ? dice.between(25, 60) : isShop ? dice.between(2, 4) : dice.between(3, 20)),
      style: dice.below(4),
    }
  })
}

/** A growing city: more employers come late than early. */
function lateOf(dice: Dice, months: number): number {
  return Math.max(...[1, 2, 3, 4].map(() => dice.below(months)))
}

export function isOpen({ from, through }: DemoEmployer, month: Period): boolean {
  return from <= month && (through === undefined || month <= through)
}
