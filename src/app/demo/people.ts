import { createHmac } from 'node:crypto'
import type { Realm } from '../../access/actor.js'
import type { Post } from '../../access/posts.js'
import { totpAt, totpUri } from '../../access/secrets.js'
import type { Instant } from '../../kernel/day.js'
import { Refusal } from '../../kernel/refusal.js'
import type { City } from './city.js'
import { Dice } from './dice.js'
import { EAST, WEST } from './employers.js'
import { inventNumber } from './numbers.js'
import { unknownDemoPerson } from './refusals.js'

/** 示例人物。Somebody with an account in the demo city; those with a password are printed when the demo starts. */
export interface DemoPerson {
  readonly zh: string
  readonly en: string
  readonly realm: Realm
  readonly login: string
  readonly name: string
  readonly identityNumber: string
  readonly posts: readonly Post[]
  readonly agency?: string | undefined
  /** For an employer's operator. */
  readonly creditCode?: string | undefined
  readonly isPrinted: boolean
  readonly password: string
  /** Secret of the second factor; citizens sign in without one. */
  readonly totpSecret?: string | undefined
  readonly otpauth?: string | undefined
}

const CITY = '999900'

interface Staff {
  readonly login: string
  readonly zh: string
  readonly en: string
  readonly name: string
  readonly post: Post
  readonly agency: string
}

const DESK: readonly (readonly [key: string, zh: string, en: string, post: Post])[] = [
  ['desk', '前台采集', 'front desk', 'frontDesk'],
  ['first', '初审', 'initial reviewer', 'initialReviewer'],
  ['review', '审核', 'reviewer', 'reviewer'],
  ['recheck', '复核', 're-checker', 'rechecker'],
  ['approve', '审批', 'approver', 'approver'],
]
const EAST_NAMES = ['丁一凡', '任思远', '江若宁', '尹书文', '龙海峰']
const WEST_NAMES = ['毛子轩', '段成林', '侯静怡', '万嘉禾', '汤永宁']

const STAFF: readonly Staff[] = [
  ...DESK.map(([key, zh, en, post], i) => ({
    ...{ login: `east-${key}`, zh: `东城示例区${zh}`, en: `East district ${en}`, post },
    ...{ name: EAST_NAMES[i]!, agency: EAST },
  })),
  ...DESK.map(([key, zh, en, post], i) => ({
    ...{ login: `west-${key}`, zh: `西城示例区${zh}`, en: `West district ${en}`, post },
    ...{ name: WEST_NAMES[i]!, agency: WEST },
  })),
  ...(
    [
      ['east-first-2', '初审（二）', 'second initial reviewer', '季晓棠', 'initialReviewer'],
      ['east-recheck-2', '维护复核', 're-checker of maintenance', '庞立言', 'rechecker'],
      ['east-experts', '专家秘书', 'secretary of the experts', '乔慧敏', 'expertSecretary'],
      ['east-stamp', '印章保管', 'stamp keeper', '安国栋', 'stampKeeper'],
      ['east-cashier', '出纳', 'cashier', '霍思远', 'cashier'],
    ] as const
  ).map(([login, zh, en, name, post]) => ({
    ...{ login, zh: `东城示例区${zh}`, en: `East district ${en}`, name, post, agency: EAST },
  })),
  ...(
    [
      ['city-desk', '市级前台', 'city front desk', '范清和', 'frontDesk'],
      ['city-query', '信息查询', 'query user', '洪雅琳', 'query'],
      ['city-query-approve', '查询审批', 'query approver', '邵文博', 'queryApprover'],
      ['city-audit', '稽核内控', 'audit and internal control', '常明远', 'auditor'],
      ['city-archive', '档案管理', 'archivist', '谷文静', 'archivist'],
      ['city-archive-2', '档案管理（二）', 'second archivist', '陶立新', 'archivist'],
      ['scan-vendor', '外包扫描', 'outside scanning', '薛志平', 'scanVendor'],
      ['city-protected', '保密人员专办', 'protected-person handler', '戚如霜', 'protectedHandler'],
      ['city-quality', '质量检查', 'quality inspector', '凌若雪', 'qualityInspector'],
      ['city-quality-2', '质量检查（二）', 'second quality inspector', '钟伟', 'qualityInspector'],
      ['supervisor', '行政监督', 'supervisor', '贺天成', 'supervisor'],
      ['sysadmin', '系统管理员', 'system administrator', '施俊杰', 'systemAdmin'],
      ['permissions', '权限维护', 'permission maintainer', '孔思琪', 'permissionMaintainer'],
      ['dba', '数据库管理员', 'database administrator', '温志强', 'databaseAdmin'],
      ['parameters', '参数维护', 'parameter maintainer', '柳青云', 'parameterMaintainer'],
      ['city-review', '市级审核', 'city reviewer', '聂文涛', 'reviewer'],
      ['city-approve', '市级审批', 'city approver', '齐雅芬', 'approver'],
      ['city-cashier', '出纳', 'cashier', '虞静姝', 'cashier'],
      ['city-accounts', '会计', 'accountant', '祝安然', 'accountant'],
      ['city-chief-accounts', '会计主管', 'chief accountant', '梅向阳', 'chiefAccountant'],
    ] as const
  ).map(([login, zh, en, name, post]) => ({ login, zh, en, name, post, agency: CITY })),
]

