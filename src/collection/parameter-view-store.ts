import type { Actor } from '../access/actor.js'
import type { Trx } from '../db/database.js'
import { leavesOf } from '../ledger/record-store.js'
import type { PolicyText } from '../policy/book.js'
import { parameterDifferences } from '../policy/difference.js'
import type { VersionText } from '../policy/parameter-versions.js'
import { type Case, isOver, routeOfCase, stateOfCase } from './case-store.js'
import type { Sentence } from './contract.js'
import type {
  DifferenceView,
  ParameterChange,
  ParameterChangeSummary,
  VersionView,
  WhatIfView,
} from './parameter-contract.js'
import { type ParameterLines, textsAfter } from './parameter-lines.js'
import { saysOf } from './parameter-words.js'
import type { CollectionPorts } from './ports.js'
import { hasActed } from './review.js'
import { stagesOf } from './route-book.js'
import { openJson } from './voucher-body.js'
import { findVouchers } from './voucher-store.js'

/** 随版本提出的，不是人提的。 */
export const RELEASE_PERSON = '0'

type Names = ReadonlyMap<string, string>

export function changeSummary(ports: CollectionPorts, names: Names, one: Case): ParameterChangeSummary {
  const { submission, revision, vouchers } = one
  return {
    id: submission.submissionId,
    revision: revision.revision,
    state: stateOfCase(ports.routes, one),
    agencyName: ports.agencyName(submission.agency),
    enteredAt: revision.enteredAt,
    businessDay: revision.businessDay,
    enteredBy: names.get(revision.enteredBy) ?? '',
    fromRelease: revision.enteredBy === RELEASE_PERSON,
    versions: revision.rowsIn,
    blocked: vouchers.some(({ blocked }) => blocked !== undefined),
  }
}

interface Viewing {
  readonly ports: CollectionPorts
  readonly names: Names
  readonly viewer: Actor
  readonly one: Case
  readonly lines: ParameterLines
  readonly whatIf: WhatIfView
  readonly collides?: Sentence | undefined
}

/** 一件参数变更，由人来看。 */
export async function changeView(trx: Trx, viewing: Viewing): Promise<ParameterChange> {
  const { ports, names, one, lines, whatIf, collides } = viewing
  const vouchers = await findVouchers(trx, one.vouchers)
  const blocked = vouchers.find((voucher) => voucher.blocked !== undefined)?.blocked
  const posting = vouchers.find(({ postingId }) => postingId !== undefined)?.postingId
  const applied = posting === undefined ? undefined : await appliedBy(trx, viewing, posting)
  return {
    ...changeSummary(ports, names, one),
    explanation: lines[0]?.explanation ?? '',
    differences: differencesOf(ports, lines, posting !== undefined),
    files: lines.flatMap((line) => ('text' in line ? [line.path] : [])),
    notices: [],
    route: stagesOf(routeOfCase(ports.routes, one)),
    steps: one.steps.map((step) => ({
      stage: step.stage,
      verdict: step.verdict,
      by: names.get(step.by) ?? step.by,
      organisation: ports.agencyName(step.organisation),
      at: step.at,
      ...(step.reason === undefined ? {} : { reason: ports.vault.unseal(undefined, step.reason) }),
    })),
    ...(blocked === undefined ? {} : { blockedSays: openJson<Sentence>(ports.vault, blocked) }),
    ...(collides === undefined || posting !== undefined ? {} : { collides }),
    whatIf,
    ...(posting === undefined ? {} : { posting }),
    ...(applied === undefined ? {} : { applied }),
    abilities: abilitiesOf(viewing, posting !== undefined),
  }
}

/** What each line says beside what stood there when it was proposed; a whole file, version by version against now. */
function differencesOf(ports: CollectionPorts, lines: ParameterLines, isPosted: boolean): DifferenceView[] {
  const { book, texts } = ports.policy()
  const told = lines.flatMap((line) => ('parameter' in line ? [{ ...line, after: line }] : []))
  const files = lines.filter((line) => 'text' in line)
  const byFile = isPosted ? [] : parameterDifferences(texts, withFiles(texts, files))
  return [...told, ...byFile].map(({ area, parameter, path, since, before, after }) => {
    const known = book.areas().find(({ code }) => code === area)
    const found = known?.parameter(parameter)
    return {
      ...{ area, areaName: known?.zh ?? area, parameter, what: found?.what ?? parameter, unit: found?.unit ?? '' },
      ...{ path, since },
      ...(before === undefined ? {} : { before: versionView(before, found?.unit) }),
      ...(after === undefined ? {} : { after: versionView(after, found?.unit) }),
    }
  })
}

function withFiles(texts: readonly PolicyText[], files: ParameterLines): PolicyText[] {
  try {
    return textsAfter(texts, files)
  } catch {
    return [...texts]
  }
}

function versionView(version: VersionText, unit = ''): VersionView {
  const { since, until, value, by, same, basis, status } = version
  return {
    since,
    ...(until === undefined ? {} : { until }),
    ...(value === undefined ? {} : { value }),
    ...(by === undefined ? {} : { by: { ...by } }),
    ...(same === undefined ? {} : { same }),
    ...{ says: saysOf(unit, version), basis, status },
  }
}

/** 施行的一步：it stands in the leaf, behind the steps of the review. */
async function appliedBy(trx: Trx, { ports }: Viewing, posting: string): Promise<ParameterChange['applied']> {
  const step = (await leavesOf(trx, [posting])).get(posting)?.steps.find(({ stage }) => stage === 'application')
  if (step === undefined) return undefined
  return { by: (await ports.staffNames([step.by])).get(step.by) ?? step.by, at: step.at }
}

/** 可办事项：what the services would let this person do next. */
function abilitiesOf({ ports, viewer, one }: Viewing, isPosted: boolean): ParameterChange['abilities'] {
  const state = stateOfCase(ports.routes, one)
  const has = (...posts: Actor['posts']) => posts.some((post) => viewer.posts.includes(post))
  const blocked = one.vouchers.some((voucher) => voucher.blocked !== undefined)
  if (isPosted) return []
  const owns = viewer.personId === one.revision.enteredBy
  if (owns && (isOver(state) || (state === 'agreed' && blocked))) return ['resubmit']
  if (state === 'agreed') {
    const mayApply = has('systemAdmin') && !blocked && !hasActed(one.revision.enteredBy, one.steps, viewer.personId)
    return mayApply ? ['apply'] : []
  }
  return !isOver(state) && has('parameterMaintainer', 'reviewer', 'approver') ? ['whatIf'] : []
}
