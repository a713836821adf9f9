import type { Explained, FactRef } from '../kernel/explain.js'
import { Refusal } from '../kernel/refusal.js'
import { findFigure } from '../records/path.js'
import type { RightsRecord } from '../records/rights-record.js'
import type { Explanation, RecordSections } from './contract.js'
import type { ExplainedRecordQuery } from './explained-record-contract.js'
import { type ExplanationPorts, explanationView } from './explanation-view-service.js'
import { openedTree } from './opened-tree.js'
import { tooMuchToExplain } from './refusals.js'

/** No answer grows without bound: about two megabytes of reasons. */
const MOST_NODES = 8_000

/** A row of contributions or refunds has one path; its figures are named beneath it. */
const ROW_FIGURES = [
  ...['base', 'dueEmployer', 'duePerson', 'paidEmployer', 'paidPerson', 'arrears', 'difference'],
  ...['employer', 'person'],
]

/** 只要一节、一年。What was not asked for is left out of the answer, not of the record. */
export function narrowed(sections: RecordSections, { section, year }: ExplainedRecordQuery): RecordSections {
  const kept =
    section === undefined ? sections : ({ [section]: sections[section as keyof RecordSections] } as RecordSections)
  if (year === undefined) return kept
  const ofYear = <T extends { readonly year: number }>(all: readonly T[]): T[] => all.filter((one) => one.year === year)
  const { contributions, account } = kept
  return {
    ...kept,
    ...(contributions && { contributions: contributions.map((one) => ({ ...one, years: ofYear(one.years) })) }),
    ...(account && { account: { ...account, years: ofYear(account.years) } }),
  }
}

/**
 * 各数字的推导，by path. A part that is a figure of the answer itself is told once, under its own path. Stops with
 * `record.too-much-to-explain` rather than cutting: a tree that is not whole would pass for one that is.
 */
export function explanationsOf(
  record: RightsRecord,
  sections: RecordSections,
  ports: Pick<ExplanationPorts, 'language' | 'areaName'>,
  isOpen: (ref: FactRef) => boolean = () => true,
): Record<string, Explanation> {
  const paths = new Map<Explained, string>()
  const figures = new Map<string, Explained>()
  for (const path of figurePaths(sections)) {
    const found = findFigure(record, path)
    if (found === undefined) continue
    const explained = openedTree(found, isOpen)
    figures.set(path, explained)
    if (!paths.has(explained)) paths.set(explained, path)
  }
  const bulk: ExplanationPorts = {
    ...ports,
    voucherOf: () => undefined,
    pathOf: (part) => (part.from.length === 0 ? undefined : paths.get(part)),
    most: MOST_NODES,
  }
  const told: Record<string, Explanation> = {}
  let nodes = 0
  for (const [path, explained] of figures) {
    told[path] = explanationView(explained, bulk)
    nodes += sizeOf(told[path])
    if (nodes > MOST_NODES) throw new Refusal(tooMuchToExplain, { most: MOST_NODES })
  }
  return told
}

function sizeOf({ from }: Explanation): number {
  return from.reduce((sum, part) => sum + sizeOf(part), 1)
}

/** Every path the answer offers: of figures, and of rows with their figures. */
function figurePaths(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(figurePaths)
  if (typeof value !== 'object' || value === null) return []
  const { path, term } = value as { path?: unknown; term?: unknown }
  const own =
    typeof path !== 'string' ? [] : typeof term === 'string' ? [path] : ROW_FIGURES.map((name) => `${path}/${name}`)
  return [...own, ...Object.values(value).flatMap(figurePaths)]
}
