import { parse } from 'yaml'
import { type Day, parseDay } from '../kernel/day.js'
import { invariant } from '../kernel/invariant.js'
import { GROUNDS, type InquiryGround } from './words.js'

/** 查询依据。One article of one document, with the days it is in force. */
export interface LegalBasis {
  readonly id: string
  readonly document: string
  readonly article: string
  readonly for: readonly InquiryGround[]
  readonly from?: Day | undefined
  readonly until?: Day | undefined
  readonly status: 'final' | 'unconfirmed'
}

/** 依据目录（policies/inquiry/bases.yaml）。Whatever is malformed stops the start. */
export function readBases(text: string): LegalBasis[] {
  const rows: unknown = parse(text)
  invariant(Array.isArray(rows), 'the bases of inquiries are a list')
  const bases = rows.map(basisOf)
  invariant(new Set(bases.map(({ id }) => id)).size === bases.length, 'two bases of inquiries share an id')
  return bases
}

/** 当日是否施行。 */
export function isInForce({ from, until }: LegalBasis, day: Day): boolean {
  return (from === undefined || from <= day) && (until === undefined || day <= until)
}

function basisOf(row: Record<string, unknown>): LegalBasis {
  const { id, document, article, for: grounds, status } = row
  const texts = [id, document, article].every((text) => typeof text === 'string' && text !== '')
  invariant(texts && Array.isArray(grounds), `a basis of inquiries lacks its id, document, article or grounds`)
  invariant(
    grounds.every((one) => typeof one === 'string' && one in GROUNDS),
    `${String(id)} names an unknown ground`,
  )
  invariant(status === 'final' || status === 'unconfirmed', `${String(id)} has no status`)
  const day = (name: 'from' | 'until') => (row[name] === undefined ? undefined : parseDay(String(row[name])))
  const told = { id: id as string, document: document as string, article: article as string, status } as const
  return { ...told, for: grounds as InquiryGround[], from: day('from'), until: day('until') }
}
