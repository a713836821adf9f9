import type { Action } from '../src/access/actions.js'
import type { Actor } from '../src/access/actor.js'
import type { Question } from '../src/access/cedar.js'
import type { Post } from '../src/access/posts.js'
import type { Resource } from '../src/access/resource.js'
import type { Section } from '../src/access/sections.js'
import { AGENCIES } from './access.js'
import { withRepresentatives } from './representative-oracle.js'
import { isOnChannel, ofRooms } from './rooms-oracle.js'

/**
 * 对照。Who may do what, written a second time in another manner: plain code by action instead of policies by post. A slip
 * of either shows as a difference.
 */
const PUBLIC: readonly Section[] = ['registration', 'contribution']
const CLASSES: readonly Section[] = [...PUBLIC, 'benefit', 'account', 'other']
const REVIEWED: readonly Section[] = [...PUBLIC, 'account']
/** 审核所办事项时看记录：determinations of benefits are reviewed too. */
const REVIEWED_RECORD: readonly Section[] = [...REVIEWED, 'benefit']
const STAGE_POST: Readonly<Record<string, Post>> = {
  initialReview: 'initialReviewer',
  review: 'reviewer',
  recheck: 'rechecker',
  approval: 'approver',
}
const REVIEWERS = Object.values(STAGE_POST)
export const FINANCE: readonly Post[] = ['cashier', 'accountant', 'chiefAccountant']
export const BUSINESS: readonly Post[] = ['frontDesk', ...REVIEWERS]
/** The sections that may be had, or none. Undefined stands for a request that makes no sense at all. */
export function allowedSections(question: Question): readonly Section[] {
  const { actor, action, resource, sections = [] } = question
  if (actor.realm === 'partner')
    return ofPartner(question).filter((one) => sections.length === 0 || sections.includes(one))
  if (!isOnChannel(question)) return []
  const alone =
    ofRooms(question) ?? (actor.realm === 'staff' ? ofStaff(question) : ofPublic(actor, action, resource, sections))
  const granted = withRepresentatives(question, alone)
  return granted.filter((section) => sections.length === 0 || sections.includes(section))
}

function ofPublic(actor: Actor, action: Action, resource: Resource, asked: readonly Section[]): readonly Section[] {
  if (action === 'parameter.read') return ['other']
  if (actor.realm === 'citizen') {
    if (action === 'account.secure')
      return resource.kind === 'Account' && resource.person === actor.personId ? ['other'] : []
    if (resource.kind !== 'Record' || resource.person !== actor.personId) return []
    if (action === 'looks.read') return ['access']
    if (action === 'record.read') return CLASSES
    if (action === 'contact.change') return ['registration']
    if (action === 'wage.answer') return PUBLIC // M14-5c：本人的工资，本人作答
    return action === 'statement.issue' ? [...CLASSES, 'statement'] : []
  }
  const own = actor.employerId ?? ''
  if (own === '') return []
  const narrow = asked.every((section) => PUBLIC.includes(section)) ? PUBLIC : []
  if (action === 'record.read') return resource.kind === 'Record' && resource.employers.includes(own) ? narrow : []
  if ((resource.kind !== 'Employer' && resource.kind !== 'Voucher') || resource.employer !== own) return []
  if (action === 'employer.read' || action === 'employer.staff') return narrow
  if (action === 'contact.change') return resource.kind === 'Employer' ? ['registration'] : []
  return ['filing.submit', 'filing.read', 'filing.withdraw'].includes(action) ? PUBLIC : []
}

const ADMIN_ACTIONS: readonly Action[] = [
  ...([
    'account.list',
    'account.grant',
    'parameter.read',
    'parameter.apply',
    'route.apply',
    'system.operate',
    'verify.run',
  ] as const),
  'exchange.partner', // 登记对方，不见内容；批准另归行政监督
]

/** 判断所需。The question, with what is asked of it again and again. */
interface Asked extends Question {
  readonly has: (...posts: readonly Post[]) => boolean
  readonly city: boolean
}

function ofStaff(question: Question): readonly Section[] {
  const { actor, action, resource } = question
  const has = (...posts: readonly Post[]) => posts.some((post) => actor.posts.includes(post))
  if (has('systemAdmin', 'databaseAdmin') && !ADMIN_ACTIONS.includes(action)) return []
  if (has('scanVendor') && action !== 'archive.scan' && !ADMIN_ACTIONS.includes(action)) return []
  const inside = keepersOf(resource).some((agency) => agency === actor.agency || parentOf(agency) === actor.agency)
  const city = actor.agency === '999900'
  switch (action) {
    case 'parameter.read':
      return ['other']
    case 'system.operate':
      return has('systemAdmin', 'databaseAdmin') ? ['other'] : []
    case 'verify.run':
      return has('systemAdmin', 'databaseAdmin', 'supervisor', 'auditor') ? ['other'] : []
    case 'account.grant':
      return has('permissionMaintainer') && city && inside && !isSelf(actor, resource) ? ['other'] : []
    default:
      return inside ? ofPeople({ ...question, has, city }) : ofFormerPlace({ ...question, has, city })
  }
}

