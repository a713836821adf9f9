import { randomBytes } from 'node:crypto'
import { SealService } from '../../access/seal-service.js'
import type { ReceiveInquiry } from '../../disclosure/contract.js'
import { DecideService } from '../../disclosure/decide-service.js'
import { ExecuteService } from '../../disclosure/execute-service.js'
import { InquiryService } from '../../disclosure/inquiry-service.js'
import { plusDays } from '../../kernel/day.js'
import { EAST } from './employers.js'
import type { Scene, SceneHouse } from './scene-house.js'

/** 封存到哪一日：so many days after the day of the scene. */
export const SEALED_FOR = 90
export const SEAL_BASIS = '中华人民共和国刑事诉讼法 第五十四条'
/** 有账户的参保人在人生中的序号。 */
const WITH_ACCOUNT = 4

/**
 * 依法封存的查询：the police ask about one insured person who may not be told. The seal names its law, its last day and who
 * approved it; until that day is over the person finds nothing of it.
 */
const sealed: Scene = {
  ...{ name: 'sealed', zh: '依法封存的查询', day: 'now' },
  play: async (house) => {
    const { disclosure: ports } = house.parts
    const person = personOf(house)
    if (ports === undefined || person === undefined) return
    const inquiries = new InquiryService(ports)
    const { items } = await inquiries.receive(house.desk, await policeRequest(house, person))
    const { id, serial } = items[0]!
    const seals = sealService(house)
    const { proposalId } = await seals.propose(house.as('city-query'), {
      ...{ caseId: id, matter: serial, basis: SEAL_BASIS },
      untilDay: plusDays(ports.clock.today(), SEALED_FOR),
    })
    await seals.decide(house.as('city-query-approve'), proposalId, { decision: 'approve' })
    const reason = '法律文书与证件齐全，依法提供，封存期内不告知'
    await new DecideService(ports, inquiries).decide(house.as('east-approve'), id, { verdict: 'provide', reason })
    await new ExecuteService(ports, inquiries).execute(house.as('east-review'), id)
  },
}

/** 东城参保、有账户可以登录的一人；none in a city too small to have one. */
function personOf({ city }: SceneHouse): ReceiveInquiry['persons'][number] | undefined {
  const found = city.lives.find(
    ({ index, spells }) => index < WITH_ACCOUNT && city.employers[spells.at(-1)?.employer ?? -1]?.agency === EAST,
  )
  return found && { fullName: found.fullName, identityNumber: found.identityNumber }
}

function sealService(house: SceneHouse): SealService {
  const { gate, clock, setting, staffNames } = house.parts.disclosure!
  return new SealService({
    ...{ gate, clock, staffNames, chance: { bytes: (count) => randomBytes(count) } },
    longestDays: () => setting('business.seal-longest-days'),
    agencyName: (code) => code,
    agenciesOf: (agency) => [agency],
  })
}

async function policeRequest(house: SceneHouse, person: ReceiveInquiry['persons'][number]): Promise<ReceiveInquiry> {
  const unit = '示例市公安局'
  const paper = (says: string) => house.paper('attachment', unit, says)
  const officer = async (name: string, cardNumber: string) => ({
    ...{ name, cardNumber, cardKind: '人民警察证', validThrough: '2029-12-31', originalSeen: true },
    copy: await paper(`${name}人民警察证复印件`),
  })
  return {
    ...{
      ground: 'organ',
      unit: { name: unit, contact: '侦查支队', phone: '010-00000003' },
      mayTell: false,
      act: 'take',
    },
    ...{ purpose: '侦查案件，查明缴费情况', basis: { id: 'm14-18' }, route: 'here' },
    papers: {
      dutyProof: await paper('执行公务证明，封存'),
      form: await paper('查询专用表，封存'),
      approval: await paper('调取证据通知书'),
      approvalNumber: '示公调证字〔2026〕7号',
    },
    officers: [await officer('秦朗', 'JC-010001'), await officer('路遥', 'JC-010002')],
    standard: { reason: 'contactUnsuitable', says: '侦查期间不宜与被查询人接触' },
    ...{ persons: [person], sections: ['registration', 'contribution'], from: '2026-01', through: '2026-06' },
  }
}

export const SEALED_SCENES: readonly Scene[] = [sealed]
