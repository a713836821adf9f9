import type { Employer } from '../collection/employer-terms.js'
import type { Row } from './row.js'
import { type Finding, MATCHED } from './verdict.js'

const GONE = ['cancelled', 'revoked', 'abolished']

/** 单位的设立、变更、注销，与机构编制变动。Cancelled while it still stands here: a difference and a stop at once. */
export function matchEmployer(row: Row, employer: Employer | undefined): readonly Finding[] {
  const { creditCode, name, state, day, employerType } = row.texts
  const isGone = GONE.includes(state!)
  if (employer === undefined) {
    if (isGone) return MATCHED
    const theirs = `${creditCode} ${name}`
    return [{ outcome: 'none', field: 'employer', confidence: 'high', ours: '', theirs }]
  }
  const last = employer.versions.at(-1)!
  const about = { employerId: employer.id, agency: employer.agency, confidence: 'high' as const }
  const isOpen = last.status === 'active'
  if (isGone) {
    if (!isOpen) return MATCHED
    const stop = { kind: 'employerCancelled' as const, day: day! }
    return [
      { ...about, outcome: 'reported', field: 'employerState', ours: last.status, theirs: `${state} ${day}`, stop },
    ]
  }
  const findings: Finding[] = []
  if (!isOpen)
    findings.push({ ...about, outcome: 'valueDiffers', field: 'employerState', ours: last.status, theirs: state! })
  if (plain(employer.name) !== plain(name!))
    findings.push({ ...about, outcome: 'valueDiffers', field: 'employerName', ours: employer.name, theirs: name! })
  if (employerType !== undefined && employerType !== last.employerType)
    findings.push({
      ...about,
      outcome: 'valueDiffers',
      field: 'employerType',
      ours: last.employerType,
      theirs: employerType,
    })
  return findings
}

/** Brackets of either width and blanks do not make another name. */
function plain(name: string): string {
  return name.normalize('NFKC').replace(/\s+/g, '')
}