/** BQ-4a：曾参保地的前台，看其本区期间的，出其本区期间的单；账户不以月份分开. */
function ofFormerPlace({ actor, action, resource, purpose = '', has }: Asked): readonly Section[] {
  const isOpen = formerPlaceOf(actor, resource) !== undefined && has('frontDesk') && purpose !== ''
  if (!isOpen || isSelf(actor, resource)) return []
  const seen = CLASSES.filter((section) => section !== 'account')
  return action === 'record.read' ? seen : action === 'statement.issue' ? [...seen, 'statement'] : []
}

/** 只凭曾参保地的，那几个月；undefined where the district, or one below it, keeps the person now. */
export function formerPlaceOf(actor: Actor, resource: Resource): { readonly from: string } | undefined {
  if (actor.realm !== 'staff' || resource.kind !== 'Record') return undefined
  if (keepersOf(resource).some((agency) => agency === actor.agency || parentOf(agency) === actor.agency))
    return undefined
  return resource.formerly?.find(({ agency }) => agency === actor.agency)
}

/** 看人、看单位、看汇总。 */
function ofPeople(question: Asked): readonly Section[] {
  const { actor, action, resource, sections: asked = [], purpose = '', matter = '', context = {}, has } = question
  const within = (sections: readonly Section[]) => (asked.every((one) => sections.includes(one)) ? sections : [])
  switch (action) {
    case 'record.read': {
      if (isSelf(actor, resource) || purpose === '') return []
      const full = has('frontDesk') || (has('query') && matter !== '')
      return full ? CLASSES : has(...REVIEWERS) && matter !== '' ? within(REVIEWED_RECORD) : []
    }
    case 'statement.issue':
      return has('frontDesk') && purpose !== '' && !isSelf(actor, resource) ? [...CLASSES, 'statement'] : []
    case 'record.search':
      return has(...BUSINESS, 'query') && purpose !== '' && (context.keys ?? 0) >= 2 ? ['registration'] : []
    case 'employer.read':
    case 'employer.staff':
      return has(...BUSINESS) && purpose !== '' ? within(PUBLIC) : []
    case 'contact.change':
      return has('frontDesk') && purpose !== '' && !isSelf(actor, resource) ? ['registration'] : []
    case 'account.activate':
      return has('frontDesk') && !isSelf(actor, resource) ? ['registration'] : []
    case 'hotline.serve': {
      // BQ-5(4)：工单；来电人的记录须凭工单，不看自己与保密的人
      if (!has('query', 'frontDesk')) return []
      if (resource.kind !== 'Record') return ['registration']
      return purpose !== '' && !isSelf(actor, resource) && resource.isProtected !== true ? REVIEWED : []
    }
    case 'quality.read':
      return has(...REVIEWERS, 'supervisor', 'auditor') ? ['other'] : []
    case 'oversight.read':
      return has('supervisor', 'auditor') ? ['other'] : []
    case 'maintenance.read':
      return has('auditor', 'rechecker', 'approver') && purpose !== '' ? CLASSES : []
    default:
      return ofDesk(question)
  }
}

/** 受理、审核、记账、任务。 */
function ofDesk(question: Asked): readonly Section[] {
  const { actor, action, resource, purpose = '', context = {}, has } = question
  switch (action) {
    case 'entry.submit':
    case 'registration.submit':
    case 'correction.submit':
    case 'levy.submit':
      return has('frontDesk', 'initialReviewer') ? PUBLIC : []
    case 'filing.submit':
      return has('frontDesk') ? PUBLIC : []
    case 'review.take': {
      const own = STAGE_POST[context.stage ?? '']
      const post = own && ((context.post as Post | undefined) ?? own)
      const clean = context.handledBefore === false && context.affiliated === false
      const here = resource.kind === 'Voucher' && (resource.at ?? resource.agency) === actor.agency
      return clean && here && post !== undefined && [...REVIEWERS, ...FINANCE].includes(post) && has(post)
        ? REVIEWED
        : []
    }
    case 'post.voucher':
      return has(...REVIEWERS) ? REVIEWED : []
    case 'filing.read': {
      const named = resource.kind === 'Voucher' ? (resource.posts ?? []).some((one) => has(one as Post)) : true
      const finance = resource.kind !== 'Employer' && has(...FINANCE) && named
      if (has(...BUSINESS) || finance) return REVIEWED
      // BD-20b：出纳录入的流水由会计、会计主管审核，出纳自己看得到
      return has('cashier') && resource.kind === 'Voucher' && isStatement(resource.posts) ? ['account'] : []
    }
    case 'filing.withdraw':
      return has('frontDesk', 'initialReviewer', 'cashier', 'accountant', 'parameterMaintainer') ? PUBLIC : []
    case 'task.read':
    case 'suspense.read':
      return has(...BUSINESS) ? REVIEWED : []
    case 'task.close':
      return has(...REVIEWERS) && purpose !== '' ? REVIEWED : []
    default:
      return ofMoney(question)
  }
}

