import { describe, expect, test } from 'vitest'
import { AGENCIES, accessPolicies, citizen, kindsOf, operatorOf, staff, testGuard } from '../../test/access.js'
import { article } from '../../test/article.js'
import { ACTIONS, type Action } from './actions.js'
import type { Actor } from './actor.js'
import { openGuard, type Question } from './cedar.js'
import { findClash } from './incompatible.js'
import { kindOf, POST_NAMES } from './posts.js'
import { type Resource, SYSTEM } from './resource.js'
import type { Section } from './sections.js'

const guard = testGuard()
const decide = (actor: Actor, action: Action, resource: Resource, rest: Partial<Question> = {}) =>
  guard.decide({ actor, action, resource, ...rest })

const record = (person: string, agencies = ['999901'], employers = ['501']): Resource => ({
  kind: 'Record',
  person,
  agencies,
  employers,
})
const district = (agency = '999901'): Resource => ({ kind: 'Agency', agency })
const employer = (id = '501', agency = '999901'): Resource => ({ kind: 'Employer', employer: id, agency })
const voucher = (from = '501', agency = '999901'): Resource => ({
  kind: 'Voucher',
  voucher: 'v',
  agency,
  employer: from,
})
const account = (person: string, agency = '999901'): Resource => ({ kind: 'Account', person, agency })
const job = { purpose: '窗口查询', matter: 'M1' }
const fresh = { handledBefore: false, affiliated: false }

article('M14-15b', '参保人查询本人的权益记录', () => {
  test('本人五类全看，他人一概不看', () => {
    const own = decide(citizen('1'), 'record.read', record('1', [], []))
    expect(own).toMatchObject({ allowed: true, policies: ['citizen.record'], articles: ['M14-15b'] })
    expect(own.sections).toEqual(['registration', 'contribution', 'benefit', 'account', 'other'])
    expect(decide(citizen('1'), 'record.read', record('2'))).toMatchObject({
      allowed: false,
      policies: [],
      sections: [],
    })
    expect(decide(citizen('1'), 'looks.read', record('1')).policies).toEqual(['citizen.looks'])
    expect(decide(citizen('1'), 'looks.read', record('2')).allowed).toBe(false)
    expect(decide(citizen('1'), 'statement.issue', record('1')).policies).toEqual(['citizen.statement'])
    expect(decide(citizen('1'), 'statement.issue', record('2')).allowed).toBe(false)
  })

  test('只给所要的', () => {
    expect(decide(citizen('1'), 'record.read', record('1'), { sections: ['account'] }).sections).toEqual(['account'])
    expect(decide(citizen('1'), 'record.read', record('1'), { sections: ['access'] }).allowed).toBe(false)
  })
})

article('M14-15e', '用人单位只见本单位期间的登记与缴费', () => {
  test('本单位的缴费与职工', () => {
    expect(decide(operatorOf('501'), 'employer.read', employer('501'))).toMatchObject({
      allowed: true,
      policies: ['employer.own'],
      articles: ['M14-15e'],
    })
    expect(decide(operatorOf('501'), 'employer.staff', employer('501'))).toMatchObject({
      allowed: true,
      employment: '501',
      sections: ['registration', 'contribution'],
    })
    expect(decide(operatorOf('501'), 'employer.read', employer('502')).allowed).toBe(false)
    expect(decide(operatorOf('501'), 'employer.staff', employer('502')).allowed).toBe(false)
  })

  test('P7：只见两类、只见本单位的人、只见本单位期间', () => {
    const read = (sections: Section[], employers = ['500', '501', '502']) =>
      decide(operatorOf('501'), 'record.read', record('1', ['999901'], employers), { sections })
    expect(read(['registration', 'contribution'])).toMatchObject({ allowed: true, employment: '501' })
    expect(read([]).sections).toEqual(['registration', 'contribution'])
    for (const more of ['benefit', 'account', 'other', 'access', 'statement'] as const) {
      expect(read(['contribution', more]).allowed).toBe(false)
    }
    expect(read(['contribution'], ['500', '502']).allowed).toBe(false)
    expect(decide(operatorOf(''), 'record.read', record('1', [], [''])).allowed).toBe(false)
  })

  test('申报、查看、撤回，只限本单位', () => {
    expect(decide(operatorOf('501'), 'filing.submit', employer('501')).policies).toEqual(['employer.file'])
    expect(decide(operatorOf('501'), 'filing.submit', employer('502')).allowed).toBe(false)
    expect(decide(operatorOf('501'), 'filing.read', employer('501')).policies).toEqual(['employer.follow'])
    expect(decide(operatorOf('501'), 'filing.read', employer('502')).allowed).toBe(false)
    expect(decide(operatorOf('501'), 'filing.withdraw', voucher('501')).policies).toEqual(['employer.filing'])
    expect(decide(operatorOf('501'), 'filing.withdraw', voucher('502')).allowed).toBe(false)
    expect(decide(operatorOf('501'), 'filing.read', district()).allowed).toBe(false)
  })
})

