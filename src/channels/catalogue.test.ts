import { expect, test } from 'vitest'
import { citizen, operatorOf, staff, testGuard } from '../../test/access.js'
import { article } from '../../test/article.js'
import type { Action } from '../access/actions.js'
import type { Actor, Channel } from '../access/actor.js'
import { ENTRUSTED_SECTIONS } from '../access/entrusted.js'
import { ownRecord } from '../access/resource.js'
import type { Section } from '../access/sections.js'
import { CATALOGUE_ITEMS, CHANNEL_ROWS, REQUESTERS } from './catalogue-contract.js'
import { catalogueOf } from './catalogue-service.js'

const guard = testGuard()
const by = (actor: Actor, channel: string): Actor => ({ ...actor, channel: channel as Channel })
const may = (actor: Actor, action: Action, sections: readonly Section[]) =>
  guard.decide({ actor, action, resource: ownRecord('1'), sections }).allowed

article(['M14-14b', 'BQ-5(5)'], '每一渠道能查什么，写在访问规则里', () => {
  test('新的渠道从空目录开始：什么也不能查', () => {
    for (const action of ['record.read', 'looks.read', 'statement.issue'] as const) {
      expect(may(by(citizen('1'), 'teletext'), action, [])).toBe(false)
      expect(may(citizen('1'), action, [])).toBe(true)
    }
    const looked = guard.decide({
      ...{ actor: by(staff(['frontDesk']), 'teletext'), action: 'record.read', purpose: '办理事项' },
      resource: { kind: 'Record', person: '1', agencies: ['999901'], employers: [] },
    })
    expect(looked).toMatchObject({ allowed: false, policies: ['channels.unlisted'] })
  })

  test('热线只告知三类，说不清类别的不告知', () => {
    const caller = by(citizen('1'), 'hotline')
    expect(may(caller, 'record.read', ['registration'])).toBe(true)
    expect(may(caller, 'record.read', ['contribution', 'account'])).toBe(true)
    expect(may(caller, 'record.read', ['benefit'])).toBe(false)
    expect(may(caller, 'record.read', [])).toBe(false)
    expect(may(caller, 'statement.issue', ['statement'])).toBe(false)
    expect(may(caller, 'looks.read', ['access'])).toBe(false)
  })

  test('短信只答参保状态，终端不看谁查过，开放接口不改任何东西', () => {
    expect(may(by(citizen('1'), 'sms'), 'record.read', ['registration'])).toBe(true)
    expect(may(by(citizen('1'), 'sms'), 'record.read', ['contribution'])).toBe(false)
    expect(may(by(citizen('1'), 'kiosk'), 'statement.issue', ['statement'])).toBe(true)
    expect(may(by(citizen('1'), 'kiosk'), 'looks.read', ['access'])).toBe(false)
    expect(may(by(citizen('1'), 'api'), 'looks.read', ['access'])).toBe(true)
    expect(may(by(citizen('1'), 'api'), 'contact.change', ['registration'])).toBe(false)
    const resource = { kind: 'Employer', employer: '501', agency: '999901' } as const
    const filing = { actor: by(operatorOf(), 'api'), action: 'filing.submit', resource } as const
    expect(guard.decide(filing).allowed).toBe(false)
    expect(guard.decide({ ...filing, actor: operatorOf() }).allowed).toBe(true)
  })
})

article('BQ-2', '可查的内容就是第二条的五项，每一行写明是哪一项', () => {
  const classes = ['M14-2(1)', 'M14-2(2)', 'M14-2(3)', 'M14-2(4)', 'M14-2(5)']

  test('本人在网上五项都能查；每一行都写明所属的项', () => {
    const { rows } = catalogueOf(guard, 'v')
    const own = rows.filter(({ channel, requester, allowed }) => channel === 'web' && requester === 'person' && allowed)
    expect(own.flatMap(({ of }) => (classes.includes(of) ? [of] : []))).toEqual(classes)
    expect(rows.filter(({ item, of }) => of !== CATALOGUE_ITEMS[item as keyof typeof CATALOGUE_ITEMS].of)).toEqual([])
  })

  test('五项与记录的五类一一对应，不多不少', () => {
    const items = Object.entries(CATALOGUE_ITEMS).filter(([, { of }]) => classes.includes(of))
    expect(items.map(([item]) => item)).toEqual([...ENTRUSTED_SECTIONS])
  })
})