/** 办理一个环节的依据：its own post by the stage's own rule, another post by the rule about routes. */
export function groundOfTurn({ context = {} }: Question): string {
  const { stage = '', post } = context
  const isOwn = post === undefined || post === STAGE_POST[stage]
  return isOwn ? `review.${stage === 'initialReview' ? 'initial' : stage}` : 'review.named-post'
}

/** 财务、结息、专家与印章。 */
function ofMoney(question: Asked): readonly Section[] {
  const { action, context = {}, has, city } = question
  switch (action) {
    case 'payment.result':
      return has('cashier') ? ['benefit'] : []
    case 'expert.read':
    case 'expert.manage':
      return has('expertSecretary') ? ['other'] : []
    case 'stamp.use':
      return has('stampKeeper') ? ['other'] : []
    case 'bank.submit':
      return has('cashier') && city ? ['account'] : []
    case 'balance.read':
      return has(...FINANCE, 'auditor') && city ? ['account'] : []
    case 'balance.sign':
      return has(...FINANCE) && city ? ['account'] : []
    case 'close.propose':
      return has('accountant') && city ? ['account'] : []
    case 'close.approve':
      return has('chiefAccountant') && city && context.handledBefore === false ? ['account'] : []
    case 'close.read':
      return has('accountant', 'chiefAccountant', 'auditor', 'supervisor') ? ['account'] : []
    default:
      return ofRules(question)
  }
}

/** 办理的组织、规则的变更、转移与迁移。 */
function ofRules(question: Asked): readonly Section[] {
  const { actor, action, resource, has, city } = question
  switch (action) {
    case 'transfer.handle':
      return has('frontDesk', 'initialReviewer') ? REVIEWED : []
    case 'legacy.load':
      return has('frontDesk', 'initialReviewer') ? REVIEWED : []
    case 'legacy.read':
      return has(...BUSINESS) ? REVIEWED : []
    case 'legacy.close':
      return has('approver') && city ? REVIEWED : []
    case 'work.arrange':
      return has(...BUSINESS, ...FINANCE) ? ['other'] : []
    case 'work.report':
      return has('approver', 'auditor', 'supervisor') ? ['other'] : []
    case 'staff.depart':
      return has('approver') && !isSelf(actor, resource) ? ['other'] : []
    case 'account.list':
      return has('rechecker', 'approver', 'auditor', 'supervisor', 'permissionMaintainer') ? ['other'] : []
    case 'account.propose':
      return has('rechecker', 'approver', 'auditor') && !isSelf(actor, resource) ? ['other'] : []
    case 'account.approve': {
      // 上级批准下级的；市级的由市级负责人或行政监督批准；申请过的、本人的都不行
      if (question.context?.handledBefore !== false || isSelf(actor, resource)) return []
      const isOwn = keepersOf(resource).includes(actor.agency ?? '')
      return (isOwn ? city && has('approver', 'supervisor') : has('approver')) ? ['other'] : []
    }
    case 'account.sign':
      return has('approver') ? ['other'] : []
    case 'route.propose':
      return city && has('parameterMaintainer') ? ['other'] : []
    case 'route.apply':
      return city && has('systemAdmin') ? ['other'] : []
    case 'parameter.propose':
      return city && has('parameterMaintainer') ? ['other'] : []
    case 'parameter.whatIf':
      return city && has('parameterMaintainer', 'reviewer', 'approver') ? ['other'] : []
    case 'parameter.apply':
      return city && has('systemAdmin') ? ['other'] : []
    default:
      if (/^(inquiry|arrangement|register)\./.test(action)) return ofInquiry(question)
      if (/^(statistic|extract|export)\./.test(action)) return ofStatistics(question)
      return action.startsWith('exchange.') ? ofExchange(action, has) : ofArchive(question, has)
  }
}

/** 长期安排的接口：只做一件事，只为自己的这一项。 */
function ofPartner({ actor, action, resource, sections = [] }: Question): readonly Section[] {
  if (action !== 'arrangement.call' || resource.kind !== 'Inquiry') return []
  const { inquiry, ground, state, receivedBy, approvedBy } = resource
  const own = inquiry === actor.accountId && ground === 'standing' && state === 'approved'
  const approved = approvedBy !== '' && approvedBy !== receivedBy
  return own && approved && isWithinApproval(sections, resource.sections) ? CLASSES : []
}

