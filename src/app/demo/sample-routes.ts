import type { FastifyInstance } from 'fastify'
import { type Period, parsePeriod } from '../../kernel/period.js'
import { type City, DEMO_CITY } from './city.js'
import { demoSample } from './sample.js'

/** The newcomer's files, made in memory: nothing that names a person is left on the disk in clear. */
export async function sampleRoutes(app: FastifyInstance, city: City): Promise<void> {
  app.get('/demo/samples/:what', { schema: { hide: true } }, async (request, reply) => {
    const { what } = request.params as { what: string }
    const { month = DEMO_CITY.through } = request.query as { month?: string }
    const period: Period = parsePeriod(month)
    const [, kind, employer] = /^(filing|levy)-(\d)$/.exec(what) ?? []
    const asked =
      kind === 'filing'
        ? { kind: 'filing' as const, employer: Number(employer), month: period }
        : { kind: 'levy' as const, employer: employer === undefined ? undefined : Number(employer), month: period }
    const { fileName, bytes } = demoSample(city, asked)
    return reply
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}`)
      .type(
        fileName.endsWith('.xlsx') ? 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' : 'text/csv',
      )
      .send(bytes)
  })
}