article(['M14-15a', 'M14-22b'], '前台：本辖区、有用途、两项条件', () => {
  const desk = staff(['frontDesk'])

  test('区内看区内，市级看全市', () => {
    expect(decide(desk, 'record.read', record('1'), job).policies).toEqual(['desk.record'])
    expect(decide(desk, 'record.read', record('1', ['999902']), job).allowed).toBe(false)
    expect(decide(desk, 'record.read', record('1', ['999902', '999901']), job).allowed).toBe(true)
    expect(decide(desk, 'record.read', record('1', []), job).allowed).toBe(false)
    expect(decide(desk, 'record.read', record('1')).allowed).toBe(false)
    expect(decide(staff(['frontDesk'], '999900'), 'record.read', record('1', ['999902']), job).allowed).toBe(true)
    expect(decide(desk, 'statement.issue', record('1'), job).policies).toEqual(['desk.statement'])
    expect(decide(desk, 'statement.issue', record('1', ['999902']), job).allowed).toBe(false)
  })

  test('检索须两项条件', () => {
    const search = (keys: number, rest = job) =>
      decide(desk, 'record.search', district(), { ...rest, context: { keys } })
    expect(search(2)).toMatchObject({ allowed: true, policies: ['desk.search'], sections: ['registration'] })
    expect(search(1).allowed).toBe(false)
    expect(search(2, { purpose: '', matter: '' }).allowed).toBe(false)
    expect(decide(desk, 'record.search', district('999902'), { ...job, context: { keys: 2 } }).allowed).toBe(false)
  })

  test('受理、录入、代收申报、发放激活码', () => {
    for (const action of ['entry.submit', 'registration.submit', 'correction.submit', 'levy.submit'] as const) {
      expect(decide(desk, action, district()).policies).toEqual(['desk.entry'])
      expect(decide(desk, action, district('999902')).allowed).toBe(false)
      expect(decide(staff(['approver']), action, district()).allowed).toBe(false)
    }
    expect(decide(desk, 'filing.submit', employer()).policies).toEqual(['desk.counter-filing'])
    expect(decide(desk, 'filing.submit', employer('501', '999902')).allowed).toBe(false)
    expect(decide(desk, 'employer.read', employer(), job).policies).toEqual(['desk.employer'])
    expect(decide(desk, 'employer.read', employer()).allowed).toBe(false)
    expect(decide(desk, 'account.activate', account('1')).policies).toEqual(['desk.activate'])
    expect(decide(desk, 'account.activate', account('1', '999902')).allowed).toBe(false)
  })
})

