import type { FactEntryKind, FactRequests } from '../../collection/fact-entry-contract.js'
import { plusDays } from '../../kernel/day.js'
import type { Scene, SceneHouse } from './scene-house.js'
import { type SceneName, scenePerson } from './scene-people.js'
import { register } from './scenes-persons.js'

const GROUND = '经核对双方身份证件与证明原件'
const PROTECTED_BY = { review: 'city-review', approval: 'city-approve' } as const

async function enter<K extends FactEntryKind>(house: SceneHouse, kind: K, request: FactRequests[K]): Promise<void> {
  const submission = await house.counter.facts.enter(house.desk, kind, request)
  await house.post(submission, kind)
}

/**
 * 代为办理：the first of the lives may act for an old woman by her mandate, for a grown ward and for a dead relative; and
 * one person whose record is found by nobody but its handler.
 */
const acting: Scene = {
  ...{ name: 'acting', zh: '代为办理与保密标识', day: 'now' },
  play: async (house) => {
    const { identityNumber, fullName } = house.city.lives[0]!
    const beside = { otherIdentityNumber: identityNumber, otherFullName: fullName }
    const [fromDay, who] = [house.today, (name: SceneName) => scenePerson(house.city, name)]
    await enter(house, 'mandate', {
      items: [
        {
          ...{ ...who('dependant'), ...beside, capacity: 'agent', change: 'begin', document: '授权委托书 7 号' },
          scope: ['registration', 'benefit', 'record.read', 'statement.issue'],
          ...{ fromDay, throughDay: plusDays(fromDay, 180) },
        },
      ],
      ground: GROUND,
    })
    await register(house, 'ward', { categories: ['resident'], insurances: ['390'] })
    const judged = '示例市东城示例区人民法院指定监护民事判决书 12 号'
    await enter(house, 'guardianship', {
      items: [{ ...who('ward'), ...beside, change: 'begin', fromDay, document: judged }],
      ground: GROUND,
    })
    await register(house, 'departed', { categories: ['resident'], insurances: ['390'] })
    const died = plusDays(fromDay, -10)
    await enter(house, 'lifeEvent', {
      items: [{ ...who('departed'), event: 'death', day: died, document: '居民死亡医学证明 21 号' }],
      ground: GROUND,
    })
    await enter(house, 'mandate', {
      items: [
        {
          ...{ ...who('departed'), ...beside, capacity: 'relative', change: 'begin', document: '亲属关系公证书 5 号' },
          ...{ scope: ['registration', 'benefit', 'record.read'], fromDay },
        },
      ],
      ground: GROUND,
    })
    await shield(house)
  },
}

/** 保密标识：registered by its handler and approved in the city. */
async function shield(house: SceneHouse): Promise<void> {
  await register(house, 'shielded', { categories: ['resident'], insurances: ['390'] })
  const mark = { change: 'begin', because: '有关部门通知', document: '保密通知 1 号', fromDay: house.today } as const
  const submission = await house.counter.facts.enter(house.as('city-protected'), 'protection', {
    items: [{ ...scenePerson(house.city, 'shielded'), ...mark }],
    ground: GROUND,
  })
  await house.postBy(submission, PROTECTED_BY)
}

export const ACTING_SCENES: readonly Scene[] = [acting]
