import type { Action } from '../src/access/actions.js'
import type { Question } from '../src/access/cedar.js'
import type { Post } from '../src/access/posts.js'
import type { Section } from '../src/access/sections.js'
import { AGENCIES } from './access.js'

/** 对照之异议、个人信息权利、封存与渠道，written a second time as plain code. */
const PUBLIC: readonly Section[] = ['registration', 'contribution']
const CLASSES: readonly Section[] = [...PUBLIC, 'benefit', 'account', 'other']
const CHECKERS: readonly Post[] = ['initialReviewer', 'reviewer']
const DECIDERS: readonly Post[] = ['rechecker', 'approver']

/** 异议、权利与封存所许的。Undefined: not an act of these rooms. */
export function ofRooms(question: Question): readonly Section[] | undefined {
  const { actor, action } = question
  if (/^(adHoc|indicator)\./.test(action)) return ofGoverned(question)
  if (action.startsWith('delivery.')) return ofDelivery(question)
  if (!/^(objection|rights|look\.seal)/.test(action)) return undefined
  if (actor.realm === 'partner') return []
  if (actor.realm === 'staff') return isBarred(question) ? [] : ofStaff(question)
  return actor.realm === 'operator' ? ofEmployer(question) : ofPerson(question)
}

function ofPerson({ actor, action, resource, sections = [] }: Question): readonly Section[] {
  if (resource.kind !== 'Record') return []
  const own = resource.person === actor.personId
  const { asAgent = [], asGuardian = [], asRelative = [] } = resource
  if (action === 'objection.raise') return own ? CLASSES : []
  if (action === 'objection.read') {
    const behalf = [asAgent, asGuardian, asRelative].flatMap((opened: readonly string[]) =>
      opened.includes('objection.raise') || opened.includes('record.read')
        ? CLASSES.filter((section) => opened.includes(section))
        : [],
    )
    return own ? CLASSES : behalf
  }
  if (action !== 'rights.request') return []
  const asked = sections.some((section) => CLASSES.includes(section))
  const opens = (opened: readonly string[]) => asked && sections.every((section) => opened.includes(section))
  if (own) return [...CLASSES, 'access']
  return opens(asGuardian) || opens(asRelative) ? CLASSES : []
}

function ofEmployer({ actor, action, resource, sections = [] }: Question): readonly Section[] {
  const firm = actor.employerId ?? ''
  if (firm === '') return []
  if (action === 'objection.read') return resource.kind === 'Employer' && resource.employer === firm ? PUBLIC : []
  const known = resource.kind === 'Record' && resource.employers.includes(firm)
  return action === 'objection.raise' && known && sections.every((one) => PUBLIC.includes(one)) ? PUBLIC : []
}

function isBarred({ actor, resource }: Question): boolean {
  const barred: readonly Post[] = ['systemAdmin', 'databaseAdmin', 'scanVendor']
  const kept = resource.kind === 'Record' ? resource.agencies : resource.kind === 'Agency' ? [resource.agency] : []
  const inside = kept.some((code) => code === actor.agency || parentOf(code) === actor.agency)
  return barred.some((post) => actor.posts.includes(post)) || !inside
}

function ofStaff({ actor, action, resource, purpose = '', context = {} }: Question): readonly Section[] {
  const has = (...posts: readonly Post[]) => posts.some((post) => actor.posts.includes(post))
  const allowed = (posts: readonly Post[]) => (resource.kind === 'Agency' && has(...posts) ? CLASSES : [])
  switch (action) {
    case 'objection.raise':
      return resource.kind === 'Record' && has('frontDesk') && purpose !== '' ? CLASSES : []
    case 'objection.read':
      return allowed(['frontDesk', ...CHECKERS, ...DECIDERS])
    case 'objection.handle':
      return allowed(CHECKERS)
    case 'objection.decide':
      return allowed(DECIDERS)
    case 'rights.answer':
      return resource.kind === 'Agency' && has(...CHECKERS) ? ['registration'] : []
    case 'look.seal': {
      const asks = has('query') && context.stage === 'propose'
      const approves = has('queryApprover') && context.stage === 'approve'
      const reads = has('query', 'queryApprover', 'supervisor', 'auditor') && context.stage === 'read'
      return asks || approves || reads ? ['other'] : []
    }
    default:
      return []
  }
}

