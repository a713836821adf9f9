import { kindOf, type Post } from './posts.js'

/**
 * 单位经办人。An employer's operator does business on the record too, so the appointment weighs like a post when the
 * posts of one natural person are held against each other.
 */
export type Held = Post | 'employerOperator'

const ADMINISTRATORS: readonly Held[] = ['systemAdmin', 'databaseAdmin']
const FINANCE: readonly Held[] = ['cashier', 'accountant', 'chiefAccountant']
const ENTRY: readonly Held[] = ['frontDesk', 'initialReviewer']
const REVIEW: readonly Held[] = ['reviewer', 'rechecker', 'approver']
const QUERY: readonly Held[] = ['query', 'queryApprover', 'auditor', 'supervisor', 'qualityInspector']
const BUSINESS: readonly Held[] = [
  'parameterMaintainer',
  'archivist',
  'expertSecretary',
  'stampKeeper',
  'protectedHandler',
  ...ENTRY,
  ...REVIEW,
  ...FINANCE,
]

/** 不相容岗位。Each row: none of the left may be held by one natural person together with any of the right. */
export const INCOMPATIBLE: readonly (readonly [article: string, left: readonly Held[], right: readonly Held[]])[] = [
  ['M14-26c', ADMINISTRATORS, [...BUSINESS, ...QUERY, 'employerOperator']],
  ['BD-28a', ['systemAdmin'], ['databaseAdmin']],
  ['BD-28a', ['databaseAdmin'], ['permissionMaintainer']],
  ['BD-28a', ['permissionMaintainer'], [...BUSINESS, ...QUERY]],
  ['BD-28a', ['parameterMaintainer'], [...ENTRY, ...REVIEW, ...FINANCE, 'auditor', 'queryApprover', 'supervisor']],
  ['BD-20b', ['cashier'], ['accountant', 'chiefAccountant']],
  ['BD-20b', ['accountant'], ['chiefAccountant']],
  ['BD-28a', FINANCE, [...ENTRY, ...REVIEW, 'queryApprover']],
  ['BD-28a', FINANCE, ['archivist', 'protectedHandler']],
  [
    'BD-28a',
    ['auditor'],
    [...ENTRY, ...REVIEW, ...FINANCE, 'archivist', 'protectedHandler', 'queryApprover', 'employerOperator'],
  ],
  ['BD-28a', ['queryApprover'], ENTRY],
  ['M14-3b', ['qualityInspector'], [...BUSINESS, 'employerOperator']],
  ['BD-32', ['scanVendor'], [...ADMINISTRATORS, 'permissionMaintainer', ...BUSINESS, ...QUERY, 'employerOperator']],
  ['BD-19', ['stampKeeper'], [...ENTRY, ...REVIEW, ...FINANCE, 'expertSecretary', 'auditor', 'supervisor']],
  ['BD-4', ['expertSecretary'], [...REVIEW, ...FINANCE, 'auditor', 'supervisor']],
  [
    'BD-28a',
    ['supervisor'],
    [
      ...[...ENTRY, ...REVIEW, ...FINANCE],
      ...(['archivist', 'protectedHandler', 'query', 'queryApprover', 'auditor', 'employerOperator'] as const),
    ],
  ],
]

export interface Clash {
  readonly article: string
  readonly one: Held
  readonly other: Held
}

/** The first pair that one natural person may not hold; undefined when all may be held together. */
export function findClash(held: readonly Held[]): Clash | undefined {
  for (const [article, left, right] of INCOMPATIBLE) {
    const one = held.find((post) => left.includes(post))
    const other = held.find((post) => right.includes(post))
    if (one !== undefined && other !== undefined) return { article, one, other }
  }
  return undefined
}

/** M14-26a：one account, one kind. The first two posts of different kinds, if there are any. */
export function findMixedKinds(posts: readonly Post[]): Clash | undefined {
  const [first] = posts
  const other = posts.find((post) => first !== undefined && kindOf(post) !== kindOf(first))
  return first === undefined || other === undefined ? undefined : { article: 'M14-26a', one: first, other }
}
