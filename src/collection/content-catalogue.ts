import { yuanText } from '../kernel/money.js'
import type { CatalogueEntry } from '../ledger/fact.js'
import { CATALOGUE_CHANGES, CATALOGUE_NAMES } from './catalogue-words.js'
import { same } from './computed.js'
import type { ContentField, ContentLine } from './content.js'
import type { Sentence } from './kinds.js'
import type { CatalogueLine } from './lines.js'

const LABELS = {
  name: { zh: '名称', en: 'Name' },
  category: { zh: '类别', en: 'Category' },
  selfPay: { zh: '个人先行自付', en: 'Paid by the person first' },
  amount: { zh: '限价或标准', en: 'Limit or standard' },
  unit: { zh: '计价单位', en: 'Unit' },
  fromDay: { zh: '自何日', en: 'From' },
  document: { zh: '文号', en: 'Document' },
} as const satisfies Record<string, Sentence>
type Told = keyof typeof LABELS

/** 目录变更的一行 → 审核所见：as it stands, and as it would be. */
export function catalogueBlock({ row, entry, standing, explanation }: CatalogueLine): ContentLine {
  const [of, change] = [CATALOGUE_NAMES[entry.catalogue], CATALOGUE_CHANGES[entry.change]]
  const before = standing?.change === 'delete' ? undefined : standing
  const after = entry.change === 'delete' ? undefined : entry
  return {
    ...{ row, fullName: entry.name, identityNumber: entry.code },
    says: { zh: `${of.zh}·${change.zh}`, en: `${of.en}: ${change.en}` },
    fields: (Object.keys(LABELS) as Told[]).flatMap((name) => fieldOf(name, before, after)),
    notes: [
      { zh: `理由：${explanation}`, en: `Why: ${explanation}` },
      ...(after === undefined
        ? [
            {
              zh: `自 ${entry.fromDay} 删除，凭 ${entry.document}`,
              en: `Deleted from ${entry.fromDay} by ${entry.document}`,
            },
          ]
        : []),
    ],
    computed: [],
  }
}

type Entry = Omit<CatalogueEntry, 'kind' | 'line'>

function fieldOf(name: Told, before: Entry | undefined, after: Entry | undefined): ContentField[] {
  const [was, is] = [before && printed(name, before), after && printed(name, after)]
  if (was === undefined && is === undefined) return []
  return [
    {
      ...{
        name,
        label: LABELS[name],
        changed: before !== undefined && was?.zh !== is?.zh,
        isAmount: name === 'amount',
      },
      ...(was === undefined ? {} : { before: was }),
      ...(is === undefined ? {} : { after: is }),
    },
  ]
}

function printed(name: Told, entry: Entry): Sentence | undefined {
  if (name === 'selfPay') return entry.selfPay === undefined ? undefined : same(`${entry.selfPay / 10_000}%`)
  if (name === 'amount') return entry.amount === undefined ? undefined : same(yuanText(entry.amount))
  const value = entry[name]
  return value === undefined ? undefined : same(value)
}
