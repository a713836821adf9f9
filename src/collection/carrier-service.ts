import { Refusal } from '../kernel/refusal.js'
import type { Case } from './case-store.js'
import type { Line, Summary } from './lines.js'
import type { CollectionPorts } from './ports.js'
import { noGround } from './refusals-facts.js'
import { openJson } from './voucher-body.js'

/** 凭证所依：a paper, or in words why there is none. */
export interface Carrier {
  readonly documentId?: string | undefined
  readonly ground?: string | undefined
}

/** What a clerk typed states its ground under one of these names. */
const GROUNDS = ['ground', 'explanation'] as const

/** 录入所依。No voucher without paper or stated ground: refused before anything is written. */
export function carrierOf(entry: { readonly content: unknown } & Carrier): Carrier {
  const { documentId, content } = entry
  const typed = (content ?? {}) as Readonly<Record<string, unknown>>
  const stated = [entry.ground, ...GROUNDS.map((name) => typed[name])].find(isStated)
  if (documentId === undefined && stated === undefined) throw new Refusal(noGround, {})
  return { documentId, ...(stated === undefined ? {} : { ground: stated }) }
}

function isStated(text: unknown): text is string {
  return typeof text === 'string' && text.trim() !== ''
}

/**
 * 记账之前再问一次。No fact without voucher, no voucher without paper or stated ground, no paper without digest: the paper
 * must be listed, scanned and there at the moment the fact comes to be.
 */
export async function requireCarrier(
  ports: CollectionPorts,
  { revision }: Case,
  lines: readonly Line[],
): Promise<void> {
  const { documentId } = revision
  if (documentId !== undefined) {
    await ports.app.transaction({}, (trx) => ports.papers.requireUsable(trx, documentId))
    return
  }
  const { ground } = openJson<Summary>(ports.vault, revision.summary)
  const isEachStated = lines.length > 0 && lines.every((line) => 'ground' in line && isStated(line.ground))
  if (!isStated(ground) && !isEachStated) throw new Refusal(noGround, {})
}
