import type { Action } from '../src/access/actions.js'
import type { Question } from '../src/access/cedar.js'
import type { Post } from '../src/access/posts.js'
import type { Resource } from '../src/access/resource.js'
import type { Section } from '../src/access/sections.js'
import { AGENCIES } from './access.js'

/**
 * 对照之代表与保密：what a mandate, guardianship, kinship or helping adds to what one may do anyway, and what a protection mark
 * takes away, written a second time as plain code.
 */
const PUBLIC: readonly Section[] = ['registration', 'contribution']
const CLASSES: readonly Section[] = [...PUBLIC, 'benefit', 'account', 'other']
const OF_ACT: Readonly<Partial<Record<Action, readonly Section[]>>> = {
  'record.read': CLASSES,
  'statement.issue': [...CLASSES, 'statement'],
  'objection.raise': CLASSES,
  'contact.change': ['registration'],
  'wage.answer': PUBLIC,
  'looks.read': ['access'],
}
const ACTS_OF = {
  asAgent: ['record.read', 'statement.issue', 'objection.raise', 'contact.change', 'wage.answer'],
  asGuardian: ['record.read', 'statement.issue', 'objection.raise', 'contact.change', 'wage.answer', 'looks.read'],
  asRelative: ['record.read', 'statement.issue', 'objection.raise'],
  asHelper: ['record.read', 'statement.issue'],
} as const
type RecordResource = Extract<Resource, { kind: 'Record' }>

/** 加上与减去之后的类别；a mandate for some insurances or months opens only what can be told of them. */
export function withRepresentatives(question: Question, granted: readonly Section[]): readonly Section[] {
  const whole = withoutNarrowing(question, granted)
  const { resource, action } = question
  const narrowed = resource.kind === 'Record' ? resource.narrowed : undefined
  if (narrowed === undefined) return whole
  if (!['record.read', 'statement.issue', 'objection.raise', 'objection.read', 'contact.change'].includes(action))
    return []
  return whole.filter((section) => section !== 'account' || (narrowed.from ?? narrowed.through) === undefined)
}

function withoutNarrowing(question: Question, granted: readonly Section[]): readonly Section[] {
  if (isForbidden(question)) return []
  const alone = isHelped(question) ? [] : granted
  const all = [...new Set([...alone, ...added(question)])]
  const { actor, action, resource } = question
  if (actor.realm !== 'staff' || resource.kind !== 'Record') return all
  // 窗口上有代理人在场：what the mandate opens and no more, in classes and in acts.
  const opened: readonly string[] | undefined = resource.asAgent ?? resource.asGuardian ?? resource.asRelative
  if (opened === undefined) return all
  const isAct = action in OF_ACT
  return isAct && !opened.includes(action) ? [] : all.filter((section) => opened.includes(section))
}

function isForbidden({ actor, action, resource }: Question): boolean {
  if (resource.kind === 'Account')
    return actor.realm === 'citizen' && action === 'account.secure' && (resource.asHelper ?? []).includes('record.read')
  if (resource.kind !== 'Record') return false
  const isMarked = resource.isProtected === true
  if (actor.realm === 'operator') return isMarked && ['record.read', 'objection.raise'].includes(action)
  if (actor.realm === 'staff') {
    const covered = [
      'record.read',
      'looks.read',
      'statement.issue',
      'contact.change',
      'mandate.manage',
      'objection.raise',
    ]
    return isMarked && covered.includes(action) && !actor.posts.includes('protectedHandler')
  }
  const helped = ['contact.change', 'mandate.manage', 'wage.answer', 'looks.read', 'rights.request']
  return helped.includes(action) && (resource.asHelper ?? []).includes('record.read')
}

/** 有协助人在场：what is shown is what the helper may see beside the person. */
function isHelped({ actor, action, resource }: Question): boolean {
  if (actor.realm !== 'citizen' || resource.kind !== 'Record') return false
  const covered: readonly string[] = ACTS_OF.asHelper
  return covered.includes(action) && (resource.asHelper ?? []).includes(action as 'record.read')
}

function added(question: Question): readonly Section[] {
  const { actor, action, resource } = question
  if (actor.realm === 'staff') return ofStaff(question)
  if (actor.realm !== 'citizen' || resource.kind !== 'Record') return []
  const own = resource.person === actor.personId
  if (action === 'mandate.manage') return own ? ['registration'] : []
  return (Object.keys(ACTS_OF) as (keyof typeof ACTS_OF)[]).flatMap((as) =>
    as === 'asHelper' && !own ? [] : openedAs(as, action, resource),
  )
}

function openedAs(as: keyof typeof ACTS_OF, action: Action, resource: RecordResource): Section[] {
  const opened: readonly string[] = resource[as] ?? []
  const isAct = (ACTS_OF[as] as readonly string[]).includes(action) && opened.includes(action)
  return isAct ? (OF_ACT[action] ?? []).filter((section) => opened.includes(section)) : []
}

function ofStaff({ actor, action, resource, purpose = '', context = {} }: Question): readonly Section[] {
  const has = (...posts: readonly Post[]) => posts.some((post) => actor.posts.includes(post))
  if (has('systemAdmin', 'databaseAdmin', 'scanVendor')) return []
  const keepers = 'agencies' in resource ? resource.agencies : 'agency' in resource ? [resource.agency] : []
  const parentOf = (code: string) => AGENCIES.find((one) => one.code === code)?.parent
  if (!keepers.some((code) => code === actor.agency || parentOf(code) === actor.agency)) return []
  if (resource.kind === 'Record') {
    if (resource.person === actor.personId || purpose === '') return []
    if (action === 'mandate.manage') return has('frontDesk') ? ['registration'] : []
    if (resource.isProtected !== true || !has('protectedHandler')) return []
    return action === 'record.read' || action === 'statement.issue' ? OF_ACT[action]! : []
  }
  if (resource.kind !== 'Agency') return []
  if (action === 'mandate.manage')
    return has('frontDesk', 'initialReviewer', 'protectedHandler') ? ['registration'] : []
  if (action === 'protection.manage') return has('protectedHandler') ? ['registration'] : []
  if (!has('protectedHandler') || purpose === '') return []
  if (action === 'record.search') return (context.keys ?? 0) >= 2 ? ['registration'] : []
  return action === 'task.read' || action === 'task.close' ? [...PUBLIC, 'account'] : []
}
