import type { Section } from '../access/sections.js'
import type { Explained, FactRef } from '../kernel/explain.js'
import { type Fen, fen, sum, yuanText } from '../kernel/money.js'
import { isByMonth } from '../kernel/narrowing.js'
import { insuranceName, TERMS } from '../kernel/terms.js'
import { textOf } from '../query/explanation-view-service.js'
import { openedTree } from '../query/opened-tree.js'
import type { RightsRecord } from '../records/rights-record.js'
import { statementFigures } from '../records/statement.js'

/** 推导附页的一行。How deep it stands, what it is, how much, and what it rests on. */
export interface AnnexRow {
  readonly depth: number
  readonly name: string
  readonly value: string
  readonly source: string
}

/** 推导附页：the trees of the figures that matter most, whole to a few steps. */
export interface StatementAnnex {
  readonly figures: readonly { readonly title: string; readonly rows: readonly AnnexRow[] }[]
}

/** A paper is read by people: so deep, and rows of one kind together. */
const DEEPEST = 3

/** 由权益记录到推导附页：年末储存额、缴费年限、各项待遇、累计实际缴费月数、本年单位与个人缴费。 */
export function annexOf(record: RightsRecord, year: number, { sections, isOpen }: Open = WHOLE): StatementAnnex {
  const rowsOf = (root: Explained) => treeRows(openedTree(root, isOpen))
  const may = (section: Section) => sections?.includes(section) ?? true
  const { account, insurances, benefits, years } = statementFigures(record, year)
  const balance = account?.closing ?? account?.balance
  const own = insurances.flatMap(({ insurance, figures }) => {
    if (figures === undefined) return []
    const name = insuranceName(insurance).zh
    const counted = isByMonth(record.narrowed) ? [] : [figures.actualMonths]
    const told = [...counted, figures.employer, figures.person].filter(({ value }) => value !== 0)
    return told.map((figure) => ({ title: `${name}　${TERMS[figure.term].zh}`, rows: rowsOf(figure) }))
  })
  const ofAccount = balance === undefined ? [] : [{ title: '基本养老保险个人账户', rows: rowsOf(balance) }]
  const drawn = benefits.flatMap(({ benefit: { insurance, items } }) =>
    items.map(({ amount }) => ({
      title: `${insuranceName(insurance).zh}　${TERMS[amount.term].zh}`,
      rows: rowsOf(amount),
    })),
  )
  const counted = years.total.value === 0 ? [] : [{ title: '养老保险缴费年限', rows: rowsOf(years.total) }]
  return {
    figures: [
      ...(may('account') ? [...ofAccount, ...counted] : []),
      ...(may('benefit') ? drawn : []),
      ...(may('contribution') ? own : []),
    ],
  }
}

/** 所开的类别，and the facts of them. */
interface Open {
  readonly sections?: readonly Section[]
  readonly isOpen: (ref: FactRef) => boolean
}
const WHOLE: Open = { isOpen: () => true }

function treeRows(root: Explained): AnnexRow[] {
  const rows: AnnexRow[] = []
  const seen = new Set<Explained>()
  const tell = (node: Explained, depth: number): void => {
    rows.push({ depth, name: nameOf(node), value: valueText(node), source: sourceOf(node) })
    const isOpen = depth < DEEPEST && node.term !== 'yearPaidMonths' && !seen.has(node)
    seen.add(node)
    if (isOpen) for (const group of grouped(partsOf(node))) tellGroup(group, depth + 1)
  }
  const tellGroup = (group: readonly Explained[], depth: number): void => {
    const [first] = group
    if (group.length === 1) tell(first!, depth)
    else rows.push({ depth, name: `${TERMS[first!.term].zh}（${group.length} 笔）`, value: sumText(group), source: '' })
  }
  tell(root, 0)
  return rows
}

/** A figure that only stands for another of its kind is told as that one; what is nothing is left out. */
function partsOf({ from }: Explained): readonly Explained[] {
  const [only] = from
  if (from.length === 1 && only!.from.length === 1 && only!.from[0]!.value === only!.value) return only!.from
  return from.filter(({ unit, value }) => unit !== 'fen' || value !== 0)
}

function valueText(node: Explained): string {
  if (node.unit !== 'fenMonths') return textOf(node, 'zh')
  return `${yuanText(fen(Number(node.value)))} 元·月`
}

/** Rows that rest on facts, one beside the other under one term, are told as one. */
function grouped(parts: readonly Explained[]): Explained[][] {
  const groups: Explained[][] = []
  for (const part of parts) {
    const last = groups.at(-1)
    const joins = last !== undefined && last[0]!.term === part.term && isRow(last[0]!) && isRow(part)
    if (joins) last.push(part)
    else groups.push([part])
  }
  return groups
}

function isRow({ fact, term }: Explained): boolean {
  return fact !== undefined || term === 'monthCounted'
}

function sumText(group: readonly Explained[]): string {
  const [first] = group
  if (first!.unit !== 'fen') return ''
  const value = sum(group.map((one) => fen(Number(one.value))))
  return textOf({ ...LEAF, term: first!.term, value } satisfies Explained<Fen>, 'zh')
}

const LEAF = { unit: 'fen', from: [] } as const

/** A year's count says which year: that of its first month. */
function nameOf({ term, from }: Explained): string {
  const name = TERMS[term].zh
  return term === 'yearPaidMonths' ? `${String(from[0]?.value ?? '').slice(0, 4)} 年${name}` : name
}

function sourceOf({ parameter, basis }: Explained): string {
  if (parameter !== undefined) {
    const status = parameter.status === 'final' ? '' : parameter.status === 'provisional' ? '，暂定' : '，待确认'
    return `${parameter.since} 起，${parameter.basis}${status}`
  }
  return basis === undefined ? '' : `${basis.document} ${basis.article}`
}
