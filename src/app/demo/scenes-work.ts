import { BatchService } from '../../collection/batch-service.js'
import { StandInService } from '../../collection/stand-in-service.js'
import { WorkService } from '../../collection/work-service.js'
import { plusDays } from '../../kernel/day.js'
import type { Scene, SceneHouse } from './scene-house.js'
import { type SceneName, scenePerson } from './scene-people.js'

const GROUND = '经核对身份证件原件'
const CONTRACT = { item: '劳动合同或灵活就业承诺书', basis: '社会保险经办条例 第十八条' }

async function file(house: SceneHouse, name: SceneName) {
  const who = scenePerson(house.city, name)
  const asked = { ...who, categories: ['flexible' as const], insurances: ['110' as const], fromMonth: '2026-10' }
  return house.counter.registrations.registerPerson(house.desk, { ...asked, ground: GROUND })
}

/** 在办的各件：one claimed, one gone up to the city, one that waits for papers, one the department does not know. */
const atWork: Scene = {
  ...{ name: 'at-work', zh: '在办各件：认领、上呈、待补正', day: 'now' },
  play: async (house) => {
    const [work, first] = [new WorkService(house.ports), house.as('east-first')]
    const [claimed, up, short, unknown] = [
      await file(house, 'waiting1'),
      await file(house, 'waiting2'),
      await file(house, 'waiting3'),
      await file(house, 'waiting4'),
    ]
    await work.claim(first, claimed.id, { revision: claimed.revision })
    const reason = '户籍在外省，参保地归属须由市级明确'
    await work.escalate(first, up.id, { revision: up.revision, to: 'city', reason })
    const identity = { item: '居民身份证正反面复印件', basis: '社会保险经办条例 第十八条' }
    await work.requestPapers(first, short.id, { revision: short.revision, items: [CONTRACT, identity] })
    await house.passes(unknown, 'initialReview')
  },
}

/** 替岗：the second initial reviewer is on leave, the first stands in. */
const standIn: Scene = {
  ...{ name: 'stand-in', zh: '缺勤与替岗', day: 'now' },
  play: async (house) => {
    const [away, delegate] = [house.as('east-first-2'), house.as('east-first')]
    const days = { fromDay: house.today, throughDay: plusDays(house.today, 4), reason: '年休假' }
    await new StandInService(house.ports).arrange(away, { ...days, delegate: delegate.personId })
  },
}

/** 成批变更：the wages of two people of an employer were filed wrongly; the list waits for the city. */
const batchChange: Scene = {
  ...{ name: 'batch-change', zh: '成批变更待市级批准', day: 'now' },
  play: async (house) => {
    const { city } = house
    const staff = city.lives.filter(
      ({ spells }) => spells.at(-1)?.employer === 0 && spells.at(-1)?.through === undefined,
    )
    const rows = staff.slice(-2).map(({ identityNumber, fullName, startingWage }, i) => ({
      ...{ identityNumber, fullName, insurance: '110' as const, contributionMonth: '2026-08' },
      declaredWage: startingWage * 200 + (i + 1) * 10_000,
    }))
    const documentId = await house.paper('attachment', '稽核整改意见书 2026-15 号', '漏报加班工资的人员与月份')
    const submission = await new BatchService(house.ports).file(house.desk, {
      ...{ creditCode: city.employers[0]!.creditCode, rows, reason: 'sourceError', documentId },
      explanation: '单位漏报加班工资，依稽核意见成批更正',
    })
    await house.passes(submission, 'initialReview', 'review')
  },
}

export const WORK_SCENES: readonly Scene[] = [atWork, standIn, batchChange]
