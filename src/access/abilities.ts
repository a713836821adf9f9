import type { Action } from './actions.js'
import type { Actor } from './actor.js'
import type { Question } from './cedar.js'
import { ownRecord, type Resource, SYSTEM } from './resource.js'

const STAGES = ['initialReview', 'review', 'recheck', 'approval'] as const

/** Whoever must give a purpose will have given one when the request comes; the screen only asks which buttons exist. */
const GIVEN = { purpose: '-', matter: '-' }

/**
 * 可办事项。What would pass on an ordinary object of one's own: one's record, one's employer, a voucher of one's agency.
 * The screen shows these buttons; each request is decided anew.
 */
export function abilitiesOf(actor: Actor, wouldPass: (question: Question) => boolean): readonly string[] {
  const able = (action: Action, resource: Resource, context: Question['context'] = {}) =>
    wouldPass({ actor, action, resource, context, ...GIVEN })
  const plain = TRIED[actor.realm].filter((action) => able(action, objectOf(actor, action), { keys: 2, stage: 'read' }))
  if (actor.realm !== 'staff') return plain
  const voucher = objectOf(actor, 'review.take')
  const open = { handledBefore: false, affiliated: false }
  const stages = STAGES.filter((stage) => able('review.take', voucher, { ...open, stage }))
  return [...plain, ...stages.map((stage) => `review.take:${stage}`)]
}

const TRIED: Readonly<Record<Actor['realm'], readonly Action[]>> = {
  citizen: [
    'record.read',
    'looks.read',
    'statement.issue',
    'wage.answer',
    'contact.change',
    'account.secure',
    'parameter.read',
    'objection.raise',
    'rights.request',
  ],
  operator: [
    ...(['employer.read', 'employer.staff', 'filing.submit', 'filing.read', 'filing.withdraw'] as const),
    ...(['contact.change', 'parameter.read', 'objection.read'] as const),
  ],
  partner: [],
  staff: [
    'look.seal',
    ...(['inquiry.receive', 'inquiry.read', 'arrangement.approve', 'arrangement.operate', 'register.read'] as const),
    ...(['record.read', 'record.search', 'statement.issue', 'employer.read', 'employer.staff'] as const),
    ...(['filing.submit', 'filing.read', 'levy.submit', 'entry.submit', 'registration.submit'] as const),
    ...([
      'contact.change',
      'correction.submit',
      'post.voucher',
      'task.read',
      'task.close',
      'suspense.read',
      'quality.read',
      'maintenance.read',
    ] as const),
    ...(['archive.read', 'archive.keep', 'archive.scan', 'archive.inspect'] as const),
    ...(['close.propose', 'close.approve', 'close.read'] as const),
    ...(['delivery.manage', 'delivery.read', 'delivery.handle'] as const),
    ...(['bank.submit', 'balance.read', 'balance.sign'] as const),
    ...(['filing.withdraw', 'work.arrange', 'work.report', 'staff.depart', 'route.propose', 'route.apply'] as const),
    ...(['exchange.receive', 'exchange.read', 'exchange.decide', 'exchange.partner', 'exchange.approve'] as const),
    ...(['transfer.handle', 'legacy.load', 'legacy.read', 'legacy.close'] as const),
    ...(['mandate.manage', 'protection.manage'] as const),
    ...(['account.list', 'account.propose', 'account.sign'] as const),
    ...(['oversight.read', 'account.activate', 'account.grant', 'parameter.read', 'system.operate'] as const),
    ...(['objection.raise', 'objection.read', 'objection.handle', 'objection.decide', 'rights.answer'] as const),
    'hotline.serve',
    ...(['statistic.read', 'extract.request', 'extract.approve', 'export.request', 'export.approve'] as const),
    ...(['adHoc.request', 'adHoc.approve', 'indicator.propose', 'indicator.decide'] as const),
    ...(['payment.result', 'expert.read', 'expert.manage', 'stamp.use'] as const),
    ...(['parameter.propose', 'parameter.whatIf', 'parameter.apply', 'verify.run'] as const),
  ],
}

const OF_ACCOUNT: readonly Action[] = ['account.activate', 'account.grant', 'account.propose', 'staff.depart']

/** Somebody else of the district, or oneself where only oneself may. */
function objectOf({ realm, personId, agency = '', employerId = '', actingFor }: Actor, action: Action): Resource {
  const other = `0${personId}`
  if (action === 'parameter.read' || action === 'system.operate' || action === 'verify.run') return SYSTEM
  if (action === 'filing.withdraw' || action === 'review.take' || action === 'post.voucher') {
    return { kind: 'Voucher', voucher: '-', agency, employer: employerId }
  }
  if (action === 'account.secure') return { kind: 'Account', person: personId, agency }
  if (OF_ACCOUNT.includes(action)) return { kind: 'Account', person: other, agency }
  if (realm === 'operator' || action === 'filing.submit' || action.startsWith('employer.')) {
    return { kind: 'Employer', employer: employerId, agency }
  }
  const isOfRecord = action === 'record.read' || action === 'looks.read' || action === 'statement.issue'
  const isOfObjection = action === 'objection.raise' || action === 'rights.request'
  if (isOfRecord || isOfObjection || action === 'contact.change' || action === 'wage.answer') {
    return realm === 'citizen'
      ? ownRecord(actingFor?.personId ?? personId)
      : { kind: 'Record', person: other, agencies: [agency], employers: [] }
  }
  return { kind: 'Agency', agency }
}