/** 临时统计与指标口径：提出、审核、批准各归一人；口径只归市级。 */
function ofGoverned(question: Question): readonly Section[] {
  const { actor, action, resource, context = {} } = question
  if (actor.realm !== 'staff' || resource.kind !== 'Agency' || isBarred(question)) return []
  const { stage, handledBefore = true } = context
  const isCity = AGENCIES.some(({ code, parent }) => code === actor.agency && parent === undefined)
  const may = (post: Post, turn?: string) =>
    actor.posts.includes(post) && (turn === undefined || (stage === turn && !handledBefore)) ? (['other'] as const) : []
  if (action === 'adHoc.request') return may('query')
  if (action === 'adHoc.approve') return may('queryApprover', 'approve')
  if (!isCity) return []
  if (action === 'indicator.propose') return may('query')
  return [...may('queryApprover', 'review'), ...may('supervisor', 'approve')]
}

/** 记录单的寄送：前台开批、交寄；各件由前台或专办岗办理，有保密标识的只归专办岗，自己的谁也不办；看件数的不见个人。 */
function ofDelivery(question: Question): readonly Section[] {
  const { actor, action, resource } = question
  if (actor.realm !== 'staff' || isBarred(question)) return []
  const has = (...posts: readonly Post[]) => posts.some((post) => actor.posts.includes(post))
  const whole: readonly Section[] = [...CLASSES, 'statement']
  if (action === 'delivery.manage') return resource.kind === 'Agency' && has('frontDesk') ? whole : []
  if (action === 'delivery.read') {
    const seen = has('frontDesk', 'protectedHandler', 'auditor', 'supervisor')
    return resource.kind === 'Agency' && seen ? ['statement'] : []
  }
  if (!has('frontDesk', 'protectedHandler')) return []
  if (resource.kind === 'Agency') return ['registration', 'statement']
  if (resource.kind !== 'Record' || resource.person === actor.personId) return []
  return resource.isProtected === true && !has('protectedHandler') ? [] : whole
}

const OF_SYSTEM: readonly Action[] = [
  ...([
    'exchange.partner',
    'route.apply',
    'parameter.apply',
    'account.grant',
    'account.list',
    'parameter.read',
  ] as const),
  ...(['system.operate', 'verify.run'] as const),
]
const AT_KIOSK = ['record.read', 'statement.issue', 'objection.raise', 'objection.read', 'contact.change']
const OWN_ONLY: readonly string[] = ['kiosk', 'hotline', 'sms', 'api']
const BY_API: Readonly<Record<string, readonly string[]>> = {
  citizen: ['record.read', 'looks.read', 'statement.issue'],
  operator: ['employer.read', 'employer.staff'],
}

/** 这一渠道上能不能办。 */
export function isOnChannel({ actor, action, resource, sections = [] }: Question): boolean {
  if (OF_SYSTEM.includes(action)) return true
  const isAnothers = resource.kind === 'Record' && resource.person !== actor.personId
  if (actor.realm === 'citizen' && isAnothers && OWN_ONLY.includes(actor.channel)) return false
  const spoken = (allowed: readonly Section[]) =>
    action === 'record.read' &&
    actor.realm === 'citizen' &&
    sections.length > 0 &&
    sections.every((one) => allowed.includes(one))
  switch (actor.channel as string) {
    case 'web':
    case 'counter':
    case 'cli':
      return true
    case 'kiosk':
      return actor.realm === 'citizen' && AT_KIOSK.includes(action)
    case 'hotline':
      return spoken(['registration', 'contribution', 'account'])
    case 'sms':
      return spoken(['registration'])
    case 'api':
      return actor.realm === 'partner' || (BY_API[actor.realm]?.includes(action) ?? false)
    default:
      return false
  }
}

function parentOf(agency: string): string | undefined {
  return AGENCIES.find(({ code }) => code === agency)?.parent
}
