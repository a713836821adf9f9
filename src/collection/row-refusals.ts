import type { Refusal } from '../kernel/refusal.js'
import { CORRECT, toldApart } from '../kernel/told.js'
import type { PersonState } from './enrolment-state.js'
import type { RefusedRow, Sentence } from './kinds.js'

/** 一行未被接受。Every sentence says what is wrong; the remedy says what to do. */
export function refuseRow(
  row: number,
  column: string,
  code: string,
  sentence: Sentence,
  remedy: Sentence = CORRECT,
): RefusedRow {
  return { row, column, code, sentence, remedy }
}

/** A refusal of the kernel or the policy, told of one row: its sentence and its way forward, apart. */
export function refusedBy(row: number, column: string, refusal: Refusal): RefusedRow {
  return { row, column, code: refusal.entry.code, ...toldApart(refusal) }
}

const REASONS: Readonly<Record<PersonState | 'unknown' | 'nameDiffers' | 'stopped', Sentence>> = {
  unknown: { zh: '证件号码未登记', en: 'the identity number is not registered' },
  nameDiffers: { zh: '姓名与登记的不符', en: 'the name differs from the registered one' },
  notEnrolled: { zh: '该月未在本单位参保', en: 'not enrolled with this employer in that month' },
  elsewhere: { zh: '该月在其他单位参保', en: 'enrolled elsewhere in that month' },
  retired: { zh: '已办理退休', en: 'retired' },
  sentOn: { zh: '该月已随关系转出', en: 'that month was sent on with the relation' },
  dead: { zh: '已死亡终止', en: 'ended by death' },
  stopped: {
    zh: '停待核查：部门通报死亡，尚未确认或解除',
    en: 'stopped for check: a death was reported and is not decided',
  },
}
export type MatchReason = keyof typeof REASONS

/**
 * 人员不相符。One and the same sentence whatever the reason: what an employer types tells it nothing about a person it
 * does not employ. The reason stands beside it for the clerk, and is cut off before anything goes to the employer.
 */
export function notMatched(row: number, reason: MatchReason): RefusedRow {
  return {
    row,
    column: '社会保障号码',
    code: 'row.person-not-matched',
    sentence: {
      zh: '该行的证件号码、姓名与本单位该月的参保人员不相符。',
      en: 'The number and name of this row do not match anybody insured with this employer in that month.',
    },
    remedy: {
      zh: '请核对号码与姓名；确为本单位职工的，请先到经办机构办理参保登记。',
      en: 'Check both; for an employee of yours, have the enrolment registered at the agency first.',
    },
    reason: REASONS[reason],
  }
}

/** 给单位看的：without what only clerks may know. */
export function forEmployer({ reason: _, ...shown }: RefusedRow): RefusedRow {
  return shown
}