/** 打印的参保人，by their index among the lives. */
const CITIZENS: readonly (readonly [index: number, zh: string, en: string])[] = [
  [0, '参保人：换过单位的职工', 'citizen: changed employers'],
  [1, '参保人：已退休', 'citizen: retired'],
  [2, '参保人：姓名有生僻字', 'citizen: a rare character in the name'],
  [3, '参保人：外国人', 'citizen: a foreigner'],
]

/** 打印的参保人，by their key among the cases. */
const CASE_CITIZENS: readonly (readonly [key: string, zh: string, en: string])[] = [
  ['pensioner-1', '参保人：有视同年限、正在领取养老金', 'citizen: draws a pension, with deemed years'],
  ['flexible-1', '参保人：灵活就业人员', 'citizen: flexible worker'],
]

/**
 * 示例人物表。Everybody with an account, printed or not. Passwords and second factors follow from the installation's own
 * key, so that they can be told again at every start, are stored nowhere, and differ from one checkout to the next.
 */
export function demoPeople(city: City, key: Uint8Array): DemoPerson[] {
  const taken = new Set(city.lives.map(({ identityNumber }) => identityNumber))
  const number = (login: string) => inventUnused(city.size.seed, login, taken)
  const staff = STAFF.map(({ login, zh, en, name, post, agency }) => ({
    ...{ zh, en, realm: 'staff' as const, login, name, agency },
    ...{ identityNumber: number(login), posts: [post], isPrinted: agency !== WEST },
  }))
  const operators = city.employers.map(({ index, name, creditCode }) => {
    const login = `operator-${index + 1}`
    const who = new Dice(city.size.seed, 'operator', index).pick(OPERATOR_NAMES)
    return {
      ...{ zh: `单位经办人：${name}`, en: 'operator of an employer', realm: 'operator' as const, login, name: who },
      ...{ identityNumber: number(login), posts: [], creditCode, isPrinted: index < 2 },
    }
  })
  const citizens = CITIZENS.flatMap(([index, zh, en]) => {
    const life = city.lives[index]
    if (life === undefined) return []
    const { identityNumber, fullName } = life
    const who = { zh, en, realm: 'citizen' as const, login: identityNumber, name: fullName }
    return [{ ...who, identityNumber, posts: [], isPrinted: true }]
  })
  const cases = CASE_CITIZENS.flatMap(([key, zh, en]) => {
    const life = [...(city.cases?.workers ?? []), ...(city.cases?.alone ?? [])].find((one) => one.key === key)
    if (life === undefined) return []
    const { identityNumber, fullName } = life
    const who = { zh, en, realm: 'citizen' as const, login: identityNumber, name: fullName }
    return [{ ...who, identityNumber, posts: [], isPrinted: true }]
  })
  return [...citizens, ...cases, ...operators, ...staff].map((person) => ({ ...person, ...credentials(key, person) }))
}

