import { BatchService } from '../../archive/batch-service.js'
import { DeliveryService } from '../../certificates/delivery-service.js'
import { plusDays } from '../../kernel/day.js'
import type { Scene } from './scene-house.js'

/** 记录单寄送：the run of the last year is opened under an agreement with a printing firm; its persons are gathered once served. */
const delivery: Scene = {
  ...{ name: 'delivery', zh: '年度权益记录单的寄送', day: 'now' },
  play: async (house) => {
    const { archive, delivery: ports, settle } = house.parts
    if (ports === undefined) return
    await settle()
    await new BatchService(archive).agree(house.as('city-archive'), {
      ...{ number: 'JD-2026-01', vendor: '示例印制寄递有限公司', companion: 'city-archive-2', workers: [] },
      ...{ fromDay: plusDays(house.today, -30), throughDay: plusDays(house.today, 335) },
    })
    const year = Number(house.today.slice(0, 4)) - 1
    await new DeliveryService(ports).open(house.desk, { year })
  },
}

export const DELIVERY_SCENES: readonly Scene[] = [delivery]
