import { type Fen, type Ppm, yuanText } from '../kernel/money.js'
import { Refusal } from '../kernel/refusal.js'
import { TERMS } from '../kernel/terms.js'
import { postedParameterTexts, type TextPosting } from '../ledger/policy-store.js'
import { leavesOf } from '../ledger/record-store.js'
import type { AreaPolicy } from '../policy/area.js'
import type { PolicyText } from '../policy/book.js'
import type { Parameter, ParameterValue, Version } from '../policy/parameter.js'
import { folderOf } from '../policy/parameter-files.js'
import { versionsIn } from '../policy/parameter-versions.js'
import { percentText } from '../policy/percent.js'
import { casesOf, isOver, stateOfCase } from './case-store.js'
import type { ParameterBook, ParameterView } from './parameter-contract.js'
import { originsOf, placeOf } from './parameter-origin.js'
import { saysOf } from './parameter-words.js'
import type { CollectionPorts } from './ports.js'
import { missingParameter } from './refusals-parameters.js'
import { stagesOf } from './route-book.js'
import { listSubmissions } from './submission-store.js'
import { parameterLinesOf } from './what-if-store.js'

const LISTED = 200
type Origin = NonNullable<ParameterView['versions'][number]['origin']>
type Pending = ParameterView['pending'][number]

/** 参数簿，经办人员所读：every version with its source, its status and the posting that brought it, and what is on its way. */
export class ParameterBookService {
  private origins: { readonly digest: string; readonly found: ReadonlyMap<string, Origin> } | undefined

  constructor(private readonly ports: CollectionPorts) {}

  async book(agencies: readonly string[], area: string): Promise<ParameterBook> {
    const { book, texts, digest } = this.ports.policy()
    const policy = book.area(area)
    const [origins, pending] = [await this.originsNow(), await this.pending(agencies)]
    return {
      digest,
      route: stagesOf(this.ports.routes.parameterChange.steps),
      areas: book.areas().map(({ code, zh, en, invented }) => ({ code, zh, en, invented })),
      area,
      parameters: ownParameters(texts, area).map(({ id, path }) =>
        viewOf(policy.parameter(id)!, path, origins, pending.get(`${area}|${id}`) ?? []),
      ),
    }
  }

  async parameter(agencies: readonly string[], area: string, id: string): Promise<ParameterView> {
    const { book } = this.ports.policy()
    const policy: AreaPolicy = book.area(area)
    const found = (await this.book(agencies, area)).parameters.find((one) => one.id === id)
    if (found === undefined) throw new Refusal(missingParameter, { parameter: id, area: policy.zh, code: area })
    return found
  }

  /** Read anew only when something was posted. */
  private async originsNow(): Promise<ReadonlyMap<string, Origin>> {
    const { digest } = this.ports.policy()
    if (this.origins?.digest === digest) return this.origins.found
    const found = await this.ports.app.transaction({}, async (trx) => {
      const byPlace = originsOf(await postedParameterTexts(trx))
      const postings = [...new Set([...byPlace.values()].map(({ postingId }) => postingId))]
      const leaves = await leavesOf(trx, postings)
      const whoOf = ({ postingId }: TextPosting) => leaves.get(postingId)?.steps.at(-1)?.by ?? ''
      return { byPlace, who: new Map([...byPlace.values()].map((one) => [one.postingId, whoOf(one)])) }
    })
    const names = await this.ports.staffNames([...found.who.values()].filter((by) => by !== ''))
    const told = new Map(
      [...found.byPlace].map(([place, { postingId, postedAt, how }]): [string, Origin] => [
        place,
        {
          posting: postingId,
          at: Math.round(postedAt),
          fromRelease: how !== 'parameterChange',
          by: names.get(found.who.get(postingId) ?? '') ?? '',
        },
      ]),
    )
    this.origins = { digest, found: told }
    return told
  }

  private async pending(agencies: readonly string[]): Promise<Map<string, Pending[]>> {
    return this.ports.app.transaction({}, async (trx) => {
      const listed = await listSubmissions(trx, { agencies, kind: 'parameterChange', limit: LISTED })
      const pending = new Map<string, Pending[]>()
      for (const one of await casesOf(trx, listed)) {
        const state = stateOfCase(this.ports.routes, one)
        if (state === 'posted' || isOver(state)) continue
        for (const line of await parameterLinesOf(trx, this.ports, one)) {
          if (!('parameter' in line)) continue
          const place = `${line.area}|${line.parameter}`
          const told = { submission: one.submission.submissionId, state, since: line.since }
          pending.set(place, [...(pending.get(place) ?? []), told])
        }
      }
      return pending
    })
  }
}

function ownParameters(texts: readonly PolicyText[], area: string): { id: string; path: string }[] {
  const folder = folderOf(texts, area)
  return texts
    .filter(({ path }) => path.startsWith(`${folder}/`) && !path.endsWith('/area.yaml'))
    .flatMap(({ path, text }) => [...versionsIn(text).keys()].map((id) => ({ id, path })))
    .sort((a, b) => (a.id < b.id ? -1 : 1))
}

function viewOf(
  { id, what, term, unit, axis, yearly, sort, keeper, versions, history }: Parameter,
  path: string,
  origins: ReadonlyMap<string, Origin>,
  pending: readonly Pending[],
): ParameterView {
  const { zh, en } = TERMS[term]
  const tell = (version: Version): ParameterView['versions'][number] => {
    const origin = version.history ? undefined : origins.get(placeOf(path, id, version.since))
    const { since, until, same, basis, status } = version
    const said = {
      ...(version.value === undefined ? {} : { value: textOf(unit, version.value) }),
      ...(version.by === undefined
        ? {}
        : { by: Object.fromEntries([...version.by].map(([key, value]) => [key, textOf(unit, value)])) }),
      ...(same === undefined ? {} : { same }),
    }
    return {
      since,
      ...(until === undefined ? {} : { until }),
      ...said,
      says: saysOf(unit, said),
      ...{ basis, status, history: version.history },
      ...(origin === undefined ? {} : { origin }),
    }
  }
  const listed = [...history, ...versions].map(tell)
  return { id, what, term: { zh, en }, unit, axis, yearly, sort, keeper, path, versions: listed, pending: [...pending] }
}

/** As it is written in the files: yuan, percent, whole numbers, words. */
function textOf(unit: Parameter['unit'], value: ParameterValue): string {
  if (unit === 'yuan') return yuanText(value as Fen)
  return unit === 'percent' ? percentText(value as Ppm) : String(value)
}