const OPERATOR_NAMES = ['白晓云', '卢建明', '顾佳怡', '魏子豪', '陆敏芳', '崔志远', '傅雅静', '邓春梅']

function inventUnused(seed: string, login: string, taken: Set<string>): string {
  const dice = new Dice(seed, 'account', login)
  for (;;) {
    const birth = `${dice.between(1970, 1998)}-${String(dice.between(1, 12)).padStart(2, '0')}-15`
    const number = inventNumber(dice, 'citizen', dice.pick(['1', '2']), birth as Parameters<typeof inventNumber>[3])
    if (taken.has(number)) continue
    taken.add(number)
    return number
  }
}

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

function credentials(key: Uint8Array, { realm, login }: { realm: Realm; login: string }) {
  const draw = (what: string, count: number) =>
    [...createHmac('sm3', key).update(`demo ${what} ${realm} ${login}`).digest().subarray(0, count)]
      .map((byte) => BASE32[byte % 32])
      .join('')
  const word = draw('password', 12).toLowerCase()
  const password = `Demo-${word.slice(0, 4)}-${word.slice(4, 8)}-${word.slice(8)}`
  if (realm === 'citizen') return { password }
  const totpSecret = draw('second factor', 32)
  return { password, totpSecret, otpauth: totpUri(login, totpSecret) }
}

/** 此刻的动态口令, of a printed person. */
export function demoCode(people: readonly DemoPerson[], login: string, now: Instant): string {
  const found = people.find((person) => person.login === login && person.isPrinted && person.totpSecret !== undefined)
  if (found?.totpSecret === undefined) throw new Refusal(unknownDemoPerson, { login })
  return totpAt(found.totpSecret, now)
}

/** 分组：who is printed under which heading. The first that fits takes the person. */
const GROUPS: readonly (readonly [says: string, fits: (person: DemoPerson) => boolean])[] = [
  ['参保人与单位 / Citizens and employers（公众端 Public）', ({ realm }) => realm !== 'staff'],
  [
    '东城示例区：采集与审核 / East district: front desk and review',
    ({ login }) => /^east-(?!experts|stamp|cashier)/.test(login),
  ],
  ['东城示例区：专岗 / East district: other posts', ({ login }) => login.startsWith('east-')],
  ['基金与参数 / Fund and parameters', ({ login }) => /cashier|accounts|parameters/.test(login)],
  ['档案 / Archive', ({ login }) => /archive|scan|quality/.test(login)],
  ['市级业务、内控与系统 / City staff, control and system', () => true],
]

/** 打印在终端上的一览；nowhere else. A line each: post, name, login, password, and the one-time password of the moment. */
export function printPeople(people: readonly DemoPerson[], now: Instant): string {
  const left = new Set(people.filter(({ isPrinted }) => isPrinted))
  return GROUPS.map(([says, fits]) => {
    const own = [...left].filter(fits)
    for (const person of own) left.delete(person)
    return [`  【${says}】`, ...own.map((person) => lineOf(person, now))].join('\n')
  }).join('\n\n')
}

function lineOf({ zh, en, name, login, password, totpSecret }: DemoPerson, now: Instant): string {
  const code = totpSecret === undefined ? '' : `  口令 ${totpAt(totpSecret, now)}  密钥 ${totpSecret}`
  return `    ${zh} / ${en}：${name}\n      登录名 ${login}  密码 ${password}${code}`
}
