import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Printer } from '../certificates/print.js'
import { remindOfTerms } from '../disclosure/deadline-service.js'
import { readBases } from '../disclosure/legal-basis.js'
import type { DisclosurePorts } from '../disclosure/ports.js'
import { noticeUneven } from '../disclosure/register-service.js'
import { workingCalendar } from '../policy/working-days.js'
import type { RecordService } from '../query/record-service.js'
import type { Foundation } from './foundation.js'
import { ROOT } from './place.js'
import type { Rooms } from './rooms.js'

/** 查询与使用之室，接好线的。 */
export async function disclosurePorts(
  house: Foundation,
  { gate, rules, collection }: Rooms,
  { printer, records }: { readonly printer: Printer; readonly records: RecordService },
): Promise<DisclosurePorts> {
  const bases = readBases(await readFile(join(ROOT, 'policies', 'inquiry', 'bases.yaml'), 'utf8'))
  const { app, verify, vault, sealer, settings } = house
  const { clock, ids, setting, papers, staffNames, areaOf } = collection
  const areaPolicy = () => rules.book.area(areaOf(rules.agencies[0]!.code))
  return {
    ...{ app, verify, gate, vault, sealer, clock, ids, setting, papers, staffNames, records, printer, bases },
    calendar: () => workingCalendar(areaPolicy()),
    agencies: () => rules.agencies,
    paperAgency: (code) => {
      const { name, address, postalCode, phone } = rules.agency(code)
      const website = settings.publicUrl
      return { agency: { code, name, address, postalCode, phone, website }, areaName: areaPolicy().zh }
    },
  }
}

const HOUR_MS = 3_600_000

/** 查询申请的期限。 */
function lookAtTerms(ports: DisclosurePorts, alarm: (says: string) => void): void {
  remindOfTerms(ports).catch((error: unknown) => alarm(`the terms of applications could not be looked at: ${error}`))
}

/**
 * 每日核对登记簿，while the house is open: what is told without an entry is an alarm; and the terms of applications, when it
 * opens and every hour.
 */
export function watchRegister(ports: DisclosurePorts, alarm: (says: string) => void): { stop(): void } {
  const look = () => {
    noticeUneven(ports)
      .then((found) => {
        if (found.length > 0) alarm(`登记簿与查阅之书不符：${found.slice(0, 10).join('、')}`)
      })
      .catch((error: unknown) => alarm(`the register could not be checked: ${String(error)}`))
  }
  lookAtTerms(ports, alarm)
  const timer = setInterval(() => {
    look()
    lookAtTerms(ports, alarm)
  }, HOUR_MS)
  timer.unref()
  return { stop: () => clearInterval(timer) }
}
