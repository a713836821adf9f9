import type { Actor } from '../../access/actor.js'
import type { Paid, Posted } from '../../ledger/fact.js'
import { HandleService } from '../../objections/handle-service.js'
import type { ObjectionPorts } from '../../objections/ports.js'
import { RaiseService } from '../../objections/raise-service.js'
import { RightsService } from '../../objections/rights-service.js'
import { ViewService } from '../../objections/view-service.js'
import { rowPath } from '../../records/path.js'
import { EAST } from './employers.js'
import type { Scene, SceneHouse } from './scene-house.js'

/** 本区有实缴的养老月份，the latest first. */
async function paidMonths(ports: ObjectionPorts, personId: string) {
  const { record } = await ports.collection.app.transaction({ persons: [personId] }, (trx) =>
    ports.records.derive(trx, personId, {}),
  )
  const rows = record.insurances.find(({ insurance }) => insurance === '110')?.rows ?? []
  return rows
    .filter(({ paids }) => paids.length === 1 && paids[0]?.agency === EAST)
    .reverse()
    .map((row) => ({ path: rowPath(row), paid: row.paids[0]! }))
}

/** 头一位在本区有实缴的参保人，with three months of it, or what there is. */
async function somebodyPaid(house: SceneHouse, ports: ObjectionPorts) {
  for (const life of house.city.lives) {
    const mine = await house.citizen(life).catch(() => undefined)
    const [first, second = first, third = second] = mine === undefined ? [] : await paidMonths(ports, mine.personId)
    if (mine !== undefined && first !== undefined) return { mine, months: [first, second!, third!] as const }
  }
  return undefined
}

/** 谁来核查、谁来决定：whoever had no part in it, of the district or, where everybody had, of the city. */
async function teamFor(house: SceneHouse, views: ViewService, mine: Actor, id: string) {
  const { steps } = await views.one(mine, id)
  const isMoved = steps.some(({ act }) => act === 'move')
  return isMoved
    ? { handler: house.as('city-review'), decider: house.as('city-approve') }
    : { handler: house.as('east-first-2'), decider: house.as('east-recheck-2') }
}

/** 异议三件：one upheld and corrected, one not upheld, one open; and a request to delete that was answered. */
const objections: Scene = {
  ...{ name: 'objections', zh: '异议：成立更正、不成立、在办', day: 'now' },
  play: async (house) => {
    const ports = { ...house.parts.objections, collection: house.ports }
    const [raising, views, handling] = [new RaiseService(ports), new ViewService(ports), new HandleService(ports)]
    const found = await somebodyPaid(house, ports)
    if (found === undefined) return
    const { mine, months } = found
    const [upheld, rejected, open] = months
    const check = async (id: string, note: string) => {
      const team = await teamFor(house, views, mine, id)
      await handling.handle(team.handler, id, { act: 'accept' })
      await handling.handle(team.handler, id, { act: 'check', note })
      return team
    }

    const wrong = await raising.raise(mine, {
      ...{ path: `${upheld.path}/paidPerson`, reason: 'base' },
      words: '这笔扣款所依的缴费基数，比缴费通知单上的少一元。',
    })
    const { handler, decider } = await check(wrong, '查对征收凭证：传来的缴费基数少一元，金额无误。')
    await handling.decide(decider, wrong, {
      outcome: 'upheld',
      reasons: '征收凭证所载的缴费基数比记录多一元，据以更正；金额不变。',
    })
    await correct(house, handling, handler, wrong, upheld.paid)

    const fitting = await raising.raise(mine, {
      ...{ path: `${rejected.path}/base`, reason: 'base', words: '当月奖金没有计入缴费基数。' },
    })
    const second = await check(fitting, '查对年度缴费工资申报与本人确认。')
    const reasons = '缴费基数按上年度月平均工资申报，并经本人确认，当月奖金计入下一年度。'
    await handling.decide(second.decider, fitting, { outcome: 'notUpheld', reasons })

    const words = '这个月换了单位，单位缴费似乎少了。'
    await raising.raise(mine, { path: `${open.path}/paidEmployer`, reason: 'employer', words })

    const rights = new RightsService(ports)
    const { id } = await rights.request(mine, { right: 'delete', words: '希望删除早年的缴费记录。' })
    const kept = '权益记录在法定保存期限内，不予删除；可以就有误之处提出异议。'
    await rights.answer(house.as('east-first'), id, { answer: 'refused', reasons: kept })
  },
}

/** 更正走四个环节，记账之后异议自己办结。 */
async function correct(
  house: SceneHouse,
  handling: HandleService,
  handler: Actor,
  objectionId: string,
  { ref, base }: Posted<Paid>,
): Promise<void> {
  const filer = handler.posts.includes('initialReviewer') ? handler : house.as('east-first-2')
  const replacement = { base: base + 100 }
  const told = { factKind: 'paid' as const, posting: ref.posting, ordinal: ref.ordinal, replacement }
  const submissionId = await handling.correct(filer, objectionId, {
    correction: { ...told, explanation: '依异议决定更正缴费基数' },
  })
  await house.post(await house.counter.show(house.desk, submissionId), '异议更正')
  await handling.settle()
}

export const OBJECTION_SCENES: readonly Scene[] = [objections]
