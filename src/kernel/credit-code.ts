import { echo } from './mask.js'
import { Refusal } from './refusal.js'
import {
  badCreditCodeSign,
  missingCreditCode,
  scientificCreditCode,
  wrongCreditCodeCheck,
  wrongCreditCodeLength,
  wrongOrganizationCheck,
} from './refusals-credit-code.js'
import { findBadSign, isScientific, stripEdges } from './signs.js'

/** 统一社会信用代码（GB 32100-2015）。Eighteen capital characters, checked; the letters I O S V Z are not among them. */
export type CreditCode = string & { readonly unit: 'creditCode' }

const SYMBOLS = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28] as const
const ORGANIZATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2] as const

/** 解析统一社会信用代码。Edges are stripped, letters raised; both checks are held. Refuses with `credit-code.*`. */
export function parseCreditCode(text: string): CreditCode {
  const given = stripEdges(text)
  if (given === '') throw new Refusal(missingCreditCode, {})
  if (isScientific(given)) throw new Refusal(scientificCreditCode, { text: given })
  const code = given.toUpperCase()
  const bad = findBadSign(given, /[0-9A-HJ-NPQRTUWXYa-hj-npqrtuwxy]/)
  if (bad !== undefined) throw new Refusal(badCreditCodeSign, bad)
  if (code.length !== 18) throw new Refusal(wrongCreditCodeLength, { text: echo(given), length: code.length })
  const letter = /[A-Z]/.exec(code.slice(2, 8))
  if (letter !== null) throw new Refusal(badCreditCodeSign, { sign: letter[0], position: letter.index + 3 })
  if (creditCodeCheck(code) !== code[17]) throw new Refusal(wrongCreditCodeCheck, { text: given })
  if (organizationCheck(code.slice(8, 16)) !== code[16]) throw new Refusal(wrongOrganizationCheck, { text: given })
  return code as CreditCode
}

/** 末位校验码。Weights are powers of three modulo 31. */
function creditCodeCheck(body: string): string {
  let sum = 0
  for (let i = 0; i < 17; i++) sum += SYMBOLS.indexOf(body[i]!) * WEIGHTS[i]!
  return SYMBOLS[(31 - (sum % 31)) % 31]!
}

/** 组织机构代码校验码（GB 11714）。The ninth character that belongs to eight. */
function organizationCheck(body: string): string {
  let sum = 0
  for (let i = 0; i < 8; i++) sum += Number.parseInt(body[i]!, 36) * ORGANIZATION_WEIGHTS[i]!
  return '0X987654321'[sum % 11]!
}