article(['M14-7a', 'M14-7c'], '审核各环节，各有岗位，各由不同的人', () => {
  const posts = {
    initialReview: 'initialReviewer',
    review: 'reviewer',
    recheck: 'rechecker',
    approval: 'approver',
  } as const
  const stages = Object.keys(posts) as (keyof typeof posts)[]
  const ids = { initialReview: 'initial', review: 'review', recheck: 'recheck', approval: 'approval' }

  test.each(stages)('%s：须其岗位', (stage) => {
    for (const other of stages) {
      const taken = decide(staff([posts[other]]), 'review.take', voucher(), { context: { ...fresh, stage } })
      expect(taken.allowed).toBe(other === stage)
      if (other === stage) expect(taken.policies).toEqual([`review.${ids[stage]}`])
    }
    const away = decide(staff([posts[stage]]), 'review.take', voucher('501', '999902'), {
      context: { ...fresh, stage },
    })
    expect(away.allowed).toBe(false)
  })

  test('办理过的人、该单位的经办人，一律不得审核；不说明即视为办过', () => {
    const take = (context: Question['context']) => decide(staff(['reviewer']), 'review.take', voucher(), { context })
    expect(take({ ...fresh, stage: 'review' }).allowed).toBe(true)
    expect(take({ ...fresh, stage: 'review', handledBefore: true })).toMatchObject({
      allowed: false,
      policies: ['review.same-person'],
      articles: ['M14-7c'],
    })
    expect(take({ ...fresh, stage: 'review', affiliated: true }).policies).toEqual(['review.affiliated'])
    expect(take({ stage: 'review' }).allowed).toBe(false)
    expect(decide(operatorOf(), 'review.take', voucher(), { context: { ...fresh, stage: 'review' } }).allowed).toBe(
      false,
    )
  })

  test('审核人员为事项看记录、看任务、记账', () => {
    const clerk = staff(['reviewer'])
    expect(decide(clerk, 'record.read', record('1'), { ...job, sections: ['contribution'] }).policies).toEqual([
      'review.record',
    ])
    expect(decide(clerk, 'record.read', record('1'), { ...job, sections: ['other'] }).allowed).toBe(false)
    expect(decide(clerk, 'record.read', record('1'), { purpose: '审核' }).allowed).toBe(false)
    for (const action of ['filing.read', 'task.read', 'suspense.read'] as const) {
      expect(decide(clerk, action, district()).policies).toEqual(['review.read'])
      expect(decide(clerk, action, district('999902')).allowed).toBe(false)
    }
    expect(decide(clerk, 'post.voucher', voucher()).policies).toEqual(['review.post'])
    expect(decide(staff(['frontDesk']), 'post.voucher', voucher()).allowed).toBe(false)
    expect(decide(clerk, 'task.close', district(), job).policies).toEqual(['review.close-task'])
    expect(decide(clerk, 'task.close', district()).allowed).toBe(false)
    expect(decide(clerk, 'quality.read', district()).policies).toEqual(['review.quality'])
    expect(decide(staff(['frontDesk']), 'quality.read', district()).allowed).toBe(false)
  })
})

article(['M14-26a', 'M14-17b'], '查询岗凭用途与事由；监督只见汇总', () => {
  test('查询', () => {
    const query = staff(['query'])
    expect(decide(query, 'record.read', record('1'), job).policies).toEqual(['query.record'])
    expect(decide(query, 'record.read', record('1'), { purpose: '查询' }).allowed).toBe(false)
    expect(decide(query, 'entry.submit', district()).allowed).toBe(false)
  })

  test('监督与稽核', () => {
    for (const post of ['supervisor', 'auditor'] as const) {
      const above = staff([post], '999900')
      expect(decide(above, 'oversight.read', district('999901')).policies).toEqual(['oversight.aggregates'])
      expect(decide(above, 'quality.read', district('999901')).allowed).toBe(true)
      expect(decide(above, 'verify.run', SYSTEM).policies).toEqual(['oversight.verify'])
      expect(decide(above, 'record.read', record('1'), job).allowed).toBe(false)
      expect(decide(above, 'record.search', district(), { ...job, context: { keys: 3 } }).allowed).toBe(false)
    }
    expect(decide(staff(['frontDesk']), 'oversight.read', district()).allowed).toBe(false)
  })
})

article('M14-26c', '系统管理员、数据库管理员不办业务、不查信息', () => {
  const resources: Resource[] = [record('1'), district(), employer(), voucher(), account('1'), SYSTEM]
  const system: readonly Action[] = [
    'account.list', // 人员与岗位的清单，只凭权限维护等岗
    ...(['account.grant', 'parameter.read', 'parameter.apply', 'route.apply', 'system.operate', 'verify.run'] as const),
    'exchange.partner', // 登记交换对方，不见来文内容；批准另归行政监督
  ]
  const asked = { ...job, context: { ...fresh, keys: 2, stage: 'review' } }

  test.each(['systemAdmin', 'databaseAdmin'] as const)('P1：%s，即使另有业务与查询岗位', (post) => {
    const mixed = staff(
      [post, ...POST_NAMES.filter((one) => one !== 'scanVendor' && kindOf(one) !== 'systemAdmin')],
      '999900',
    )
    for (const action of ACTIONS.filter((one) => !system.includes(one))) {
      for (const resource of resources) expect(decide(mixed, action, resource, asked).allowed).toBe(false)
    }
    expect(decide(mixed, 'record.read', record('1'), asked)).toMatchObject({
      policies: ['system.administrators'],
      articles: ['M14-26c'],
    })
    expect(decide(mixed, 'system.operate', SYSTEM).policies).toEqual(['system.operate'])
  })

  test('管理员凭参保人账户看本人记录；工作会话不显示本人记录', () => {
    expect(decide(citizen('20'), 'record.read', record('20')).allowed).toBe(true)
    expect(decide(staff(['frontDesk'], '999901', '20'), 'record.read', record('20'), job)).toMatchObject({
      allowed: false,
      policies: ['system.staff-own-record'],
    })
  })
})

