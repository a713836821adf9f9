import { ACTIONS, type Action } from '../src/access/actions.js'
import type { Actor } from '../src/access/actor.js'
import type { Question } from '../src/access/cedar.js'
import { POST_NAMES, POSTS, type Post } from '../src/access/posts.js'
import { type Resource, SYSTEM } from '../src/access/resource.js'
import { accessPolicies, citizen, kindsOf, operatorOf, staff, testGuard } from './access.js'

/** 权限表的打印。Asked of the engine itself, act by act and post by post, on an ordinary object with every circumstance in order. */
const [CITY, DISTRICT, OTHER] = ['999900', '999901', '999902']
const PUBLIC = ['citizen', 'operator', 'partner'] as const
type Role = Post | (typeof PUBLIC)[number]

const NAMES: Readonly<Record<(typeof PUBLIC)[number], string>> = {
  citizen: '参保人',
  operator: '单位经办人',
  partner: '长期安排的对方',
}
/** Two tables, so that a page holds each. */
const DESK: readonly Post[] = POST_NAMES.filter((post) =>
  /^(frontDesk|initialReviewer|reviewer|rechecker|approver|cashier|accountant|chiefAccountant)$/.test(post),
)
const REST = POST_NAMES.filter((post) => !DESK.includes(post))

const guard = testGuard()

export function accessMatrix(): string {
  return [table([...PUBLIC, ...DESK]), table(REST)].join('\n\n')
}

function table(roles: readonly Role[]): string {
  const rows = ACTIONS.flatMap((action) =>
    kindsOf(action).map((kind) => [`\`${action}\``, OBJECTS[kind], ...roles.map((role) => markOf(role, action, kind))]),
  )
  const said = rows.filter(([, , ...marks]) => marks.some((mark) => mark !== ''))
  return printed(['行为', '客体', ...roles.map(nameOf)], said)
}

const OBJECTS: Readonly<Record<Resource['kind'], string>> = {
  Record: '记录',
  Employer: '单位',
  Voucher: '凭证',
  Agency: '机构',
  Account: '账户',
  Inquiry: '查询案件',
  System: '系统',
}

function nameOf(role: Role): string {
  return isPublic(role) ? NAMES[role] : POSTS[role].zh
}

/** ● 本机构的；市 只有市级的可以；nothing where it is never allowed. */
function markOf(role: Role, action: Action, kind: Resource['kind']): string {
  if (isPublic(role)) return may(OUTSIDE[role], action, ownOf(role, kind)) ? '●' : ''
  if (may(staff([role]), action, own(kind, DISTRICT!, role))) return '●'
  return may(staff([role], CITY), action, own(kind, CITY!, role)) ? '市' : ''
}

function isPublic(role: Role): role is (typeof PUBLIC)[number] {
  return (PUBLIC as readonly Role[]).includes(role)
}

const OUTSIDE: Readonly<Record<(typeof PUBLIC)[number], Actor>> = {
  citizen: citizen('1'),
  operator: operatorOf('501', '30'),
  partner: { ...citizen('0'), realm: 'partner', accountId: 'i', channel: 'api', partner: '示例法院' },
}

/** One's own: one's account, one's firm, one's arrangement. */
function ownOf(role: (typeof PUBLIC)[number], kind: Resource['kind']): Resource {
  if (role === 'citizen' && kind === 'Account') return { kind, person: '1', agency: DISTRICT! }
  const one = own(kind, DISTRICT!)
  return one.kind === 'Inquiry' ? { ...one, ground: 'standing' } : one
}

/** 外区的，for the test: nobody of a district may ever reach it. */
export function reachesElsewhere(post: Post, action: Action): boolean {
  return kindsOf(action).some((kind) => kind !== 'System' && may(staff([post]), action, own(kind, OTHER!, post)))
}

export function own(kind: Resource['kind'], agency: string, post?: Post): Resource {
  switch (kind) {
    case 'Record':
      return { kind, person: '1', agencies: [agency], employers: ['501'] }
    case 'Employer':
      return { kind, employer: '501', agency }
    case 'Voucher':
      return { kind, voucher: 'v', agency, employer: '501', posts: post === undefined ? [] : [post] }
    case 'Account':
      return { kind, person: '7', agency }
    case 'Agency':
      return { kind, agency }
    case 'Inquiry':
      return ownInquiry(agency)
    case 'System':
      return SYSTEM
  }
}

/** 查询案件：received and approved by others, ready for the next step. */
function ownInquiry(agency: string): Resource {
  const people = { persons: ['1'], receivedBy: '8', approvedBy: '9', officers: 2 }
  return {
    kind: 'Inquiry',
    inquiry: 'i',
    agency,
    ground: 'organ',
    state: 'approved',
    sections: ['contribution'],
    ...people,
  }
}

export const STAGES = ['initialReview', 'review', 'recheck', 'approval']
/** 提出、批准、查看，of what has such turns. */
export const TURNS = ['', 'propose', 'approve', 'higher', 'read']

/** A case is asked about as it was received and as it was approved, whole and for what was approved of it. */
function states(question: Question): Question[] {
  const { resource } = question
  if (resource.kind !== 'Inquiry') return [question]
  return ['received', 'approved'].flatMap((state) =>
    [[], resource.sections].map((sections) => ({ ...question, sections, resource: { ...resource, state } })),
  )
}

function may(actor: Actor, action: Action, resource: Resource): boolean {
  const given = { purpose: '-', matter: '-', actor, action, resource }
  const open = { handledBefore: false, affiliated: false, keys: 2 }
  const asked: Question[] =
    action === 'review.take'
      ? STAGES.flatMap((stage) =>
          [undefined, ...actor.posts].map((post) => ({ ...given, context: { ...open, stage, post } })),
        )
      : TURNS.map((stage) => ({ ...given, context: { ...open, stage } }))
  return asked.some((one) => states(one).some((it) => guard.decide(it).allowed))
}

/** 规则一览。Each policy: what it says, which acts it decides, which classes it opens, on which article. */
export function policyList(): string {
  const rows = accessPolicies()
    .texts.flatMap(({ text }) => text.split(/^(?=@id)/m).filter((part) => part.startsWith('@id')))
    .map((text) => {
      const told = (name: string) => new RegExp(`@${name}\\("([^"]*)"\\)`).exec(text)?.[1] ?? ''
      const acts = [...text.matchAll(/Action::"([^"]+)"/g)].map(([, act]) => `\`${act}\``)
      const effect = /^permit/m.test(text) ? '准' : '禁'
      const list = (items: string) => items.split(',').join('、')
      return [
        effect,
        `\`${told('id')}\``,
        told('says'),
        [...new Set(acts)].join(' '),
        list(told('sections')),
        list(told('article')),
      ]
    })
  return printed(['', '规则', '所言', '行为', '类别', '条款'], rows)
}

function printed(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}
