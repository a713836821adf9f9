import { CalendarService } from '../exchange/calendar-service.js'
import { MatchingService } from '../exchange/matching-service.js'
import { OutsideService } from '../exchange/outside-service.js'
import type { Foundation } from './foundation.js'
import type { Rooms } from './rooms.js'

/** 交换之室的后台：matches what came in, asks again what nobody answered, notices what did not come. */
export interface ExchangeRoom {
  /** There may be work. */
  wake(): void
  stop(): Promise<void>
}

const LOOK_MS = 3000
const ASKED_AT_ONCE = 200
/** The calendar is looked at every so many rounds. */
const ROUNDS_BETWEEN = 100

export function openExchange(house: Foundation, { exchange }: Rooms): ExchangeRoom {
  const [matching, outside] = [new MatchingService(exchange), new OutsideService(exchange)]
  const calendar = new CalendarService(exchange)
  const halt = { halted: false }
  let rounds = 0
  let turn: Promise<unknown> | undefined
  const round = async () => {
    while (!halt.halted && (await matching.advance(halt)));
    if (!halt.halted) await outside.ask(ASKED_AT_ONCE)
    if (rounds++ % ROUNDS_BETWEEN === 0) {
      const missed = await calendar.noticeMissed()
      if (missed > 0) house.alarm(`部门交换逾期未到：${missed} 项，已列入任务`)
    }
  }
  const wake = () => {
    turn ??= round()
      .catch((error: unknown) => house.alarm(`exchange work failed and is tried again: ${String(error)}`))
      .finally(() => {
        turn = undefined
      })
  }
  const timer = setInterval(wake, LOOK_MS)
  return {
    wake,
    stop: async () => {
      halt.halted = true
      clearInterval(timer)
      await turn
    },
  }
}
