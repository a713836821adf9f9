import { findNamedPerson } from '../../collection/entry-service.js'
import type { FactEntryKind, FactRequests } from '../../collection/fact-entry-contract.js'
import { RecoveryService } from '../../exchange/recovery-service.js'
import { StopService } from '../../exchange/stop-service.js'
import { deathReportsOf } from '../../exchange/stop-store.js'
import type { Day } from '../../kernel/day.js'
import { invariant } from '../../kernel/invariant.js'
import { LATE_TOLD } from './feeds.js'
import type { Scene, SceneHouse } from './scene-house.js'
import { scenePerson } from './scene-people.js'
import { register } from './scenes-persons.js'

const DAY = '2026-11-02' as Day
/** 亲属：one of the citizens whose sign-in the demo prints. */
const RELATIVE = 2
const ALLOWANCE = 241_000
const INJURY = { insurance: '410' as const, benefitKind: 'injury' as const }
const GROUND = '经核对证明原件'

async function enter<K extends FactEntryKind>(house: SceneHouse, kind: K, request: FactRequests[K]): Promise<void> {
  await house.post(await house.counter.facts.enter(house.desk, kind, request), kind)
}

/** 死亡未报，照付三个月：the two after the month of death were not owed. */
export const PAID_ON: Scene = {
  ...{ name: 'paid-on', zh: '死亡未报，津贴照付', day: DAY },
  play: async (house) => {
    const who = scenePerson(house.city, 'overpaid')
    await register(house, 'overpaid', { categories: ['paymentOnly'], proof: '伤残津贴移交表 46 号' })
    const elsewhere = { item: 'injuryAllowance', amount: ALLOWANCE, periodic: true, fromMonth: '2026-01' } as const
    const moved = { variant: '5', eventMonth: '2025-12', document: '外地移交伤残津贴 46 号', elsewhere }
    await enter(house, 'benefitDetermination', { items: [{ ...who, ...INJURY, ...moved }], ground: GROUND })
    for (const month of ['2026-08', '2026-09', '2026-10']) {
      const item = {
        ...who,
        ...INJURY,
        item: 'injuryAllowance',
        benefitMonth: month,
        amount: ALLOWANCE,
        fromAccount: 0,
      }
      const batch = { payMonth: month, paidDay: `${month}-25`, batch: `GS-${month}` }
      await enter(house, 'benefitPayment', { items: [item], ...batch, ground: '伤残津贴支付单' } as never)
    }
  },
}

/** 追回：two departments tell of the death; confirmed, its payments are a matter, its order went out, one month came back. */
export const RECOVERY: Scene = {
  ...{ name: 'recovery', zh: '死亡之后多发待遇的追回', day: 'now' },
  play: async (house) => {
    const { exchange } = house.parts
    const who = scenePerson(house.city, 'overpaid')
    const { personId } = await findNamedPerson(house.ports, who)
    const [report] = await house.ports.app.transaction({}, (trx) => deathReportsOf(trx, personId))
    invariant(report !== undefined && report.reportedDay === LATE_TOLD, 'the bulletins told of the death')
    const confirmed = { note: '公安、民政两方通报日期相合' }
    const { submissionId } = await new StopService(exchange).confirm(house.desk, report.stopId, confirmed)
    await house.post(await house.counter.show(house.desk, submissionId), '死亡登记')
    const recoveries = new RecoveryService(exchange)
    const id = await recoveries.open(house.desk, { personId, note: '死亡次月起仍支付两个月伤残津贴' })
    await recoveries.notice(house.desk, id, { receiver: '卫长松的亲属', note: '责令退回通知书挂号寄出' })
    const filed = await recoveries.repay(house.desk, id, {
      ...{ amount: ALLOWANCE, way: 'returned' as const, day: house.today, note: '亲属转账退回一个月' },
    })
    await house.post(await house.counter.show(house.desk, filed), '多领待遇退回')
    await relative(house)
  },
}

/** 亲属可以查看：one of the lives, with the deed that says so. */
async function relative(house: SceneHouse): Promise<void> {
  const { identityNumber, fullName } = house.city.lives[RELATIVE]!
  const beside = { otherIdentityNumber: identityNumber, otherFullName: fullName }
  const deed = { capacity: 'relative', change: 'begin', document: '亲属关系公证书 46 号' } as const
  const scope = ['registration', 'benefit', 'record.read'] as const
  await enter(house, 'mandate', {
    items: [{ ...scenePerson(house.city, 'overpaid'), ...beside, ...deed, scope: [...scope], fromDay: house.today }],
    ground: GROUND,
  })
}