/** 所问都在批准之内，且有所问。 */
function isWithinApproval(asked: readonly Section[], approved: readonly Section[]): boolean {
  return asked.length > 0 && asked.every((one) => approved.includes(one))
}

/** 查询与使用：收件、决定、办理三个人；安排由市级经办，由行政监督批准。 */
function ofInquiry({ actor, action, resource, sections = [], has, city }: Asked): readonly Section[] {
  const own = resource.kind === 'Inquiry' ? resource : undefined
  switch (action) {
    case 'inquiry.receive':
      return has('frontDesk', 'query') ? ['registration'] : []
    case 'inquiry.read':
      return has('frontDesk', 'query', 'reviewer', 'approver', 'queryApprover', 'auditor') ? CLASSES : []
    case 'inquiry.decide': {
      const fits = own?.state === 'received' && own.receivedBy !== actor.personId
      return fits && has('approver', 'queryApprover') ? CLASSES : []
    }
    case 'inquiry.execute': {
      if (own?.state !== 'approved' || own.approvedBy === '') return []
      if ([own.receivedBy, own.approvedBy].includes(actor.personId)) return []
      return has('query', 'frontDesk', 'reviewer') && isWithinApproval(sections, own.sections) ? CLASSES : []
    }
    case 'arrangement.operate':
      return city && has('frontDesk', 'query', 'queryApprover') ? ['other'] : []
    case 'arrangement.approve':
      return city && has('supervisor') ? ['other'] : []
    case 'register.read':
      return has('query', 'queryApprover', 'approver', 'auditor') ? ['other'] : []
    default:
      return []
  }
}

/** 统计、提取与导出：办的与批的各归一人；含识别信息的另由市级行政监督批准。 */
function ofStatistics({ action, purpose = '', context = {}, has, city }: Asked): readonly Section[] {
  const { stage = '', handledBefore = true } = context
  const may = (turn: string) => stage === 'read' || (stage === turn && !handledBefore)
  switch (action) {
    case 'statistic.read':
      return has('query', 'queryApprover', 'auditor', 'supervisor') ? ['other'] : []
    case 'extract.request':
      return has('query') ? ['other'] : []
    case 'export.request':
      return purpose !== '' && has('frontDesk', 'reviewer', 'approver', 'query') ? [...PUBLIC, 'other'] : []
    case 'extract.approve':
      if (has('queryApprover') && may('approve')) return ['other']
      return city && has('supervisor') && may('higher') ? ['other'] : []
    default:
      return has('queryApprover', 'supervisor') && may('approve') ? ['other'] : []
  }
}

/** 部门交换：来文由前台收，经办人员看，前台与审核岗决定；登记对方与批准对方各归一人，都不见来文。 */
function ofExchange(action: Action, has: (...posts: Post[]) => boolean): readonly Section[] {
  const seen: readonly Section[] = [...PUBLIC, 'benefit']
  switch (action) {
    case 'exchange.receive':
      return has('frontDesk') ? ['registration'] : []
    case 'exchange.read':
      return has(...BUSINESS) ? seen : []
    case 'exchange.decide':
      return has('frontDesk', 'reviewer') ? seen : []
    case 'exchange.partner':
      return has('systemAdmin') ? ['other'] : []
    case 'exchange.approve':
      return has('supervisor') ? ['other'] : []
    default:
      return []
  }
}

function isStatement(posts: readonly string[] = []): boolean {
  return posts.includes('accountant') && posts.includes('chiefAccountant')
}

function ofArchive({ action, context = {} }: Question, has: (...posts: Post[]) => boolean): readonly Section[] {
  const fresh = context.handledBefore === false
  switch (action) {
    case 'archive.read':
      return has('archivist', 'auditor', ...BUSINESS) ? ['other'] : []
    case 'archive.keep':
      return has('archivist') ? ['other'] : []
    case 'archive.appraise':
      return fresh && has('archivist', 'reviewer', 'rechecker') ? ['other'] : []
    case 'archive.destroy':
      return fresh && has('approver') ? ['other'] : []
    case 'archive.scan':
      return has('scanVendor') ? ['other'] : []
    case 'archive.inspect':
      return has('qualityInspector') ? CLASSES : []
    default:
      return []
  }
}

function keepersOf(resource: Resource): readonly string[] {
  if (resource.kind === 'Voucher') return [resource.agency, resource.at ?? resource.agency]
  if (resource.kind === 'Record') return resource.agencies
  return resource.kind === 'System' ? [] : [resource.agency]
}

function parentOf(agency: string): string | undefined {
  return AGENCIES.find(({ code }) => code === agency)?.parent
}

function isSelf(actor: Actor, resource: Resource): boolean {
  return (resource.kind === 'Record' || resource.kind === 'Account') && resource.person === actor.personId
}
