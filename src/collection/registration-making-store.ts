import type { Trx } from '../db/database.js'
import type { Fact } from '../ledger/fact.js'
import { alsoSee, employersByCode, enrolmentsOf, waitInLine } from '../ledger/lookup-store.js'
import { insertPeople } from '../ledger/people-store.js'
import type { Vault } from '../ledger/vault.js'
import type { PolicyBook } from '../policy/book.js'
import type { Case } from './case-store.js'
import { employerOf } from './employer-terms.js'
import { Enrolments } from './enrolment-state.js'
import type { EmployerLine, RegistrationLine } from './lines.js'
import { type Made, type MadeTask, staleRow } from './making.js'
import { othersNamed, refuseUnfit } from './named-other-store.js'

const NO_GUARDIAN = {
  zh: '未成年人登记时没有填写监护人，请联系监护人并办理监护关系登记',
  en: 'a minor was registered without a guardian; find the guardian and register the guardianship',
}
const REGISTERED = { zh: '此人已由他件登记', en: 'this person was registered by another entry meanwhile' }
const ENROLLED = { zh: '参保状态已变', en: 'the enrolment has changed meanwhile' }
const CODE_TAKEN = { zh: '该信用代码已由他件登记', en: 'this credit code was registered by another entry meanwhile' }

/** 依其规则与录入之日再看监护人；left out where no line can name one. */
interface Judged {
  readonly book: PolicyBook
  readonly one: Case
}

/** 个人登记与参保变动凭证 → 事实。New persons get their key and index entries in the same transaction as their facts. */
export function makeRegistrations(vault: Vault, lines: readonly RegistrationLine[], judged?: Judged): Made {
  const facts = lines.flatMap(({ row, registration, enrolments, also = [] }): Fact[] => [
    ...(registration === undefined ? [] : [{ ...registration, kind: 'personRegistration' as const, line: row }]),
    ...enrolments.map((enrolment) => ({ ...enrolment, kind: 'enrolment' as const, line: row })),
    ...also.map((fact) => ({ ...fact, line: row })),
  ])
  return { facts, before: (trx) => prepare(trx, vault, lines, judged), tasks: lines.flatMap(withoutGuardian) }
}

/** 未成年人没有监护人：whoever sends the yearly statement must know to whom. */
function withoutGuardian({ row, personId, lacksGuardian }: RegistrationLine): MadeTask[] {
  return lacksGuardian === true ? [{ kind: 'noGuardian', line: row, personId, says: NO_GUARDIAN }] : []
}

async function prepare(
  trx: Trx,
  vault: Vault,
  lines: readonly RegistrationLine[],
  judged: Judged | undefined,
): Promise<void> {
  const fresh = lines.filter(({ isNew }) => isNew)
  const known = lines.filter(({ isNew }) => !isNew)
  if ((await insertPeople(trx, vault, fresh)) < fresh.length) throw staleRow(fresh[0]!.row, REGISTERED)
  await vault.createKeys(
    trx,
    fresh.map(({ personId }) => personId),
  )
  const persons = known.map(({ personId }) => personId)
  await vault.load(trx, persons)
  const guardians = othersNamed(
    lines.map(({ row, also = [] }) => ({ row, facts: also })),
    judged?.one.revision.businessDay,
  )
  await waitInLine(
    trx,
    [...persons, ...guardians.map(({ otherId }) => otherId)].map((id) => `person:${id}`),
  )
  if (judged !== undefined && guardians.length > 0) {
    await refuseUnfit(trx, judged.book.area(judged.one.submission.area), guardians)
    await alsoSee(trx, persons)
  }
  const now = new Enrolments(await enrolmentsOf(trx, persons))
  for (const { row, enrolments } of known) {
    for (const { personId, insurance, employerId, fromMonth, change } of enrolments) {
      const begins = change === 'enrol' || change === 'resume'
      if (begins === now.isActive(personId, insurance, employerId, fromMonth)) throw staleRow(row, ENROLLED)
    }
  }
}

/** 单位登记凭证 → 事实。 */
export function makeEmployers(lines: readonly EmployerLine[]): Made {
  return {
    facts: lines.map(({ row, registration }) => ({ ...registration, kind: 'employerRegistration', line: row })),
    before: async (trx) => {
      await waitInLine(
        trx,
        lines.map(({ registration }) => `employer:${registration.creditCode}`),
      )
      for (const { row, isNew, registration } of lines) {
        const known = employerOf(await employersByCode(trx, [registration.creditCode]))
        if (isNew && known !== undefined) throw staleRow(row, CODE_TAKEN)
      }
    },
  }
}