article(['WH-9(1)b', 'WH-9(1)a'], '参数：业务岗提出，审核岗审定，市级系统管理员施行，互不能办对方的一步', () => {
  const city = district('999900')
  const asked = { ...job, context: { ...fresh, stage: 'review' } }

  test('维护岗能提出、能试算，不能施行、不能审核', () => {
    const maintainer = staff(['parameterMaintainer'], '999900')
    expect(decide(maintainer, 'parameter.propose', city).policies).toEqual(['parameter.propose'])
    expect(decide(maintainer, 'parameter.whatIf', city).policies).toEqual(['parameter.what-if'])
    expect(decide(maintainer, 'parameter.apply', city).allowed).toBe(false)
    expect(decide(maintainer, 'review.take', voucher('', '999900'), asked).allowed).toBe(false)
  })

  test('系统管理员能施行，不能提出、试算、审核', () => {
    const admin = staff(['systemAdmin'], '999900')
    expect(decide(admin, 'parameter.apply', city).policies).toEqual(['parameter.apply'])
    for (const action of ['parameter.propose', 'parameter.whatIf'] as const) {
      expect(decide(admin, action, city)).toMatchObject({ allowed: false, policies: ['system.administrators'] })
    }
    expect(decide(admin, 'review.take', voucher('', '999900'), asked).allowed).toBe(false)
    expect(decide(staff(['databaseAdmin'], '999900'), 'parameter.apply', city).allowed).toBe(false)
  })

  test('区县只读：区里的维护岗与管理员都不能办', () => {
    for (const agency of ['999901', '999900']) {
      expect(decide(staff(['parameterMaintainer'], '999901'), 'parameter.propose', district(agency)).allowed).toBe(
        false,
      )
      expect(decide(staff(['systemAdmin'], '999901'), 'parameter.apply', district(agency)).allowed).toBe(false)
    }
    expect(decide(staff(['frontDesk'], '999901'), 'parameter.read', SYSTEM).allowed).toBe(true)
  })
})

article('M14-11c', '外来账户维护不了数据：不得录入、更正、审核、复核、执行；审批与复核的都是本机构人员', () => {
  const outside = staff(['scanVendor'])
  const POST_OF = {
    initialReview: 'initialReviewer',
    review: 'reviewer',
    recheck: 'rechecker',
    approval: 'approver',
  } as const
  test.each(['entry.submit', 'registration.submit', 'correction.submit', 'levy.submit', 'maintenance.read'] as const)(
    '%s：外来账户不得；对照：本机构的岗位得',
    (action) => {
      const on = kindsOf(action).includes('Agency') ? district() : record('7')
      expect(decide(outside, action, on, job).allowed).toBe(false)
      const inside = staff([action === 'maintenance.read' ? 'auditor' : 'frontDesk'])
      expect(decide(inside, action, on, job).allowed).toBe(true)
    },
  )

  test('四个环节，外来账户一个也办不了；对照：本机构的岗位办得了', () => {
    for (const [stage, post] of Object.entries(POST_OF)) {
      const asked = { ...job, context: { ...fresh, stage } }
      expect(decide(outside, 'review.take', voucher(), asked).allowed, stage).toBe(false)
      expect(decide(staff([post]), 'review.take', voucher(), asked).allowed, stage).toBe(true)
    }
  })

  test('外来账户不得再兼任何业务、查询或管理岗位，同一人的别的账户也不得', () => {
    for (const post of POST_NAMES.filter((one) => one !== 'scanVendor'))
      expect(findClash(['scanVendor', post])?.article, post).toBeDefined()
  })
})

article(['BD-28b', 'WH-9(1)a'], '权限只由市级维护，不得擅自增改，不得给自己授权', () => {
  test('市级权限维护岗，且不是本人', () => {
    const keeper = staff(['permissionMaintainer'], '999900')
    expect(decide(keeper, 'account.grant', account('7')).policies).toEqual(['system.grant'])
    expect(decide(keeper, 'account.grant', account('20')).policies).toEqual(['system.not-oneself'])
    const clerk = staff(['frontDesk'])
    expect(decide(clerk, 'account.activate', account('7')).policies).toEqual(['desk.activate'])
    expect(decide(clerk, 'account.activate', account('20')).policies).toEqual(['system.not-oneself'])
    expect(decide(staff(['permissionMaintainer'], '999901'), 'account.grant', account('7')).allowed).toBe(false)
    expect(decide(staff(['systemAdmin'], '999900'), 'account.grant', account('7')).allowed).toBe(false)
  })
})

