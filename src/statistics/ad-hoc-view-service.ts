import type { Actor } from '../access/actor.js'
import { agencyName } from '../access/agency-tree.js'
import { type Day, dayOfInstant, plusDays } from '../kernel/day.js'
import type { AdHocView } from './ad-hoc-contract.js'
import { type AdHoc, adHocState } from './ad-hoc-store.js'
import { valuesOf } from './ad-hoc-vocabulary-service.js'
import { ageBands, type Catalogue, catalogueAt } from './catalogue.js'
import { cataloguesOf } from './catalogue-service.js'
import { jobViews } from './job-desk-service.js'
import { type Job, latestJobs } from './job-store.js'
import type { StatisticsPorts } from './ports.js'

/** 临时统计的样子；with its figures where they are asked for. */
export async function adHocViews(
  ports: StatisticsPorts,
  actor: Actor,
  all: readonly AdHoc[],
  withCells: boolean,
): Promise<AdHocView[]> {
  const ids = all.map(({ id }) => id)
  const jobs = await ports.app.transaction({}, (trx) => latestJobs(trx, 'adHoc', ids))
  const people = all.flatMap(({ requestedBy, steps }) => [requestedBy, ...steps.map(({ by }) => by)])
  const names = await ports.staffNames([...new Set(people)])
  const versions = await cataloguesOf(ports)
  return Promise.all(
    all.map(async (one) => {
      const job = jobs.get(one.id)
      return {
        ...viewOf(ports, one, versions, withCells),
        requestedBy: names.get(one.requestedBy) ?? '',
        steps: one.steps.map(({ state, note, by, at }) => ({ state, note, at, by: names.get(by) ?? '' })),
        ...(job === undefined ? {} : { job: (await jobViews(ports, actor, [job]))[0]! }),
        can: turnsOf(ports, actor, one, job),
      }
    }),
  )
}

function viewOf(ports: StatisticsPorts, one: AdHoc, versions: readonly Catalogue[], withCells: boolean) {
  const { id, serial, agency, request, requestedAt, result } = one
  const catalogue =
    versions.find(({ version }) => version === result?.catalogue) ?? catalogueAt(versions, request.month as never)
  const indicator = catalogue?.indicators.find((each) => each.id === request.measure)
  const measureName = { zh: indicator?.zh ?? request.measure, en: indicator?.en ?? request.measure }
  const values = catalogue === undefined ? undefined : valuesOf(ports, agency, catalogue)
  const on = approvedOn(one)
  const tables = tablesOf(one, measureName, indicator, withCells)
  return {
    ...request,
    ...{
      id,
      serial,
      requestedAt,
      state: adHocState(one),
      agencyName: agencyName(ports.agencies(), agency),
      measureName,
    },
    ...(on === undefined ? {} : { validThrough: plusDays(on, ports.setting('business.ad-hoc-valid')) as string }),
    ...(result === undefined
      ? {}
      : {
          result: {
            ...{ catalogue: result.catalogue, cutoff: result.cutoff, least: result.least, digest: result.digest },
            ...{ madeAt: result.madeAt as number, expiresOn: result.expiresOn as string, tables },
          },
        }),
    agencies: Object.entries(values?.agency ?? {}).map(([code, { zh }]) => ({ code, name: zh })),
    ...{ kinds: { ...values?.kind }, sexes: { ...values?.sex }, employerTypes: { ...values?.employerType } },
    ages: catalogue === undefined ? [] : ageBands(catalogue),
  }
}

function tablesOf(
  { request, result }: AdHoc,
  name: { zh: string; en: string },
  indicator: Catalogue['indicators'][number] | undefined,
  withCells: boolean,
): NonNullable<AdHocView['result']>['tables'] {
  if (!withCells || result?.cells === undefined) return []
  const cells = result.cells as NonNullable<AdHocView['result']>['tables'][number]['cells']
  const { definition = name, unit = 'person' } = indicator ?? {}
  return [{ topic: request.measure, name, definition, unit, cells }]
}

function turnsOf(ports: StatisticsPorts, actor: Actor, one: AdHoc, job: Job | undefined): AdHocView['can'] {
  const state = adHocState(one)
  const mine = one.requestedBy === actor.personId && mayRequest(ports, actor, one)
  const atWork = isAtWork(job)
  const isOpen = state === 'requested' || state === 'lapsed'
  return [
    ...(isOpen && one.requestedBy !== actor.personId && mayApprove(ports, actor, one) ? (['decide'] as const) : []),
    ...(state === 'approved' && mine && !atWork ? (['run'] as const) : []),
    ...((isOpen || state === 'approved') && mine && !atWork ? (['withdraw'] as const) : []),
    ...(state === 'made' && one.result?.cells !== undefined && mine ? (['release'] as const) : []),
  ]
}

function isAtWork(job: Job | undefined): boolean {
  return job?.state === 'waiting' || job?.state === 'running'
}

/** 可批准：in the post and the agency for it, and not the one who asked. */
export function mayApprove({ gate }: StatisticsPorts, actor: Actor, one: AdHoc): boolean {
  return gate.wouldPass({
    ...{ actor, action: 'adHoc.approve', resource: { kind: 'Agency', agency: one.agency }, purpose: '-', matter: '-' },
    context: { stage: 'approve', handledBefore: one.requestedBy === actor.personId },
  })
}

function mayRequest({ gate }: StatisticsPorts, actor: Actor, one: AdHoc): boolean {
  const resource = { kind: 'Agency' as const, agency: one.agency }
  return gate.wouldPass({ actor, action: 'adHoc.request', resource, purpose: '-', matter: '-' })
}

/** 哪一日批准的；nothing where it is not, or no longer. */
export function approvedOn({ steps }: AdHoc): Day | undefined {
  const last = steps.findLast(({ state }) => state === 'approved')
  return last === undefined ? undefined : dayOfInstant(last.at)
}
