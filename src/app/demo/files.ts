import iconv from 'iconv-lite'
import { writeLevyFile } from '../../collection/levy-file.js'
import { yuanText } from '../../kernel/money.js'
import type { DemoFiling, DemoLevy } from './month.js'

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
