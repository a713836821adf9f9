import { type Actor, organisationOf } from '../access/actor.js'
import { Refusal } from '../kernel/refusal.js'
import { ArchiveDoor } from './door-service.js'
import type { LendRequest, LoanList } from './loan-contract.js'
import { findNumber, insertLoan, listLoans, setReturned } from './loan-store.js'
import type { ArchivePorts } from './ports-service.js'
import { lentAlready, missingCase, nobodyByLogin, noSuchNumber } from './refusals-archive.js'

const LISTED = 500

/** 纸质档案借阅（第十三条）。Who has it, since when, until when; lent once at a time. */
export class LoanService {
  private readonly door: ArchiveDoor

  constructor(private readonly ports: ArchivePorts) {
    this.door = new ArchiveDoor(ports.gate)
  }

  async list(actor: Actor): Promise<LoanList> {
    const agencies = this.ports.agenciesUnder(organisationOf(actor))
    const loans = await this.door.pass(actor, 'archive.read', { matter: 'loans' }, (trx) =>
      listLoans(trx, agencies, LISTED),
    )
    const persons = loans.flatMap(({ borrower, lentBy, returnedTo = lentBy }) => [borrower, lentBy, returnedTo])
    const names = await this.ports.staffNames([...new Set(persons)])
    const name = (id: string) => names.get(id) ?? id
    const today = this.ports.clock.today()
    return {
      mayKeep: this.door.would(actor, 'archive.keep', {}),
      loans: loans.map(({ loanId: id, returnedAt, returnedTo, ...loan }) => ({
        ...{ id, ...loan, borrower: name(loan.borrower), lentBy: name(loan.lentBy) },
        isLate: returnedAt === undefined && loan.dueDay < today,
        ...(returnedAt === undefined ? {} : { returnedAt, returnedTo: name(returnedTo ?? '') }),
      })),
    }
  }

  async lend(actor: Actor, { archiveNumber, borrower: login, purpose }: LendRequest): Promise<LoanList> {
    const { clock, ids, setting, dueDay } = this.ports
    const agencies = this.ports.agenciesUnder(organisationOf(actor))
    const borrower = await this.ports.staffByLogin(login)
    await this.door.pass(actor, 'archive.keep', { matter: archiveNumber }, async (trx) => {
      if (borrower === undefined) throw new Refusal(nobodyByLogin, { login })
      const agency = await findNumber(trx, agencies, archiveNumber)
      if (agency === undefined) throw new Refusal(noSuchNumber, { number: archiveNumber })
      const lent = await insertLoan(trx, {
        ...{ loanId: ids.uuid(), agency, archiveNumber, borrower: borrower.personId, purpose },
        ...{ lentBy: actor.personId, lentAt: clock.now(), dueDay: dueDay(setting('business.loan-days')) },
      })
      if (!lent) throw new Refusal(lentAlready, { number: archiveNumber })
    })
    return this.list(actor)
  }

  async giveBack(actor: Actor, loanId: string): Promise<LoanList> {
    const agencies = this.ports.agenciesUnder(organisationOf(actor))
    await this.door.pass(actor, 'archive.keep', { matter: loanId }, async (trx) => {
      const done = await setReturned(trx, { loanId, agencies, by: actor.personId, at: this.ports.clock.now() })
      if (!done) throw new Refusal(missingCase, {})
    })
    return this.list(actor)
  }
}
