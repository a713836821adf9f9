import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import type { FastifyReply } from 'fastify'
import { Uuid } from '../collection/contract.js'
import { uploaded } from '../collection/uploaded.js'
import { MakeReport, MakeStatistic, PublicStatistics, StatisticList, StatisticNote, StatisticView } from './contract.js'
import { DecideExport, ExportList, ExportView, LeakAnswer, RequestExport } from './export-contract.js'
import { ExportService } from './export-service.js'
import { DecideExtract, ExtractList, ExtractView, RequestExtract, SealFile } from './extract-contract.js'
import { ExtractService } from './extract-service.js'
import { adHocRoutes, indicatorRoutes } from './governed-routes.js'
import { JobList, JobView, StatisticAnswer } from './job-contract.js'
import { StatisticJobDesk } from './job-desk-service.js'
import type { StatisticsPorts } from './ports.js'
import { StatisticService } from './statistic-service.js'

const tags = ['统计与导出']
const Id = Type.Object({ id: Uuid })

/** 已公布的统计，open to everybody. */
export function publicStatisticRoutes(ports: StatisticsPorts): FastifyPluginAsyncTypebox {
  const statistics = new StatisticService(ports)
  return async (app) => {
    const schema = { summary: '已公布的统计', tags, response: { 200: PublicStatistics } }
    app.get('/statistics', { schema }, async () => statistics.released())
  }
}

/** 统计、提取、导出各地址，on the staff listener. */
export function statisticsRoutes(ports: StatisticsPorts): FastifyPluginAsyncTypebox {
  return async (app) => {
    await app.register(statisticRoutes(ports))
    await app.register(extractRoutes(ports))
    await app.register(exportRoutes(ports))
    await app.register(jobRoutes(ports))
    await app.register(adHocRoutes(ports))
    await app.register(indicatorRoutes(ports))
  }
}

function statisticRoutes(ports: StatisticsPorts): FastifyPluginAsyncTypebox {
  const statistics = new StatisticService(ports)
  return async (app) => {
    const list = { summary: '统计', tags, response: { 200: StatisticList } }
    app.get('/desk/statistics', { schema: list }, async (request) => statistics.list(await request.actorIn('staff')))

    const make = { summary: '编制一项统计', tags, body: MakeStatistic, response: { 200: StatisticAnswer } }
    app.post('/desk/statistics', { schema: make }, async (request) =>
      statistics.make(await request.actorIn('staff'), request.body),
    )

    const report = { summary: '编制一份法定报送', tags, body: MakeReport, response: { 200: StatisticAnswer } }
    app.post('/desk/statistics/reports', { schema: report }, async (request) =>
      statistics.report(await request.actorIn('staff'), request.body),
    )

    const one = { summary: '一项统计', tags, params: Id, response: { 200: StatisticView } }
    app.get('/desk/statistics/:id', { schema: one }, async (request) =>
      statistics.show(await request.actorIn('staff'), request.params.id),
    )

    const steps = { approve: '批准统计', return: '退回统计', publish: '公布统计', send: '报送统计' } as const
    for (const turn of ['approve', 'return', 'publish', 'send'] as const) {
      const schema = { ...one, summary: steps[turn], body: StatisticNote }
      app.post(`/desk/statistics/:id/${turn}`, { schema }, async (request) =>
        statistics.step(await request.actorIn('staff'), request.params.id, turn, request.body.note),
      )
    }
  }
}

