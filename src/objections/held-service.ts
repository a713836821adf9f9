import type { Trx } from '../db/database.js'
import type { FactRef } from '../kernel/explain.js'
import type { Language } from '../kernel/refusal.js'
import type { Fact, Posted } from '../ledger/fact.js'
import type { Explanation } from '../query/contract.js'
import { textOf } from '../query/explanation-view-service.js'
import { voucherViews } from '../query/voucher-view-service.js'
import type { ObjectionCase } from './contract.js'
import type { OpenObjection } from './desk-service.js'
import type { ObjectionPorts } from './ports.js'

const MOST_HELD = 60

export type Held = ObjectionCase['held']

interface Sides {
  readonly asThen?: Explanation | undefined
  readonly asNow?: Explanation | undefined
}

/** 机构所存，先查自己的。What the agency itself holds on the disputed item, before anybody is asked for a paper. */
export async function heldFor(
  trx: Trx,
  { collection }: Pick<ObjectionPorts, 'collection'>,
  facts: readonly Posted<Fact>[],
  then: readonly FactRef[],
  now: readonly FactRef[],
  sides: Sides,
  language: Language,
): Promise<{ readonly held: Held; readonly explained: ObjectionCase['explained'] }> {
  const byRef = new Map(facts.map((fact) => [keyOf(fact.ref), fact]))
  const [before, after] = [new Set(then.map(keyOf)), new Set(now.map(keyOf))]
  const refs = [...new Map([...then, ...now].map((ref) => [keyOf(ref), ref])).values()].slice(0, MOST_HELD)
  const told = [sides.asThen, sides.asNow].flatMap((root) => (root === undefined ? [] : factsIn(root)))
  const postings = [...new Set([...refs, ...told].map(({ posting }) => posting))]
  const voucherOf = await voucherViews(trx, collection, postings, byRef, true)
  const held = refs.flatMap((ref) => {
    const voucher = voucherOf(ref.posting, ref.ordinal)
    const isThen = before.has(keyOf(ref))
    const of = isThen && after.has(keyOf(ref)) ? ('both' as const) : isThen ? ('raised' as const) : ('now' as const)
    return voucher === undefined ? [] : [{ posting: ref.posting, ordinal: ref.ordinal, of, voucher }]
  })
  const print = (root: Explanation): Explanation => ({
    ...root,
    text: textOf({ unit: root.unit, value: root.value } as Parameters<typeof textOf>[0], language),
    ...(root.fact === undefined ? {} : { fact: withVoucher(root.fact, voucherOf) }),
    from: root.from.map(print),
  })
  const { asThen, asNow } = sides
  return {
    held,
    explained: {
      ...(asThen === undefined ? {} : { asThen: print(asThen) }),
      ...(asNow === undefined ? {} : { asNow: print(asNow) }),
    },
  }
}

/** 一份资料是否在这一件里：of a voucher of the disputed item, or handed in with the objection. */
export function isPaperOf(
  { steps }: OpenObjection,
  { held, explained }: Pick<ObjectionCase, 'held' | 'explained'>,
  id: string,
) {
  const vouchers = [
    ...held.map(({ voucher }) => voucher),
    ...Object.values(explained).flatMap((root) => factsIn(root).flatMap(({ voucher }) => voucher ?? [])),
  ]
  return (
    steps.some(({ documentId }) => documentId === id) ||
    vouchers.some(({ documents }) => documents.some(({ documentId }) => documentId === id))
  )
}

/** 'posting/ordinal' → the two. */
export function refOf(item: string): FactRef {
  const [posting = '', ordinal = '0'] = item.split('/')
  return { posting, ordinal: Number(ordinal) }
}

function keyOf({ posting, ordinal }: FactRef): string {
  return `${posting}/${ordinal}`
}

function factsIn(root: Explanation): NonNullable<Explanation['fact']>[] {
  return [...(root.fact === undefined ? [] : [root.fact]), ...root.from.flatMap(factsIn)]
}

function withVoucher(
  fact: NonNullable<Explanation['fact']>,
  voucherOf: Awaited<ReturnType<typeof voucherViews>>,
): NonNullable<Explanation['fact']> {
  const voucher = voucherOf(fact.posting, fact.ordinal)
  return voucher === undefined ? fact : { ...fact, voucher }
}
