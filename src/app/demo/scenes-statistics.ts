import { periodOfDay } from '../../kernel/day.js'
import { plus } from '../../kernel/period.js'
import { AdHocService } from '../../statistics/ad-hoc-service.js'
import { ExportJobService } from '../../statistics/export-job-service.js'
import { ExportService } from '../../statistics/export-service.js'
import { ExtractService } from '../../statistics/extract-service.js'
import { StatisticJobDesk } from '../../statistics/job-desk-service.js'
import { StatisticJobService } from '../../statistics/statistic-job-service.js'
import { StatisticService } from '../../statistics/statistic-service.js'
import { WEST } from './employers.js'
import type { Scene } from './scene-house.js'

/** 统计与导出：a released statistic, one that is still a draft, an extract that was sealed, an export that is ready. */
const statistics: Scene = {
  ...{ name: 'statistics', zh: '统计、提取与导出', day: 'now' },
  play: async (house) => {
    const { statistics: given, settle } = house.parts
    if (given === undefined) return
    await settle()
    // The scene does its jobs itself, on its own day.
    const ports = { ...given, wake: undefined, moment: undefined }
    const [query, approver, supervisor] = [
      house.as('city-query'),
      house.as('city-query-approve'),
      house.as('supervisor'),
    ]
    const through = plus(periodOfDay(house.today), -1)
    const figures = new StatisticService(ports)
    const jobs = new StatisticJobService(ports)
    const { job } = await figures.make(query, { topic: 'enrolled', month: through })
    await jobs.advance()
    const { result: id } = await new StatisticJobDesk(ports).show(query, job!.id)
    if (id === undefined) throw new Error('the figures of the demo were not made')
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
    await jobs.advance()

    const adHoc = new AdHocService(ports)
    const terms = {
      ...{ measure: 'enrolled' as const, month: through, filter: {}, insurances: ['110'] },
      ...{ receiver: '示例市人力资源和社会保障局规划处', purposeKind: 'decision' as const },
    }
    const made = await adHoc.request(query, {
      ...{ ...terms, dimensions: ['age', 'sex'], purpose: '测算分年龄、性别的参保结构' },
    })
    await adHoc.decide(approver, made.id, { verdict: 'approve', note: '用途正当，分组适当，同意' })
    await adHoc.run(query, made.id)
    await jobs.advance()
    await adHoc.request(query, {
      ...{ ...terms, dimensions: ['employerType'], purpose: '分析各类单位的参保人数' },
    })

    await new ExportService(ports).request(house.as('east-review'), {
      ...{ list: 'employerPersons', creditCode: house.city.employers[0]!.creditCode, format: 'xlsx' },
      ...{ from: plus(through, -5), through, purpose: '年度缴费工资申报前核对参保人员' },
    })
    await new ExportJobService(ports).advance()
  },
}

export const STATISTIC_SCENES: readonly Scene[] = [statistics]
