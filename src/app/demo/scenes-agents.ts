import { endAppointment, insertAppointment } from '../../access/appointment-store.js'
import { plusDays } from '../../kernel/day.js'
import { plus } from '../../kernel/period.js'
import { employersByCode } from '../../ledger/lookup-store.js'
import type { Scene, SceneHouse } from './scene-house.js'

/** 给出收窄的授权的人，one of those with an account. */
const PRINCIPAL = 2
export const NARROWED_DOCUMENT = '授权委托书 8 号'
export const PAYROLL_PROOF = '代理记账委托合同 3 号'

/** 收窄的授权：for two insurances and the last twelve months of the city, and nothing else of that record. */
const narrowed: Scene = {
  ...{ name: 'narrowed-mandate', zh: '只限险种与月份的授权', day: 'now' },
  play: async (house) => {
    const { city, today: fromDay, counter, desk } = house
    const [agent, principal] = [city.lives[0], city.lives[PRINCIPAL]]
    if (agent === undefined || principal === undefined) return
    const { identityNumber, fullName } = principal
    const beside = { otherIdentityNumber: agent.identityNumber, otherFullName: agent.fullName }
    const throughMonth = city.size.through
    const submission = await counter.facts.enter(desk, 'mandate', {
      items: [
        {
          ...{ identityNumber, fullName, ...beside, capacity: 'agent', change: 'begin', document: NARROWED_DOCUMENT },
          ...{ scope: ['registration', 'contribution', 'record.read', 'statement.issue'], fromDay },
          ...{ insurances: ['110', '410'], fromMonth: plus(throughMonth, -11), throughMonth },
        },
      ],
      ground: '经核对双方身份证件与授权书原件，授权书写明险种与月份',
    })
    await house.post(submission, 'mandate')
  },
}

/** 代理记账：the operator of the first employer keeps the second one's books too; a third took its mandate back. */
const payroll: Scene = {
  ...{ name: 'payroll', zh: '一人经办几家单位', day: 'now' },
  play: async (house) => {
    const [own, second, third] = house.city.employers
    if (own === undefined || second === undefined) return
    const operator = await house.operator(own.creditCode)
    await appoint(house, operator, second.creditCode, false)
    if (third !== undefined) await appoint(house, operator, third.creditCode, true)
  },
}

interface Operator {
  readonly accountId: string
  readonly personId: string
}

async function appoint(
  house: SceneHouse,
  { accountId, personId }: Operator,
  creditCode: string,
  ended: boolean,
): Promise<void> {
  const { app, ids, clock } = house.ports
  await app.transaction({}, async (trx) => {
    const [employer] = await employersByCode(trx, [creditCode])
    if (employer === undefined) return
    const { employerId } = employer
    const [by, at] = [house.desk.personId, clock.now()]
    await insertAppointment(trx, {
      ...{ appointmentId: ids.uuid(), accountId, personId, employerId, proof: PAYROLL_PROOF },
      ...{ fromDay: plusDays(house.today, -30), appointedBy: by, at },
    })
    if (ended) await endAppointment(trx, accountId, employerId, by, at)
  })
}

export const AGENT_SCENES: readonly Scene[] = [narrowed, payroll]
