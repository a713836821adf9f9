import { type Day, parseDay } from '../kernel/day.js'
import { Refusal } from '../kernel/refusal.js'
import { uuidV7 } from '../kernel/uuid.js'
import { findAccount, findByLogin } from './account-store.js'
import type { Actor } from './actor.js'
import type { AppointBody, AppointmentsAnswer, DismissBody } from './appointment-contract.js'
import { appointmentsBy, endAppointment, insertAppointment } from './appointment-store.js'
import type { SignInPorts } from './begin-session-service.js'
import type { Gate } from './gate-service.js'
import { loginDigest } from './login-digest.js'
import { appointmentBackwards, appointmentMissing, appointmentTaken } from './refusals-acting.js'

export interface AppointmentPorts extends SignInPorts {
  readonly gate: Gate
  /** 单位：its number, name and the agency that keeps it; undefined for a code nobody has. */
  employerByCode(creditCode: string): Promise<{ employerId: string; name: string; agency: string } | undefined>
}

/** 单位经办人的委派。One operator for many firms, each with its proof and term; ended, it opens nothing at the next request. */
export class AppointmentService {
  constructor(private readonly ports: AppointmentPorts) {}

  async appoint(actor: Actor, { login, creditCode, proof, from, through }: AppointBody): Promise<void> {
    const { clock, chance, gate, secrets } = this.ports
    const [fromDay, throughDay] = [parseDay(from), through === undefined ? undefined : parseDay(through)]
    if (throughDay !== undefined && throughDay < fromDay)
      throw new Refusal(appointmentBackwards, { from, through: throughDay })
    const employer = await this.employer(creditCode)
    await gate.pass(this.ask(actor, employer.agency, await this.operator(login)), async (trx) => {
      const account = await findByLogin(trx, 'operator', loginDigest(secrets, 'operator', login))
      if (account === undefined) throw new Refusal(appointmentMissing, {})
      const isOwn = account.employer_id === employer.employerId
      const made = await insertAppointment(trx, {
        ...{ appointmentId: uuidV7(clock.now(), chance.bytes(10)), accountId: account.account_id },
        ...{ personId: account.person_id, employerId: employer.employerId, proof: proof.trim(), fromDay, throughDay },
        ...{ appointedBy: actor.personId, at: clock.now() },
      })
      if (isOwn || !made) throw new Refusal(appointmentTaken, {})
    })
  }

  async dismiss(actor: Actor, { login, creditCode }: DismissBody): Promise<void> {
    const { clock, gate, secrets } = this.ports
    const employer = await this.employer(creditCode)
    await gate.pass(this.ask(actor, employer.agency, await this.operator(login)), async (trx) => {
      const account = await findByLogin(trx, 'operator', loginDigest(secrets, 'operator', login))
      const ended =
        account !== undefined &&
        (await endAppointment(trx, account.account_id, employer.employerId, actor.personId, clock.now()))
      if (!ended) throw new Refusal(appointmentMissing, {})
    })
  }

  async list(actor: Actor, creditCode: string): Promise<AppointmentsAnswer> {
    const { gate, secrets } = this.ports
    const employer = await this.employer(creditCode)
    return gate.pass(this.ask(actor, employer.agency, '0'), async (trx) => {
      const items: AppointmentsAnswer['items'] = []
      for (const one of await appointmentsBy(trx, employer.employerId)) {
        const name = (await findAccount(trx, one.account_id))?.name
        items.push({
          ...{
            name: name == null ? '' : secrets.decrypt(name),
            proof: one.proof,
            from: one.from_day,
            ended: one.ended,
          },
          ...(one.through_day === null ? {} : { through: one.through_day as Day }),
        })
      }
      return { employer: employer.name, items }
    })
  }

  private ask(actor: Actor, agency: string, person: string) {
    const resource = { kind: 'Account' as const, person, agency }
    return { actor, action: 'account.activate' as const, resource, matter: 'employer.appointment' }
  }

  private async operator(login: string): Promise<string> {
    const { database, secrets } = this.ports
    const found = await database.transaction({}, (trx) =>
      findByLogin(trx, 'operator', loginDigest(secrets, 'operator', login)),
    )
    return found?.person_id ?? '0'
  }

  private async employer(creditCode: string) {
    const found = await this.ports.employerByCode(creditCode)
    if (found === undefined) throw new Refusal(appointmentMissing, {})
    return found
  }
}
