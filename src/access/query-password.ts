import { Refusal } from '../kernel/refusal.js'
import { weakQueryPassword } from './refusals-sign-in.js'

const DIGITS = 6

/** 查询密码规则：six digits, no run, no repeat, none that stands in the number, the birth date or the phone, either way round. */
export function requireQueryPassword(digits: string, numbers: readonly string[]): void {
  if (!/^\d{6}$/.test(digits) || isPlain(digits) || numbers.some((number) => standsIn(digits, number)))
    throw new Refusal(weakQueryPassword, {})
}

/** 111111、123456、654321、121212、112233、123123 and their like. */
function isPlain(digits: string): boolean {
  const steps = [...digits].slice(1).map((digit, i) => Number(digit) - Number(digits[i]))
  const isRun = [1, -1, 0].some((step) => steps.every((one) => one === step))
  const halves = digits.slice(0, 3) === digits.slice(3)
  const pairs = digits.slice(0, 2).repeat(3) === digits || /^(\d)\1(\d)\2(\d)\3$/.test(digits)
  return isRun || halves || pairs || new Set(digits).size < 3
}

/** Six in a row of a number, or the birth date in it as written shorter: yymmdd, mmddyy, ddmmyy. */
function standsIn(digits: string, number: string): boolean {
  const plain = number.replace(/\D/g, '')
  const backwards = [...digits].reverse().join('')
  if (plain.includes(digits) || plain.includes(backwards)) return true
  const birth = /^\d{6}(\d{4})(\d{2})(\d{2})\d{3}$/.exec(number.slice(0, 17))
  if (birth === null) return false
  const [, year = '', month = '', day = ''] = birth
  const short = year.slice(2)
  const shapes = [short + month + day, month + day + short, day + month + short, year + month, year + day, month + year]
  return shapes.some((shape) => shape.slice(0, DIGITS) === digits) || `${plain.slice(-DIGITS)}` === digits
}
