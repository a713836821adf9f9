import { mask } from '../kernel/mask.js'
import { INSURANCE_NAMES, isInsurance } from '../kernel/terms.js'
import type { ContentField, ContentLine } from './content.js'
import { fieldOfBoth } from './fact-fields.js'
import { CORRECTABLE, CORRECTION_REASONS, type CorrectionReason, type Sentence } from './kinds.js'
import type { MergeLine, SplitLine } from './maintenance-lines.js'
import { amountOf, monthOf } from './split-choice.js'

const MERGE: Sentence = { zh: '合并重复登记', en: 'Merge of a duplicate' }
const UNDO: Sentence = { zh: '撤销合并', en: 'Undoing of a merge' }
const SPLIT: Sentence = { zh: '拆分', en: 'Split' }
const SHOWN_MOVES = 200

/** 维护原因：code and words. */
export function groundsNote({ reason, explanation }: { reason: string; explanation: string }): Sentence {
  const known = CORRECTION_REASONS[reason as CorrectionReason]
  const [zh, en] = known === undefined ? [reason, reason] : [known.zh, known.en]
  return { zh: `原因：${zh}。${explanation}`, en: `Reason: ${en}. ${explanation}` }
}

/** 合并的一行：both numbers side by side, the one that is kept on the right. */
export function mergeBlock(line: MergeLine): ContentLine {
  const { row, identityNumber, fullName, merge } = line
  const kept = { name: fullName, number: mask(identityNumber) }
  const merged = { name: merge.fullName, number: mask(merge.identityNumber) }
  const undone = merge.change === 'undo'
  const field = (name: string, label: Sentence, before: string, after: string): ContentField => ({
    ...{ name, label, changed: before !== after, isAmount: false },
    ...{ before: { zh: before, en: before }, after: { zh: after, en: after } },
  })
  const overlap = merge.overlapping
  const notes = [
    groundsNote(line),
    ...(overlap === 0
      ? []
      : [
          {
            zh: `两份记录有 ${overlap} 个月重复缴费，合并后一个月只计一次。`,
            en: `${overlap} months were paid in both; a month then counts once.`,
          },
        ]),
  ]
  return {
    ...{ row, fullName, identityNumber: mask(identityNumber), says: undone ? UNDO : MERGE, notes, computed: [] },
    fields: [
      field(
        'fullName',
        { zh: undone ? '分出的／沿用的姓名' : '并入的／沿用的姓名', en: 'Name: merged, kept' },
        merged.name,
        kept.name,
      ),
      field('identityNumber', { zh: '证件号码', en: 'Number: merged, kept' }, merged.number, kept.number),
      ...fieldOfBoth('document', false, undefined, merge.document),
    ],
  }
}

/** 拆分的一行：what leaves the one record, and for whom it is posted. */
export function splitBlock(line: SplitLine): ContentLine {
  const { row, identityNumber, fullName, split } = line
  const rest = split.moved.length - SHOWN_MOVES
  const notes: Sentence[] = [
    groundsNote(line),
    {
      zh: `共 ${split.moved.length} 行，从 ${fullName} 转至 ${split.fullName}（${mask(split.identityNumber)}），一红一记。`,
      en: `${split.moved.length} rows move from ${fullName} to ${split.fullName} (${mask(split.identityNumber)}), each reversed and posted anew.`,
    },
    ...(split.register === undefined
      ? []
      : [{ zh: '转入的人随本凭证登记。', en: 'The other person is registered by this voucher.' }]),
    ...(split.overlapping === 0
      ? []
      : [
          {
            zh: `转入后有 ${split.overlapping} 个月与其原有缴费重叠。`,
            en: `${split.overlapping} months will then stand twice in the other record.`,
          },
        ]),
    ...(rest <= 0 ? [] : [{ zh: `以下未列出其余 ${rest} 行。`, en: `${rest} more rows are not listed.` }]),
  ]
  const fields = split.moved.slice(0, SHOWN_MOVES).flatMap((fact): ContentField[] => {
    const { zh, en } = CORRECTABLE[fact.kind]
    const code = ('insurance' in fact && fact.insurance) || ''
    const of = isInsurance(code) ? INSURANCE_NAMES[code] : undefined
    const month = monthOf(fact) ?? ''
    const amount = amountOf(fact)
    const [told] = fieldOfBoth('amount', amount !== undefined, amount ?? '', undefined)
    return [
      {
        ...told!,
        name: `${fact.ref.posting}/${fact.ref.ordinal}`,
        label: {
          zh: [zh, of?.zh, month].filter(Boolean).join(' '),
          en: [en, of?.en, month].filter(Boolean).join(' '),
        },
        changed: true,
      },
    ]
  })
  return { row, fullName, identityNumber: mask(identityNumber), says: SPLIT, fields, notes, computed: [] }
}