article('M14-14a', '已公布的政策参数，登录者均可查看', () => {
  test('各身份域', () => {
    for (const actor of [citizen(), operatorOf(), staff(['frontDesk'])]) {
      expect(decide(actor, 'parameter.read', SYSTEM).policies).toEqual(['system.parameters'])
      expect(decide(actor, 'system.operate', SYSTEM).allowed).toBe(false)
    }
  })
})

article('M14-26b', '没有依据即不许；引擎出错即不许并报警', () => {
  const { texts, schema } = accessPolicies()

  test('P5：未列名的行为是我们的缺陷', () => {
    expect(() => decide(citizen(), 'record.export' as Action, record('1'))).toThrow('not an action')
  })

  test('客体种类不合，报警', () => {
    expect(decide(citizen('1'), 'record.read', district()).alarm).toBeDefined()
    expect(decide(citizen('1'), 'record.read', district()).allowed).toBe(false)
  })

  test('禁止规则出错：引擎自己答许，守门答不许并报警', () => {
    const overflow = `@id("trap") @article("M14-26b") @says("出错的禁止") forbid (principal, action, resource)
      when { context.keys * 9223372036854775807 > 0 };`
    const trapped = openGuard([...texts, { path: 'trap', text: overflow }], schema, AGENCIES)
    const ask = { actor: citizen('1'), action: 'record.read', resource: record('1') } as const
    expect(trapped.decide({ ...ask, context: { keys: 0 } })).toMatchObject({ allowed: true })
    const failed = trapped.decide({ ...ask, context: { keys: 2 } })
    expect(failed.allowed).toBe(false)
    expect(failed.alarm).toContain('trap')
  })

  test('读不懂、无依据、无类别、重名的规则，不予启动', () => {
    const open = (text: string) => () => openGuard([...texts, { path: 'x.cedar', text }], schema, AGENCIES)
    const marked = '@id("x") @article("M14-1") @says("说明") @sections("account")'
    expect(open(`${marked} permit (principal is Person, action, resource is System);`)).not.toThrow()
    expect(open('permit (')).toThrow('parse')
    expect(open('@id("x") permit (principal, action, resource);')).toThrow('lacks')
    expect(open('@id("x") @article("M14-1") @says("y") permit (principal, action, resource);')).toThrow('@sections')
    expect(open(`${marked.replace('"account"', '"all"')} permit (principal, action, resource);`)).toThrow('section')
    expect(open(`${marked.replace('"x"', '"citizen.record"')} permit (principal, action, resource);`)).toThrow('share')
    expect(open(`${marked} permit (principal, action, resource) when { principal.nothing };`)).toThrow('validate')
    expect(open(`${marked} permit (principal is Person, action == Action::"record.raed", resource);`)).toThrow(
      'validate',
    )
  })
})

describe('记住的决定', () => {
  test('问的有一处不同，就另作决定', () => {
    const asked = { actor: staff(['frontDesk']), action: 'record.read', resource: record('1'), ...job } as const
    expect(guard.decide(asked).allowed).toBe(true)
    expect(guard.decide({ ...asked })).toBe(guard.decide(asked))
    for (const change of [
      { actor: staff(['accountant']) },
      { actor: staff(['frontDesk'], '999902') },
      { actor: staff(['frontDesk'], '999901', '1') },
      { resource: record('1', ['999902']) },
      { purpose: '' },
      { sections: ['access' as const] },
    ]) {
      expect(guard.decide({ ...asked, ...change }).allowed).toBe(false)
    }
  })
})

describe('岗位减少，权限不增', () => {
  test('P15', () => {
    const all = ['frontDesk', 'initialReviewer', 'reviewer', 'rechecker', 'approver', 'query', 'auditor'] as const
    const ask = { resource: record('1'), ...job, sections: ['contribution' as const] }
    const full = guard.decide({ actor: staff(all), action: 'record.read', ...ask })
    expect(full.allowed).toBe(true)
    for (const left of all) {
      const fewer = guard.decide({ actor: staff([left]), action: 'record.read', ...ask })
      expect(full.sections).toEqual(expect.arrayContaining([...fewer.sections]))
    }
  })
})
