import type { Sentence } from './kinds.js'

/** 减免与核销。 */
export const RELIEF_KINDS = {
  reduction: { zh: '减免', en: 'reduction' },
  writeOff: { zh: '核销', en: 'write-off' },
} as const satisfies Record<string, Sentence>
export type ReliefKind = keyof typeof RELIEF_KINDS

/** 单位的事项，可在窗口红冲的。 */
export const EVENT_NAMES = {
  deferral: { zh: '缓缴', en: 'deferral' },
  lateFee: { zh: '滞纳金', en: 'late fee' },
  relief: { zh: '减免与核销', en: 'relief' },
  succession: { zh: '单位承继', en: 'succession of an employer' },
  employerRegistration: { zh: '单位登记', en: 'registration of an employer' },
} as const satisfies Record<string, Sentence>
export type EmployerEventKind = keyof typeof EVENT_NAMES
