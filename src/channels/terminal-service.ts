import type { Actor } from '../access/actor.js'
import { SYSTEM } from '../access/resource.js'
import { newCode, newToken, plainCode, tokenDigest } from '../access/secrets.js'
import type { Trx } from '../db/database.js'
import type { Instant } from '../kernel/day.js'
import { Refusal } from '../kernel/refusal.js'
import type { KiosksAnswer, Registered, TerminalAnswer } from './kiosk-contract.js'
import { printerOf } from './kiosk-print-store.js'
import {
  endTerminal,
  insertTerminal,
  joinTerminal,
  refillTerminal,
  type StoredTerminal,
  terminalByKey,
  terminals,
} from './kiosk-store.js'
import type { ChannelPorts } from './ports.js'
import { terminalCode, terminalMissing, terminalUnknown, unknownAgency } from './refusals.js'

const MINUTE = 60_000

/** 终端的登记：by the system administrator; a terminal without its key serves nobody. */
export class TerminalService {
  constructor(private readonly ports: ChannelPorts) {}

  list(actor: Actor): Promise<KiosksAnswer> {
    return this.pass(actor, (trx) => this.all(trx))
  }

  register(actor: Actor, { name, agency }: { name: string; agency: string }): Promise<Registered> {
    const { agencies, chance, clock, ids, setting } = this.ports
    return this.pass(actor, async (trx) => {
      if (!agencies().some(({ code }) => code === agency)) throw new Refusal(unknownAgency, { agency })
      const [terminalId, code, at] = [ids.uuid(), newCode(chance), clock.now()]
      const codeExpires = (at + setting('system.terminal-code-life') * MINUTE) as Instant
      const prints = setting('system.kiosk-prints')
      await insertTerminal(trx, {
        ...{ terminalId, name, agency, codeDigest: this.digestOf(code), codeExpires, prints, by: actor.personId, at },
      })
      return { terminal: terminalId, code }
    })
  }

  end(actor: Actor, terminalId: string): Promise<KiosksAnswer> {
    return this.pass(actor, async (trx) => {
      if (!(await endTerminal(trx, terminalId, this.ports.clock.now()))) throw new Refusal(terminalMissing, {})
      return this.all(trx)
    })
  }

  refill(actor: Actor, terminalId: string): Promise<KiosksAnswer> {
    return this.pass(actor, async (trx) => {
      const prints = this.ports.setting('system.kiosk-prints')
      if (!(await refillTerminal(trx, terminalId, prints, this.ports.clock.now())))
        throw new Refusal(terminalMissing, {})
      return this.all(trx)
    })
  }

  /** 启用：the code becomes the terminal's own key, which never leaves it again. */
  async join(code: string): Promise<string> {
    const { app, chance, clock } = this.ports
    const key = newToken(chance)
    const joined = await app.transaction({}, (trx) =>
      joinTerminal(trx, this.digestOf(code), tokenDigest(key), clock.now()),
    )
    if (!joined) throw new Refusal(terminalCode, {})
    return key
  }

  /** The terminal of this key; without one nothing is served. */
  async get(trx: Trx, key: string | undefined): Promise<StoredTerminal> {
    const found = key === undefined || key === '' ? undefined : await terminalByKey(trx, tokenDigest(key))
    if (found === undefined) throw new Refusal(terminalUnknown, {})
    return found
  }

  async tell(key: string | undefined): Promise<TerminalAnswer> {
    const { name, agency, prints_left } = await this.ports.app.transaction({}, (trx) => this.get(trx, key))
    const { setting } = this.ports
    return {
      ...{ name, agency, printsLeft: prints_left },
      ...{ idle: setting('system.kiosk-idle'), warning: setting('system.kiosk-warning') },
    }
  }

  private async all(trx: Trx): Promise<KiosksAnswer> {
    const kiosks: KiosksAnswer['kiosks'] = []
    for (const { terminal_id: terminal, prints_left: printsLeft, ...one } of await terminals(trx)) {
      const { failedInARow } = await printerOf(trx, terminal)
      const fault = !one.ended && failedInARow >= this.ports.setting('system.kiosk-faults')
      const { name, agency, joined, ended, printed } = one
      kiosks.push({ terminal, name, agency, joined, ended, printsLeft, printed, fault })
    }
    return { agencies: [...this.ports.agencies()], kiosks }
  }

  private pass<R>(actor: Actor, work: (trx: Trx) => Promise<R>): Promise<R> {
    return this.ports.gate.pass({ actor, action: 'system.operate', resource: SYSTEM, matter: 'kiosk' }, work)
  }

  private digestOf(code: string): Buffer {
    return this.ports.secrets.digest(`terminal ${plainCode(code)}`)
  }
}
