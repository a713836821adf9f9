import type { Actor } from '../access/actor.js'
import { organisationOf } from '../access/actor.js'
import type { Trx } from '../db/database.js'
import { Refusal } from '../kernel/refusal.js'
import type { LegacyAbility, LegacyReport, LegacySummary } from './legacy-contract.js'
import type { LegacyAsked } from './legacy-lines.js'
import { findPackage, type LegacyPackage } from './legacy-store.js'
import { LEGACY_REASONS, LEGACY_STATES, type LegacyReason, SET_ASIDE, SET_ASIDE_SAYS } from './legacy-words.js'
import type { CollectionPorts } from './ports.js'
import { legacyMissing, legacyMoved } from './refusals-legacy.js'
import { openJson } from './voucher-body.js'

/** 说明：who wrote what of which reason. */
export type LegacyExplanations = Readonly<Record<string, { readonly text: string; readonly by: string }>>

/** 本机构的，市级看全部。 */
export function agenciesOf({ agencies }: CollectionPorts, actor: Actor): string[] {
  const own = organisationOf(actor)
  const all = agencies().map(({ code }) => code)
  return all[0] === own ? all : [own]
}

export async function getPackage(
  trx: Trx,
  ports: CollectionPorts,
  actor: Actor,
  packageId: string,
  lock = false,
): Promise<LegacyPackage> {
  const found = await findPackage(trx, packageId, lock)
  if (found === undefined || !agenciesOf(ports, actor).includes(found.agency)) throw new Refusal(legacyMissing, {})
  return found
}

export function requireAbility(one: LegacyPackage, ability: LegacyAbility): void {
  if (abilitiesOf(one).includes(ability)) return
  const { zh, en } = LEGACY_STATES[one.state]
  throw new Refusal(legacyMoved, { zh, en })
}

function abilitiesOf({ state }: LegacyPackage): LegacyAbility[] {
  if (state === 'stopped') return ['resume', 'replace']
  if (state === 'reading' || state === 'deriving') return ['replace']
  if (state === 'tried') return ['replace', 'load']
  return state === 'loading' ? ['explain', 'close'] : []
}

/** 与控制总额不符的表，and those the sender sent without one. */
export function controlDiffers({ tables }: Pick<LegacyPackage, 'tables'>): string[] {
  return Object.entries(tables).flatMap(([table, { rows, amount, control }]) =>
    control !== undefined && control.rows === rows && control.amount === amount ? [] : [table],
  )
}

export function summaryOf({ vault }: CollectionPorts, one: LegacyPackage): LegacySummary {
  const { fileName } = openJson<LegacyAsked>(vault, one.body)
  return {
    ...{ id: one.packageId, series: one.series, fileName, agency: one.agency, state: one.state },
    ...{ rowsDone: one.rowsDone, share: one.share, madeAt: one.madeAt },
    ...(one.triedAt === undefined ? {} : { triedAt: one.triedAt }),
    ...(one.closedAt === undefined ? {} : { closedAt: one.closedAt }),
    ...{ persons: one.kinds.persons ?? 0, disputed: one.kinds.disputed ?? 0 },
    ...(one.why === undefined ? {} : { why: openJson<{ zh: string; en: string }>(vault, one.why) }),
  }
}

/** 报告：`aside` is how many lines were put aside when the rest was posted. */
export function reportOf(
  ports: CollectionPorts,
  one: LegacyPackage,
  names: ReadonlyMap<string, string>,
  aside: number,
): LegacyReport {
  const explained = explanationsOf(ports, one)
  const { differences = {}, listed = {}, employers = 0 } = one.kinds
  return {
    ...summaryOf(ports, one),
    ...{ size: one.paperSize, digest: openJson<LegacyAsked>(ports.vault, one.body).content },
    madeBy: names.get(one.madeBy) ?? '',
    tables: Object.entries(one.tables).map(([table, { control, posted, ...sum }]) => {
      return { table, ...sum, ...(control && { control }), ...(posted && { posted }) }
    }),
    employers,
    differences: Object.entries(differences).map(([kind, persons]) => ({ kind, persons })),
    listed: Object.entries({ ...listed, ...(aside > 0 && { [SET_ASIDE]: aside }) }).map(([code, rows]) => {
      const says = code === SET_ASIDE ? SET_ASIDE_SAYS : LEGACY_REASONS[code as LegacyReason]
      const text = explained[code]?.text
      return { code, rows, ...(says && { says: { zh: says.zh, en: says.en } }), ...(text && { explained: text }) }
    }),
    controlDiffers: one.triedAt === undefined ? [] : controlDiffers(one),
    ...(one.submissionId === undefined ? {} : { submissionId: one.submissionId }),
    documentId: one.documentId,
    ...(one.closedBy === undefined ? {} : { closedBy: names.get(one.closedBy) ?? '' }),
    abilities: abilitiesOf(one),
  }
}

export function explanationsOf({ vault }: CollectionPorts, { explanations }: LegacyPackage): LegacyExplanations {
  return explanations === undefined ? {} : openJson<LegacyExplanations>(vault, explanations)
}
