import type { Slip } from './mutant-hunt.js'

/**
 * 改了也一样的。Slips that change no answer, because another policy already gives or refuses the same; each with the reason,
 * so that a reader can check it. A slip that is listed here and shows after all fails the test: the list cannot grow old.
 */
const ALL_THE_SAME: readonly (readonly [name: RegExp, because: string])[] = [
  [
    /^(?!oversight\.verify|system\.).*: set with (systemAdmin|databaseAdmin|scanVendor)( \(\d\))?$/,
    'system.administrators 与 archive.vendor-elsewhere 一概禁止这三种岗位办业务、查信息，多准一项也没有用',
  ],
  [/^oversight\.verify: set with (systemAdmin|databaseAdmin)$/, 'system.operate 已准他们核验'],
  [
    /^((archive|closing)\.same-person: (principal is Staff|resource is Agency)|review\.(same-person|affiliated): (principal is Staff|resource is Voucher))$/,
    '鉴定、销毁、结息与审核本来只准经办人员就机构或凭证办理，禁的范围写窄到他们也一样',
  ],
  [
    /^(channels\.own|(system|authority)\.not-oneself|work\.depart-not-oneself|helper\.no-account): any principal$/,
    '参保人以外的人在这几种渠道上本来什么记录也看不到；授权、激活、离岗与本人账户本来只准一种人办',
  ],
  [
    /^(channels\.own|protected\.(staff|employer)|helper\.no-account|work\.depart-not-oneself|(system|authority)\.not-oneself): any act$/,
    '所禁之外，对这种客体的行为没有一条规则准这些人办',
  ],
  [/^disclosure\.call: any act$/, '类型规则只许长期安排的对方做 arrangement.call 一件事'],
  [
    /^(parameter|route)\.apply: any act$/,
    '系统管理员对机构的其他行为：业务与查询一概禁止，登记对方（exchange.partner）另有规则准了更多',
  ],
  [/^system\.operate: any act$/, '对系统的行为只有三种：核验也在其内，公布的参数谁都可以看'],
  [/^protected\.staff: without looks\.read$/, '没有一条规则准经办人员看谁查过'],
  [/^system\.staff-own-record: without looks\.read$/, '没有一条规则准经办人员看谁查过'],
  [/^(desk\.search): set with protectedHandler$/, 'protected.search 在同样的条件下给的一样多'],
  [/^review\.close-task: set with protectedHandler$/, 'protected.tasks 给的一样多'],
  [/^review\.record: set with (frontDesk|query)$/, 'desk.record、query.record 在更少的条件下给得更多'],
  [
    /^review\.(read|list)-named: set with (frontDesk|initialReviewer|reviewer|rechecker|approver)$/,
    'review.read 在更少的条件下给的一样多',
  ],
  [/^review\.quality: set with (auditor|supervisor)$/, 'oversight.aggregates 给的一样多'],
  [/^seal\.supervise: set with (query|queryApprover)$/, 'seal.propose、seal.approve 已准他们查看'],
  [
    /^protected\.(record|statement): (&& keeps only its left \(3\)|contains always true)$/,
    'protected.staff 禁止别的岗位看有标识者的记录',
  ],
  [
    /^helper\.(record|statement): (&& keeps only its right|contains always true)$/,
    '协助人所看不出本人所看；没有协助人在场时，本人的规则给的不少于此',
  ],
  [
    /^desk\.former-(record|statement): (&& keeps only its left|contains always true) \(2\)$/,
    '按曾参保地切去的，不是曾参保地的什么也不剩',
  ],
  [/^desk\.former-(record|statement): opens also account$/, '以月份切去的，不开账户'],
]

export function isTheSame({ name }: Slip): boolean {
  return ALL_THE_SAME.some(([pattern]) => pattern.test(name))
}
