import { findByLogin } from '../access/account-store.js'
import { agenciesUnder } from '../access/agency-tree.js'
import { postsNow } from '../access/grant-service.js'
import { loginDigest } from '../access/login-digest.js'
import { DestructionService } from '../archive/destruction-service.js'
import { paperFiles } from '../archive/paper-files.js'
import type { ToldField } from '../archive/ports.js'
import type { ArchivePorts } from '../archive/ports-service.js'
import { ReadingService } from '../archive/reading-service.js'
import { factFields } from '../collection/fact-fields.js'
import type { PersonFactKind } from '../collection/kinds.js'
import { paperTies } from '../collection/paper-ties-service.js'
import type { Fact, Posted } from '../ledger/fact.js'
import { personFactsAt, postingsOfDays } from '../ledger/fact-place-store.js'
import type { Foundation } from './foundation.js'
import { accessSecrets, type Rooms } from './rooms.js'

/** 档案室，接好线的。Facts are placed by the role that reads every row and shows none; what they say comes through the gate. */
export function archivePorts(house: Foundation, rooms: Rooms): ArchivePorts {
  const { rules, gate, collection, chance, setting } = rooms
  const { app, vault, papers, clock, ids, staffNames } = collection
  const { scanner, dueDay } = papers
  return {
    ...{ app, gate, vault, papers, clock, chance, ids, setting, staffNames, dueDay, scannerName: scanner.name },
    store: paperFiles(house.place.papers),
    ties: paperTies(collection),
    draw: {
      postings: (agency, from, through) =>
        house.verify.transaction({}, (trx) => postingsOfDays(trx, agency, from, through)),
      placesOf: (refs) => house.verify.transaction({}, (trx) => personFactsAt(trx, refs)),
    },
    area: () => rules.book.area(collection.areaOf(rules.agencies[0]!.code)),
    agenciesUnder: (agency) => agenciesUnder(rules.agencies, agency),
    agencyName: collection.agencyName,
    staffByLogin: async (login) => {
      const digest = loginDigest(accessSecrets(vault), 'staff', login)
      return app.transaction({}, async (trx) => {
        const found = await findByLogin(trx, 'staff', digest)
        if (found === undefined || found.state === 'blocked') return undefined
        const posts = await postsNow(trx, found, collection.clock.today())
        return { personId: found.person_id, agency: found.agency ?? '', posts }
      })
    },
    tell: tellFact,
  }
}

/** 一项事实的各栏，in the words a reviewer reads. */
function tellFact(fact: Posted<Fact>): ToldField[] {
  const fields = factFields(
    fact.kind as PersonFactKind,
    undefined,
    fact as unknown as Readonly<Record<string, unknown>>,
  )
  return fields.flatMap(({ name, label, after }) =>
    after === undefined ? [] : [{ name, label: OF_REGISTRATION[name] ?? label, value: after }],
  )
}

const OF_REGISTRATION: Readonly<Record<string, ToldField['label']>> = {
  documentType: { zh: '证件类型', en: 'Kind of document' },
  fullName: { zh: '姓名', en: 'Name' },
  socialSecurityNumber: { zh: '社会保障号码', en: 'Social security number' },
  sex: { zh: '性别', en: 'Sex' },
  birthDate: { zh: '出生日期', en: 'Date of birth' },
  nationality: { zh: '国家或地区', en: 'Country or region' },
  workStartDate: { zh: '参加工作日期', en: 'Began work on' },
  mobilePhone: { zh: '手机号码', en: 'Mobile phone' },
  mailingAddress: { zh: '通讯地址', en: 'Mailing address' },
  bankAccount: { zh: '银行账号', en: 'Bank account' },
}

export interface ArchiveJobs {
  stop(): Promise<void>
}

const ROUND_MS = 60_000

/** 档案的定时之事：scans what waited, reads a sample when it is due, and removes what a case has destroyed. */
export function startArchiveJobs(ports: ArchivePorts, alarm: (says: string) => void): ArchiveJobs {
  const [reading, destructions] = [new ReadingService(ports), new DestructionService(ports)]
  let turn: Promise<void> = Promise.resolve()
  let busy = false
  const round = async () => {
    await ports.papers.scanWaiting()
    await destructions.sweep()
    await reading.runIfDue()
  }
  const timer = setInterval(() => {
    if (busy) return
    busy = true
    turn = round()
      .catch((error: unknown) => alarm(`the archive's round failed and is tried again: ${String(error)}`))
      .finally(() => {
        busy = false
      })
  }, ROUND_MS)
  return {
    stop: async () => {
      clearInterval(timer)
      await turn
    },
  }
}
