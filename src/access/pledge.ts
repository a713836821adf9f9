import { hash } from 'node:crypto'
import { parse } from 'yaml'
import { type Day, parseDay } from '../kernel/day.js'
import { invariant } from '../kernel/invariant.js'
import { type BodyKind, isBodyKind } from './body-kinds.js'
import { kindOf, type Post } from './posts.js'

/** 保密承诺书的一版。What is signed is its digest: a text with another word in it is another text. */
export interface PledgeText {
  readonly version: string
  readonly since: Day
  readonly basis: string
  readonly status: 'final' | 'provisional' | 'unconfirmed'
  /** 约束哪些单位的人员。 */
  readonly binds: readonly BodyKind[]
  readonly title: { readonly zh: string; readonly en: string }
  readonly zh: readonly string[]
  readonly en: readonly string[]
  /** SM3，十六进制。 */
  readonly digest: string
}

/** 承诺书的各版（policies/pledges/staff.yaml）。Whatever is malformed stops the start. */
export function readPledges(text: string): PledgeText[] {
  const rows: unknown = parse(text)
  invariant(Array.isArray(rows) && rows.length > 0, 'the texts of the pledge are a list')
  const texts = rows.map(textOf)
  for (const [i, one] of texts.entries())
    invariant(i === 0 || texts[i - 1]!.since < one.since, 'the texts of the pledge follow each other by day')
  return texts
}

/** 当日施行的一版：the newest that has begun; none before the first. */
export function pledgeAt(texts: readonly PledgeText[], day: Day): PledgeText | undefined {
  return texts.findLast(({ since }) => since <= day)
}

/** 人员属于哪一类单位，by the posts: who supervises, who runs the systems, who comes from outside, and the agency's own. */
export function bodyOf(posts: readonly Post[]): BodyKind {
  if (posts.includes('supervisor')) return 'department'
  if (posts.includes('scanVendor')) return 'scanVendor'
  const runsSystems = posts.some((post) => kindOf(post) === 'systemAdmin' || kindOf(post) === 'databaseAdmin')
  return runsSystems ? 'informationInstitution' : 'agency'
}

function textOf(row: Record<string, unknown>): PledgeText {
  const { version, basis, status, binds, title, zh, en } = row
  const told = { version: String(version), since: parseDay(String(row['since'])), basis: String(basis) }
  invariant(status === 'final' || status === 'provisional' || status === 'unconfirmed', 'a pledge has its status')
  const lists: unknown[] = [zh, en]
  const isWhole = lists.every((list) => Array.isArray(list) && list.length > 0 && list.every((one) => one !== ''))
  invariant(
    isWhole && title !== undefined && basis !== undefined,
    `pledge ${told.version} has its title, basis and text`,
  )
  invariant(Array.isArray(binds) && (binds as string[]).every(isBodyKind), `pledge ${told.version} says whom it binds`)
  const text = { title: title as PledgeText['title'], zh: zh as string[], en: en as string[] }
  return { ...told, status, binds: binds as BodyKind[], ...text, digest: digestOf(told.version, text) }
}

/** Each part with its length before it: no two texts share their bytes. */
function digestOf(version: string, { title, zh, en }: Pick<PledgeText, 'title' | 'zh' | 'en'>): string {
  const parts = [version, title.zh, title.en, `${zh.length}`, ...zh, ...en]
  return hash('sm3', parts.map((part) => `${Buffer.byteLength(part)}:${part}`).join(''), 'hex')
}