function extractRoutes(ports: StatisticsPorts): FastifyPluginAsyncTypebox {
  const extracts = new ExtractService(ports)
  return async (app) => {
    const list = { summary: '提取申请', tags, response: { 200: ExtractList } }
    app.get('/desk/extracts', { schema: list }, async (request) => extracts.list(await request.actorIn('staff')))

    const ask = { summary: '提出提取申请', tags, body: RequestExtract, response: { 200: ExtractView } }
    app.post('/desk/extracts', { schema: ask }, async (request) =>
      extracts.request(await request.actorIn('staff'), request.body),
    )

    const step = { tags, params: Id, response: { 200: ExtractView } }
    const decide = { ...step, summary: '批准或不予批准提取', body: DecideExtract }
    app.post('/desk/extracts/:id/decide', { schema: decide }, async (request) =>
      extracts.decide(await request.actorIn('staff'), request.params.id, request.body),
    )
    const allow = { ...step, summary: '另行批准含直接识别信息', body: DecideExtract }
    app.post('/desk/extracts/:id/allow', { schema: allow }, async (request) =>
      extracts.decide(await request.actorIn('staff'), request.params.id, request.body, true),
    )
    const seal = { ...step, summary: '生成并以口令密封', body: SealFile }
    app.post('/desk/extracts/:id/seal', { schema: seal }, async (request) =>
      extracts.seal(await request.actorIn('staff'), request.params.id, request.body.password),
    )
    const file = { summary: '密封的提取文件', tags, params: Id, produces: [SEALED] }
    app.get('/desk/extracts/:id/file', { schema: file }, async (request, reply) => {
      const { bytes, serial } = await extracts.download(await request.actorIn('staff'), request.params.id)
      return sealed(reply, bytes, `${serial}.qyx`)
    })
  }
}

function jobRoutes(ports: StatisticsPorts): FastifyPluginAsyncTypebox {
  const desk = new StatisticJobDesk(ports)
  return async (app) => {
    const list = { summary: '统计任务', tags, response: { 200: JobList } }
    app.get('/desk/statistic-jobs', { schema: list }, async (request) => desk.list(await request.actorIn('staff')))

    const one = { tags, params: Id, response: { 200: JobView } }
    app.get('/desk/statistic-jobs/:id', { schema: { ...one, summary: '一件统计任务' } }, async (request) =>
      desk.show(await request.actorIn('staff'), request.params.id),
    )
    app.post('/desk/statistic-jobs/:id/cancel', { schema: { ...one, summary: '取消统计任务' } }, async (request) =>
      desk.cancel(await request.actorIn('staff'), request.params.id),
    )
  }
}

function exportRoutes(ports: StatisticsPorts): FastifyPluginAsyncTypebox {
  const exports = new ExportService(ports)
  return async (app) => {
    const list = { summary: '导出单', tags, response: { 200: ExportList } }
    app.get('/desk/exports', { schema: list }, async (request) => exports.list(await request.actorIn('staff')))

    const ask = { summary: '申请导出名单', tags, body: RequestExport, response: { 200: ExportView } }
    app.post('/desk/exports', { schema: ask }, async (request) =>
      exports.request(await request.actorIn('staff'), request.body),
    )

    const step = { tags, params: Id, response: { 200: ExportView } }
    const decide = { ...step, summary: '批准或不予批准导出', body: DecideExport }
    app.post('/desk/exports/:id/decide', { schema: decide }, async (request) =>
      exports.decide(await request.actorIn('staff'), request.params.id, request.body),
    )
    app.post('/desk/exports/:id/start', { schema: { ...step, summary: '开始已批准的导出' } }, async (request) =>
      exports.start(await request.actorIn('staff'), request.params.id),
    )
    const file = { summary: '导出的文件，以口令密封', tags, params: Id, body: SealFile, produces: [SEALED] }
    app.post('/desk/exports/:id/file', { schema: file }, async (request, reply) => {
      const actor = await request.actorIn('staff')
      const { bytes, name } = await exports.download(actor, request.params.id, request.body.password)
      return sealed(reply, bytes, name)
    })
    const leak = { summary: '核对泄露的文件出自哪张导出单', tags, response: { 200: LeakAnswer } }
    app.post('/desk/exports/leak', { schema: leak }, async (request) => {
      const actor = await request.actorIn('staff')
      return exports.leak(actor, async () => (await uploaded(request)).bytes)
    })
  }
}

const SEALED = 'application/octet-stream'

function sealed(reply: FastifyReply, bytes: Buffer, name: string) {
  return reply
    .header('content-disposition', `attachment; filename="${name}"`)
    .header('cache-control', 'no-store')
    .type(SEALED)
    .send(bytes)
}
