import iconv from 'iconv-lite'
import { writeLevyFile } from '../../collection/levy-file.js'
import { yuanText } from '../../kernel/money.js'
import type { City } from './city.js'
import type { DemoFiling, DemoLevy, Move } from './month.js'

/** 编码轮着来：what offices of all ages and tools hand in. */
const ENCODINGS = [
  (text: string): Buffer => Buffer.from(text, 'utf8'),
  (text: string): Buffer => Buffer.from(`\uFEFF${text}`, 'utf8'),
  (text: string): Buffer => iconv.encode(text, 'gb18030'),
  (text: string): Buffer => Buffer.from(`\uFEFF${text}`, 'utf16le'),
]

const CHINESE = ['社会保障号码', '姓名', '缴费工资', '对应费款所属期', '缴费类型']
const CODES = ['AAC002', 'AAC003', 'AAC040', 'AAE003', 'AAE143']

/** 申报表文件：headed by Chinese names or by the ministry's codes, each employer in a way of its own. */
export function filingFile({ employer, rows }: DemoFiling): Buffer {
  const head = employer.style < 2 ? CHINESE : CODES
  const lines = rows.map(({ life, wage, contributionMonth, contributionKind }) =>
    [life.identityNumber, life.fullName, yuanText(wage), contributionMonth.replace('-', ''), contributionKind].join(
      ',',
    ),
  )
  const text = [head.join(','), ...lines, ''].join('\r\n')
  return ENCODINGS[employer.index % ENCODINGS.length]!(text)
}

export function filingFileName({ employer, settlementMonth }: DemoFiling): string {
  return `${employer.name}-${settlementMonth}-缴费申报.csv`
}

export function levyFile({ batch, payments }: DemoLevy): Buffer {
  return Buffer.from(writeLevyFile(batch, payments), 'utf8')
}

const REGISTRATION = [
  ...['社会保障号码', '姓名', '参保年月', '统一社会信用代码', '参保险种', '性别', '出生日期', '国家或地区'],
  ...['参加工作日期', '手机号码', '通讯地址', '银行账号', '变更原因'],
]

/** 增员登记表：新参保者（111）与转入者（141）。 */
export function registrationFile(
  city: City,
  moves: readonly Move[],
  insurancesOf: (move: Move) => readonly string[],
): Buffer {
  const lines = moves.map((move) => {
    const { life, spell } = move
    const { identityNumber, fullName, sex, birthDate, nationality, workStartDate } = life
    const isFirst = life.spells[0] === spell
    const from = spell.from < city.size.from ? city.size.from : spell.from
    const place = [from, city.employers[spell.employer]!.creditCode, insurancesOf(move).join('、')]
    const person = [sex === '1' ? '男' : '女', birthDate, nationality, workStartDate]
    const contact = [life.mobilePhone ?? '', life.mailingAddress ?? '', life.bankAccount ?? '']
    return [identityNumber, fullName, ...place, ...person, ...contact, isFirst ? '111' : '141'].join(',')
  })
  return Buffer.from([REGISTRATION.join(','), ...lines, ''].join('\r\n'), 'utf8')
}
