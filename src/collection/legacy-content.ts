import { mask } from '../kernel/mask.js'
import { type Fen, yuanText } from '../kernel/money.js'
import type { ContentField, ContentLine } from './content.js'
import { type Sentence, SUBMISSION_KINDS } from './kinds.js'
import type { LegacyFound, LegacyLine } from './legacy-lines.js'
import { LEGACY_DIFFERENCES, LEGACY_TABLES, type LegacyTable } from './legacy-words.js'

/** 一人的遗留数据 → 审核所见：what is stored of each table, and every difference with both figures. */
export function legacyBlock({ row, identityNumber, fullName, personId, stored, found }: LegacyLine): ContentLine {
  const { zh, en } = SUBMISSION_KINDS.legacyLoad
  return {
    ...{ row, fullName, identityNumber: personId === '' ? identityNumber : mask(identityNumber), says: { zh, en } },
    fields: Object.entries(stored).map(([table, sum]) => fieldOf(table as LegacyTable, sum)),
    notes: found.map(foundSentence),
    computed: [],
  }
}

function fieldOf(
  table: LegacyTable,
  { rows, amount }: { readonly rows: number; readonly amount: number },
): ContentField {
  const yuan = amount === 0 ? undefined : yuanText(amount as Fen)
  const after = {
    zh: `${rows} 行${yuan === undefined ? '' : `，${yuan} 元`}`,
    en: `${rows} rows${yuan === undefined ? '' : `, ${yuan} yuan`}`,
  }
  const { zh, en } = LEGACY_TABLES[table]
  return { name: table, label: { zh, en }, after, changed: true, isAmount: false }
}

/** 一处差异的说法，with both figures as people read them. */
export function foundSentence({ kind, insurance, year, told, derived }: LegacyFound): Sentence {
  const { zh, en } = LEGACY_DIFFERENCES[kind]
  if (kind === 'contradiction') return { zh: `${zh}：${told}`, en: `${en}: ${told}` }
  const text = (value: string) => (kind === 'balance' || kind === 'yearSum' ? yuanText(Number(value) as Fen) : value)
  const where = [insurance, year].filter((part) => part !== undefined).join(' ')
  return {
    zh: `${where} ${zh}：旧系统 ${text(told)}，依规则 ${text(derived)}`.trim(),
    en: `${where} ${en}: the old system ${text(told)}, by the rules ${text(derived)}`.trim(),
  }
}

/** 任务的说法。 */
export function pendingSentence(found: readonly LegacyFound[]): Sentence {
  const first = foundSentence(found[0]!)
  return {
    zh: `遗留待核 ${found.length} 项，如：${first.zh}。请查明后以更正了结`,
    en: `${found.length} to be checked since the old system, such as ${first.en}. Find out, and settle each by a correction`,
  }
}
