import type {
  ParameterChangeRequest,
  ParameterStatus,
  ParameterView,
  VersionView,
} from '../../src/collection/parameter-contract.js'
import type { Both } from '../shell/language.js'

/** 所填的提议，as typed. */
export interface Proposal {
  readonly since: string
  readonly until: string
  readonly byClass: boolean
  readonly value: string
  readonly basis: string
  readonly status: ParameterStatus
  readonly explanation: string
  readonly documentId?: string
}

/** A change starts from the version as it stands; a new one takes the shape of the newest. */
export function firstOf({ versions }: ParameterView, from: VersionView | undefined): Proposal {
  const shape = from ?? versions.at(-1)
  const byClass = shape?.by !== undefined
  return {
    since: from?.since ?? '',
    until: from?.until ?? '',
    byClass,
    value: from === undefined && !byClass ? '' : textOf(shape),
    basis: from?.basis ?? '',
    status: from?.status ?? 'final',
    explanation: '',
  }
}

function textOf(version: VersionView | undefined): string {
  if (version?.by === undefined) return version?.value ?? ''
  return Object.entries(version.by)
    .map(([key, value]) => `${key}: ${value}`)
    .join('\n')
}

const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/

/** What the form can say by itself; whether it fits the book, the server says. */
export function problemsOf(typed: Proposal): Partial<Record<keyof Proposal, Both>> {
  const { since, until, value, basis, explanation, byClass } = typed
  const month = { zh: '请按“年年年年-月月”填写，如 2026-07。', en: 'Write it as YYYY-MM, such as 2026-07.' }
  return {
    ...(MONTH.test(since.trim()) ? {} : { since: month }),
    ...(until.trim() === '' || MONTH.test(until.trim()) ? {} : { until: month }),
    ...(value.trim() !== '' && (!byClass || classesOf(value) !== undefined)
      ? {}
      : {
          value: { zh: '请填写值；按类的一行一类，如 enterprise: 16。', en: 'Give the value; by class, one a line.' },
        }),
    ...(basis.trim() !== '' ? {} : { basis: { zh: '请写明依据：文号或通知日期。', en: 'Name the source.' } }),
    ...(explanation.trim().length >= 4
      ? {}
      : { explanation: { zh: '请写明为什么改，至少4个字。', en: 'Say why, in at least 4 characters.' } }),
  }
}

function classesOf(text: string): Record<string, string> | undefined {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  const pairs = lines.map((line) => /^\s*([\w-]+)\s*[:：]\s*(\S+)\s*$/.exec(line))
  if (pairs.length === 0 || pairs.includes(null)) return undefined
  return Object.fromEntries(pairs.map((pair) => [pair![1]!, pair![2]!]))
}

export function bodyOf(area: string, parameter: string, typed: Proposal): ParameterChangeRequest {
  const { since, until, byClass, value, basis, status, explanation, documentId } = typed
  const said = byClass ? { by: classesOf(value) ?? {} } : { value: value.trim() }
  const months = { since: since.trim(), ...(until.trim() === '' ? {} : { until: until.trim() }) }
  return {
    changes: [{ area, parameter, ...months, ...said, basis: basis.trim(), status }],
    explanation: explanation.trim(),
    ...(documentId === undefined ? {} : { documentId }),
  }
}
