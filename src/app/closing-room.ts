import type { ClosingPorts } from '../closing/ports.js'
import { ClosingRunner } from '../closing/run-service.js'
import { ClosingService } from '../closing/service.js'
import type { Foundation } from './foundation.js'
import type { Rooms } from './rooms.js'

/** 结息之室：the service people ask, and the runner that works through everybody behind it. */
export interface ClosingRoom {
  readonly service: ClosingService
  /** There may be work. */
  wake(): void
  stop(): Promise<void>
}

const LOOK_MS = 3000

/** 开结息之室。A run that was broken off by a stop of the system goes on by itself. */
export function openClosing(house: Foundation, rooms: Rooms): ClosingRoom {
  const ports = closingPorts(house, rooms)
  const runner = new ClosingRunner(ports)
  const halt = { halted: false }
  let turn: Promise<unknown> | undefined
  const wake = () => {
    turn ??= runner
      .advance(halt)
      .catch((error: unknown) => house.alarm(`the close could not be looked for and is tried again: ${String(error)}`))
      .finally(() => {
        turn = undefined
      })
  }
  const timer = setInterval(wake, LOOK_MS)
  return {
    service: new ClosingService(ports),
    wake,
    stop: async () => {
      halt.halted = true
      clearInterval(timer)
      await turn
    },
  }
}

function closingPorts({ app, verify, posting, settings, alarm }: Foundation, rooms: Rooms): ClosingPorts {
  const { rules, gate, collection, uuid } = rooms
  return {
    ...{ gate, app, verify, posting, alarm, clock: settings.clock, ids: { uuid } },
    ...{ areaOf: collection.areaOf, staffNames: collection.staffNames },
    policy: () => rules,
    policyAt: (treeSize) => app.transaction({}, (trx) => rules.bookAt(trx, treeSize)),
  }
}
