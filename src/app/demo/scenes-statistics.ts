import { periodOfDay } from '../../kernel/day.js'
import { plus } from '../../kernel/period.js'
import { ExportJobService } from '../../statistics/export-job-service.js'
import { ExportService } from '../../statistics/export-service.js'
import { ExtractService } from '../../statistics/extract-service.js'
import { StatisticService } from '../../statistics/statistic-service.js'
import { WEST } from './employers.js'
import type { Scene } from './scene-house.js'

/** 统计与导出：a released statistic, one that is still a draft, an extract that was sealed, an export that is ready. */
const statistics: Scene = {
  ...{ name: 'statistics', zh: '统计、提取与导出', day: 'now' },
  play: async (house) => {
    const { statistics: ports, settle } = house.parts
    if (ports === undefined) return
    await settle()
    const [query, approver, supervisor] = [
      house.as('city-query'),
      house.as('city-query-approve'),
      house.as('supervisor'),
    ]
    const through = plus(periodOfDay(house.today), -1)
    const figures = new StatisticService(ports)
    const { id } = await figures.make(query, { topic: 'enrolled', month: through })
    await figures.step(approver, id, 'approve', '数据核对无误，同意')
    await figures.step(supervisor, id, 'publish', '同意公布')
    await figures.make(query, { topic: 'due', month: through })

    const extracts = new ExtractService(ports)
    const asked = await extracts.request(query, {
      ...{ receiver: '示例市人力资源和社会保障局', purposeKind: 'decision', purpose: '测算下一年度缴费基数下限的影响' },
      ...{ insurance: '110', from: plus(through, -11), through, agency: WEST, identified: false },
    })
    await extracts.decide(approver, asked.id, { verdict: 'approve', note: '用途与范围相当，同意' })
    await extracts.seal(query, asked.id, 'demo-extract-2026')

    await new ExportService(ports).request(house.as('east-review'), {
      ...{ list: 'employerPersons', creditCode: house.city.employers[0]!.creditCode, format: 'xlsx' },
      ...{ from: plus(through, -5), through, purpose: '年度缴费工资申报前核对参保人员' },
    })
    await new ExportJobService(ports).advance()
  },
}

export const STATISTIC_SCENES: readonly Scene[] = [statistics]
