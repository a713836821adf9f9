import type { Trx } from '../db/database.js'
import { type Period, plus } from '../kernel/period.js'
import { Refusal } from '../kernel/refusal.js'
import type { Posted } from '../ledger/fact.js'
import { alsoSee, employersByCode, enrolmentsOf, factsOfPersons, registeredAmong } from '../ledger/lookup-store.js'
import { findPersons, nameDigest } from '../ledger/people-store.js'
import { takeIds } from '../ledger/posting-store.js'
import { type Draft, MOST_LINES } from './draft-store.js'
import { type Employer, employersAmong } from './employer-terms.js'
import { Enrolments } from './enrolment-state.js'
import { refuseEntry } from './entry-refusals.js'
import type { Ended, FileReading, OpenedFile } from './file-reading-store.js'
import { isRefused } from './filing-row.js'
import type { HeaderMap } from './header.js'
import { KeyTable } from './key-table.js'
import type { RefusedRow } from './kinds.js'
import { endingsOf } from './known-life-store.js'
import type { RegistrationLine } from './lines.js'
import { unfitOthers } from './named-other-store.js'
import { openForm } from './open-form.js'
import type { TableSource } from './open-table.js'
import type { CollectionPorts } from './ports.js'
import { unknownEmployer } from './refusals.js'
import type { Span } from './registration-contradictions.js'
import { type RegistrationEntry, registrationLine } from './registration-lines.js'
import { readRegistrationRow } from './registration-row.js'
import { refusedBy } from './row-refusals.js'
import { FileStandard } from './standard-gate.js'
import type { FileLimits, Row } from './table.js'

/** 成批个人登记表的读法。 */
export class RegistrationReading implements FileReading<RegistrationEntry | RefusedRow> {
  readonly firstRefusals: RefusedRow[] = []
  private readonly seen = new KeyTable()
  readonly remembersMatches = false
  private readonly standard: FileStandard
  private header: HeaderMap | undefined
  private rows = 0

  constructor(
    private readonly ports: CollectionPorts,
    private readonly agency: string,
  ) {
    this.standard = new FileStandard(ports, 'personRegistration')
  }

  async open(source: TableSource, limits?: FileLimits): Promise<OpenedFile> {
    const form = await openForm(source, this.standard.columns, limits)
    this.header = form.header
    return form
  }

  read(row: Row): RegistrationEntry | RefusedRow {
    this.rows++
    const plain = this.standard.read(this.header!, row)
    if ('sentence' in plain) return plain
    return readRegistrationRow(
      this.header!,
      plain,
      this.ports.clock.today(),
      adultFrom(this.ports, this.agency),
      this.seen,
    )
  }

  async settle(trx: Trx, entries: readonly (RegistrationEntry | RefusedRow)[], draft?: Draft): Promise<void> {
    if (draft === undefined) return
    for (const line of await registrationLines(this.ports, this.agency, trx, entries)) {
      if (!isRefused(line)) await draft.add(line, [])
      else {
        await draft.refuse(line)
        if (this.firstRefusals.length < MOST_LINES) this.firstRefusals.push(line)
      }
    }
  }

  state(): unknown {
    return {}
  }

  restore(): void {}

  end(): Ended {
    return { kind: 'personRegistration', rows: this.rows }
  }
}

/** 成年之月：the first month in which somebody born in a month is of age, by the rules in force. */
export function adultFrom({ policy, areaOf }: CollectionPorts, agency: string): (birth: Period) => Period {
  const area = policy().book.area(areaOf(agency))
  return (birth) => plus(birth, area.months('business.adult-age', birth).value)
}

