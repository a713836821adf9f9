import { hash } from 'node:crypto'
import type { Day } from '../../kernel/day.js'
import { Refusal } from '../../kernel/refusal.js'
import type { Say } from './demo-rooms.js'
import { type Scene, SceneHouse, type SceneParts } from './scene-house.js'
import { ACTING_SCENES } from './scenes-acting.js'
import { AGENT_SCENES } from './scenes-agents.js'
import { ARCHIVE_SCENES } from './scenes-archive.js'
import { AUTHORITY_SCENES } from './scenes-authority.js'
import { BENEFIT_SCENES } from './scenes-benefits.js'
import { DELIVERY_SCENES } from './scenes-delivery.js'
import { DISCLOSURE_SCENES } from './scenes-disclosure.js'
import { EXCHANGE_SCENES } from './scenes-exchange.js'
import { MONEY_SCENES } from './scenes-money.js'
import { OBJECTION_SCENES } from './scenes-objections.js'
import { PERSON_SCENES } from './scenes-persons.js'
import { SEALED_SCENES } from './scenes-sealed.js'
import { STATISTIC_SCENES } from './scenes-statistics.js'
import { TRANSFER_SCENES } from './scenes-transfer.js'
import { WORK_SCENES } from './scenes-work.js'

/** 各幕，in the order in which one may rest on another. */
export const SCENES: readonly Scene[] = [
  ...PERSON_SCENES,
  ...MONEY_SCENES,
  ...BENEFIT_SCENES,
  ...ARCHIVE_SCENES,
  ...WORK_SCENES,
  ...EXCHANGE_SCENES,
  ...TRANSFER_SCENES,
  ...DISCLOSURE_SCENES,
  ...OBJECTION_SCENES,
  ...STATISTIC_SCENES,
  ...DELIVERY_SCENES,
  ...ACTING_SCENES,
  ...AGENT_SCENES,
  ...SEALED_SCENES,
  ...AUTHORITY_SCENES,
]

/** Nothing is dated before the city's last month, however early a clock it is opened by. */
const EARLIEST = '2026-11-02' as Day

/** 一幕未能演完的说法。 */
export const NOT_PLAYED = '未能演完'

/** 各幕的摘要：a city that was loaded with other scenes is another city. */
export function scenesDigest(): string {
  return hash('sm3', SCENES.map(({ name, day }) => `${name} ${day}`).join('\n'), 'hex')
}

export interface Played {
  /** 已演到第几幕。 */
  readonly done: number
  readonly write: (done: number) => Promise<void>
  /** 今日, by the installation's own clock. */
  readonly today: Day
}

/**
 * 逐幕演来，through the real services and reviews. A scene in which a load was interrupted is not begun a second time; one
 * that the rules of the day refuse is told and left out, so that the city opens all the same.
 */
export async function playScenes(parts: SceneParts, { done, write, today }: Played, say: Say): Promise<void> {
  const house = new SceneHouse(parts)
  for (const [at, scene] of SCENES.entries()) {
    if (at < done) continue
    say(`示例各幕：${scene.zh}`, at, SCENES.length)
    parts.clock.turnToDay(scene.day === 'now' ? later(today, EARLIEST) : scene.day)
    await write(at + 1)
    const refused = await play(scene, house)
    if (refused !== undefined) say(`示例各幕：${scene.zh} ${NOT_PLAYED}：${refused}`, at, SCENES.length)
  }
}

async function play(scene: Scene, house: SceneHouse): Promise<string | undefined> {
  try {
    await scene.play(house)
    return undefined
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return error.say('zh')
  }
}

function later(a: Day, b: Day): Day {
  return a > b ? a : b
}