article(['M14-14a', 'M14-17a', 'M14-17b', 'N107-3d', 'BQ-5(1)'], '公示由现行规则答出，与所办一致', () => {
  const { rows, version } = catalogueOf(guard, 'v')
  const said = (channel: string, requester: string, item: string) =>
    rows.find((row) => row.channel === channel && row.requester === requester && row.item === item)

  test('每一渠道、每一请求人、每一项目都有一行，“不能”也是一行', () => {
    expect(version).toBe('v')
    expect(rows).toHaveLength(6 * 9 * 8)
    expect(said('web', 'person', 'benefit')).toMatchObject({ allowed: true, article: 'M14-15b' })
    expect(said('counter', 'person', 'statement')).toMatchObject({ allowed: true })
    expect(said('hotline', 'person', 'benefit')).toMatchObject({ allowed: false, article: '' })
    expect(said('kiosk', 'operator', 'contribution')).toMatchObject({ allowed: false })
    expect(said('web', 'operator', 'contribution')).toMatchObject({ allowed: true })
    expect(said('counter', 'operator', 'statement')).toMatchObject({ allowed: false })
    expect(said('counter', 'operator', 'contribution')).toMatchObject({ allowed: true })
    expect(said('web', 'operator', 'benefit')).toMatchObject({ allowed: false })
  })

  test('代理人、监护人、近亲属在窗口与网上；机关、单位在窗口；长期安排只凭接口', () => {
    const where = (requester: string, item: string) =>
      rows
        .filter((row) => row.requester === requester && row.item === item && row.allowed)
        .map(({ channel }) => channel)
    for (const requester of ['agent', 'guardian', 'relative'])
      for (const item of ['registration', 'contribution', 'benefit', 'account', 'statement'])
        expect([requester, item, where(requester, item)]).toEqual([requester, item, ['counter', 'web']])
    expect(['agent', 'guardian', 'relative'].map((one) => where(one, 'access'))).toEqual([[], ['web'], []])
    for (const requester of ['organ', 'unit']) {
      expect(where(requester, 'benefit')).toEqual(['counter'])
      expect([...where(requester, 'access'), ...where(requester, 'statement')]).toEqual([])
    }
    expect(where('partner', 'registration')).toEqual(['api'])
    expect(said('counter', 'organ', 'account')?.article).toContain('M14-18')
    expect(said('web', 'agent', 'account')?.article).toContain('M14-15c')
  })

  test('行政部门、信息机构：只在经办机构，只有去标识的提取；别的请求人没有提取', () => {
    const open = rows.filter(({ requester, allowed }) => requester === 'department' && allowed)
    expect(open.map(({ channel, item, article: id }) => [channel, item, id])).toEqual([
      ['counter', 'extract', 'M14-17a、M14-17b'],
    ])
    const extracts = rows.filter(({ item, allowed }) => item === 'extract' && allowed)
    expect(extracts.map(({ requester }) => requester)).toEqual(['department'])
    for (const words of [CHANNEL_ROWS.counter.department, REQUESTERS.department, CATALOGUE_ITEMS.extract])
      expect([/[\u4e00-\u9fff]/.test(words.zh), /^[\x20-\x7e]+$/.test(words.en)]).toEqual([true, true])
  })

  test('对照：没有提取这一条规则，这一行即为“不能”', () => {
    const without = {
      decide: (question: Parameters<typeof guard.decide>[0]) => {
        const decision = guard.decide(question)
        return decision.policies.includes('statistics.requestExtract') ? { ...decision, allowed: false } : decision
      },
    }
    const after = catalogueOf(without, 'v').rows
    expect(after.filter(({ item, allowed }) => item === 'extract' && allowed)).toEqual([])
    expect(after.filter(({ allowed }) => allowed)).toHaveLength(rows.filter(({ allowed }) => allowed).length - 1)
  })

  test('终端、热线、短信、接口只办本人的，代为查询的一概不答', () => {
    const agent = { kind: 'Record', person: '1', agencies: [], employers: [], asAgent: ['record.read', 'registration'] }
    for (const channel of ['web', 'kiosk', 'hotline', 'sms', 'api']) {
      const question = { actor: by(citizen('2'), channel), action: 'record.read', sections: ['registration'] } as const
      expect([channel, guard.decide({ ...question, resource: agent as never }).allowed]).toEqual([
        channel,
        channel === 'web',
      ])
    }
  })

  test('对照：规则一变，公示随之而变', () => {
    const closed = {
      decide: (question: Parameters<typeof guard.decide>[0]) => ({ ...guard.decide(question), allowed: false }),
    }
    expect(catalogueOf(closed, 'v').rows.every(({ allowed }) => !allowed)).toBe(true)
  })
})
