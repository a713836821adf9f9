import type { Day } from '../../kernel/day.js'
import type { Sex } from '../../kernel/identity-number.js'
import { mod112 } from '../../kernel/mod11-2.js'
import type { Dice } from './dice.js'

/** 首次登记地（GB/T 2260），撤销了的也在内。 */
const REGIONS = [
  ...['110101', '110102', '110103', '110104', '110105', '110106', '110107', '110108', '110109', '110111', '110112'],
  ...['110113', '110114', '110115', '110116', '110117', '110228', '110229', '110221', '110223', '371002', '371081'],
  ...['371082', '371083', '371003'],
]
const PERMITS = ['810000', '820000', '830000']
/** Province of application and nationality (ISO 3166-1 numeric): United States, Japan, France, Germany, Korea. */
const CARDS = ['911840', '911392', '937250', '911276', '937410']

export type NumberKind = 'citizen' | 'hmtPermit' | 'permanentResident' | 'foreigner'

/** 虚构的号码。Sequences 996 to 999 only, the old rules' numbers for people past a hundred: nobody born since has one. */
export function inventNumber(dice: Dice, kind: NumberKind, sex: Sex, birth: Day): string {
  if (kind === 'foreigner') return `UTO0X${dice.between(10_000_000, 99_999_999)}`
  const from = kind === 'citizen' ? REGIONS : kind === 'hmtPermit' ? PERMITS : CARDS
  const sequence = (sex === '1' ? 997 : 996) + 2 * dice.below(2)
  const body = `${dice.pick(from)}${birth.replaceAll('-', '')}${sequence}`
  return body + mod112(body)
}

const SYMBOLS = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
const BODY_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2]

/** 虚构的统一社会信用代码：the made-up QYT series, both check characters right. `prefix` is department, kind and region. */
export function inventCreditCode(prefix: string, serial: number): string {
  const body = `QYT${String(serial).padStart(5, '0')}`
  const inner = [...body].reduce((sum, sign, i) => sum + Number.parseInt(sign, 36) * BODY_WEIGHTS[i]!, 0)
  const seventeen = prefix + body + '0X987654321'[inner % 11]!
  const outer = [...seventeen].reduce((sum, sign, i) => sum + SYMBOLS.indexOf(sign) * WEIGHTS[i]!, 0)
  return seventeen + SYMBOLS[(31 - (outer % 31)) % 31]!
}

/** 虚构的银行卡号，Luhn 校验位相符；the issuer 620000 is nobody's in the demo. */
export function inventBankCard(dice: Dice): string {
  const body = `620000${String(dice.below(1_000_000_000)).padStart(9, '0')}`
  const sum = [...body].reverse().reduce((total, sign, i) => {
    const doubled = Number(sign) * (i % 2 === 0 ? 2 : 1)
    return total + (doubled > 9 ? doubled - 9 : doubled)
  }, 0)
  return body + ((10 - (sum % 10)) % 10)
}