/** A thousand entries at once: who is known, who is registered, who is enrolled where. */
export async function registrationLines(
  ports: CollectionPorts,
  agency: string,
  trx: Trx,
  read: readonly (RegistrationEntry | RefusedRow)[],
): Promise<(RegistrationLine | RefusedRow)[]> {
  const { vault } = ports
  const entries = read.filter((entry): entry is RegistrationEntry => !isRefused(entry))
  const digests = new Map(entries.map(({ identity }) => [identity.number, vault.identityDigest(identity.number)]))
  const found = await findPersons(trx, [...digests.values()])
  const persons = [...found.values()].map(({ personId }) => personId)
  await alsoSee(trx, persons)
  const registered = await registeredAmong(trx, persons)
  const enrolments = new Enrolments(await enrolmentsOf(trx, persons))
  const endings = await endingsOf(trx, persons)
  const spans = await factsOfPersons(trx, persons, ['personCategory', 'guardianship'])
  const guardians = await guardiansOf(trx, ports, agency, entries)
  await alsoSee(trx, persons)
  const employers = await employersOf(trx, entries)
  const newIds = entries.length > found.size ? await takeIds(trx, 'person_id', entries.length) : []
  return read.map((entry) => {
    if (isRefused(entry)) return entry
    try {
      const employer = entry.creditCode === undefined ? undefined : employers.get(entry.creditCode)
      if (entry.creditCode !== undefined && employer === undefined) {
        throw new Refusal(unknownEmployer, { employer: entry.creditCode })
      }
      const person = found.get(digests.get(entry.identity.number)!.toString('hex'))
      const named = person?.nameDigest?.equals(nameDigest(vault, entry.identity.number, entry.fullName))
      return registrationLine(entry, {
        agency: employer?.agency ?? agency,
        area: employer?.area ?? ports.areaOf(agency),
        employer,
        personId: person?.personId,
        isNamed: named === true,
        isRegistered: person !== undefined && registered.has(person.personId),
        enrolments,
        endings,
        newId: () => newIds.pop()!,
        today: ports.clock.today(),
        guardianId: entry.guardian && guardians(entry.guardian),
        spans: spans.filter((one): one is Posted<Span> => 'personId' in one && one.personId === person?.personId),
      })
    } catch (error) {
      if (error instanceof Refusal) return refusedBy(entry.row, '社会保障号码', error)
      throw error
    }
  })
}

/** 监护人须已登记，姓名与号码相符，在世且已成年。 */
async function guardiansOf(
  trx: Trx,
  { vault, policy, areaOf, clock }: CollectionPorts,
  agency: string,
  entries: readonly RegistrationEntry[],
) {
  const named = entries.flatMap(({ guardian }) => guardian ?? [])
  const found = await findPersons(
    trx,
    named.map(({ identityNumber }) => vault.identityDigest(identityNumber)),
  )
  const ids = [...found.values()].map(({ personId }) => personId)
  // Nobody's yet: whether it is the ward themselves is asked where the line is made.
  const asked = ids.map((otherId) => ({ role: 'guardian' as const, otherId, fromDay: clock.today() }))
  const unfit = await unfitOthers(trx, policy().book.area(areaOf(agency)), asked)
  return ({ identityNumber, fullName }: { identityNumber: string; fullName: string }): string => {
    const known = found.get(vault.identityDigest(identityNumber).toString('hex'))
    if (known?.nameDigest?.equals(nameDigest(vault, identityNumber, fullName)) === true) {
      const refusal = unfit[ids.indexOf(known.personId)]
      if (refusal !== undefined) throw refusal
      return known.personId
    }
    return refuseEntry(
      '监护人尚未登记，或姓名与号码不符。请先登记监护人（不参保的，险种留空），或改正姓名与号码。',
      'The guardian is not registered, or the name differs. Register the guardian first, without insurances where there are none.',
    )
  }
}

async function employersOf(trx: Trx, entries: readonly RegistrationEntry[]): Promise<Map<string, Employer>> {
  const codes = [...new Set(entries.flatMap(({ creditCode }) => (creditCode === undefined ? [] : [creditCode])))]
  return employersAmong(await employersByCode(trx, codes))
}
