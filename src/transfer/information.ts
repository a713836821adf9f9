import type { Message } from '../exchange/message.js'
import { Refusal } from '../kernel/refusal.js'
import { bodyOf, type Information, type InformationRow, type PackageHead } from './package.js'
import { wrongPackage } from './refusals.js'

const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/
const MOST_ROWS = 1200
const MOST_FEN = 1_000_000_000_000

interface Whose {
  readonly identityNumber: string
  readonly fullName: string
  readonly insurance: string
}

/** 信息表的正文，believed only when it is this person's, every field is of its kind and every sum holds. */
export function informationOf(message: Message, head: PackageHead, whose: Whose): Information {
  const read = bodyOf<Information>(message, head)
  if (read.identityNumber !== whose.identityNumber || read.fullName !== whose.fullName)
    wrong('姓名或号码不是联系函上的人', 'it is not the person of the letter')
  if (read.insurance !== whose.insurance) wrong('险种不是联系函上的险种', 'it is not the insurance of the letter')
  if (!Array.isArray(read.rows) || read.rows.length === 0 || read.rows.length > MOST_ROWS)
    wrong('缴费历史须有一至一千二百行', 'it must have between 1 and 1200 rows')
  read.rows.forEach(checkRow)
  checkSums(read)
  return read
}

function checkRow(row: InformationRow, i: number): void {
  const at = (why: string, whyEn: string) => wrong(`第 ${i + 1} 行${why}`, `row ${i + 1} ${whyEn}`)
  if (!MONTH.test(row.from) || !MONTH.test(row.through) || row.from > row.through)
    at('的起止年月不对', 'has wrong months')
  for (const field of ['year', 'base', 'months', 'employerToAccount', 'personToAccount'] as const)
    if (!isWhole(row[field])) at(`的 ${field} 不是整数`, `has no whole number in ${field}`)
  const span = (Number(row.through.slice(0, 4)) - Number(row.from.slice(0, 4))) * 12
  const most = span + Number(row.through.slice(5)) - Number(row.from.slice(5)) + 1
  if (row.months < 1 || row.months > most) at('的月数多于起止之间', 'has more months than lie between')
}

/** 合计：months of the rows, the three stretches of the account, and account and pool together. */
function checkSums({ rows, months, deemedMonths, money }: Information): void {
  if (![months, deemedMonths].every(isWhole)) wrong('月数不是整数', 'the months are no whole number')
  const counted = new Set(rows.flatMap(monthsOf)).size
  const told = rows.reduce((all, row) => all + row.months, 0)
  if (told !== months || counted < months)
    wrong(
      `各行月数之和 ${told} 与所称 ${months} 不等，或有重复`,
      `its rows have ${told} months, not ${months}, or some twice`,
    )
  if (typeof money !== 'object' || money === null) wrong('没有资金各栏', 'it has no money')
  const { before1998, from1998, since2006, account, wages, pooled, total } = money
  if (![before1998, from1998, since2006, account, wages, pooled, total].every(isWhole))
    wrong('资金各栏须为以分计的整数', 'money must be whole fen')
  if (before1998 + from1998 + since2006 !== account)
    wrong('个人账户三段之和与账户合计不等', 'the three stretches do not add up to the account')
  if (account + pooled !== total) wrong('账户与统筹之和与转移总额不等', 'account and pool do not add up to the total')
}

function monthsOf({ from, through }: InformationRow): string[] {
  const months: string[] = []
  let [year, month] = [Number(from.slice(0, 4)), Number(from.slice(5))]
  for (let at = from; at <= through; at = `${year}-${String(month).padStart(2, '0')}`) {
    months.push(at)
    month++
    if (month > 12) [year, month] = [year + 1, 1]
  }
  return months
}

function isWhole(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) <= MOST_FEN
}

function wrong(why: string, whyEn: string): never {
  throw new Refusal(wrongPackage, { why, whyEn })
}
