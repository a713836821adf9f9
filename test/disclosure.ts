import { randomBytes } from 'node:crypto'
import type { Actor } from '../src/access/actor.js'
import { openPrinter, type Printer } from '../src/certificates/print.js'
import { ArrangementService } from '../src/disclosure/arrangement-service.js'
import { CallService } from '../src/disclosure/call-service.js'
import type { ReceiveInquiry } from '../src/disclosure/contract.js'
import { DecideService } from '../src/disclosure/decide-service.js'
import { ExecuteService } from '../src/disclosure/execute-service.js'
import { InquiryService } from '../src/disclosure/inquiry-service.js'
import { readBases } from '../src/disclosure/legal-basis.js'
import type { DisclosurePorts } from '../src/disclosure/ports.js'
import { RecipientService } from '../src/disclosure/recipient-service.js'
import { RegisterService } from '../src/disclosure/register-service.js'
import type { Narrow } from '../src/disclosure/result.js'
import type { Instant } from '../src/kernel/day.js'
import { uuidV7 } from '../src/kernel/uuid.js'
import { workingCalendar } from '../src/policy/working-days.js'
import { staff, testLineSealer } from './access.js'
import type { TestDatabase } from './city.js'
import { filesUnder } from './files.js'
import { testReading } from './reading.js'
import { PRINTER } from './sample-paper.js'

/** 查询与使用各岗，each another natural person. */
export const PEOPLE = {
  desk: staff(['frontDesk'], '999901', '21'),
  desk2: staff(['frontDesk'], '999901', '22'),
  approver: staff(['approver'], '999901', '23'),
  reviewer: staff(['reviewer'], '999901', '24'),
  west: staff(['approver'], '999902', '25'),
  westDesk: staff(['frontDesk'], '999902', '26'),
  cityDesk: staff(['frontDesk'], '999900', '27'),
  cityQuery: staff(['query'], '999900', '28'),
  cityApprover: staff(['queryApprover'], '999900', '29'),
  supervisor: staff(['supervisor'], '999900', '30'),
  auditor: staff(['auditor'], '999900', '31'),
} as const satisfies Record<string, Actor>

const NAMES = new Map(Object.entries(PEOPLE).map(([name, { personId }]) => [personId, `经办${name}`]))

/** 测试用查询与使用之室：on a real database behind the real gate, with real printing. */
export function testDisclosure(db: TestDatabase, narrow?: Narrow) {
  const reading = testReading(db)
  const { vault } = reading.ledger
  const { clock, ports: query } = reading
  const printer: Printer = openPrinter(PRINTER)
  const agencies = [
    { code: '999900', name: '示例市社会保险中心' },
    { code: '999901', name: '东城示例区社会保险中心', parent: '999900' },
    { code: '999902', name: '西城示例区社会保险中心', parent: '999900' },
  ]
  const area = query.book().area('999900')
  const ports: DisclosurePorts = {
    ...{ app: db.app, verify: db.verify, gate: query.gate, sealer: testLineSealer, vault, clock, printer },
    ids: { uuid: () => uuidV7(Date.now() as Instant, randomBytes(10)) },
    ...{ setting: query.setting, papers: query.papers, records: reading.records },
    calendar: () => workingCalendar(area),
    bases: readBases(filesUnder(['policies/inquiry'], /bases\.yaml$/)[0]!.text),
    agencies: () => agencies,
    paperAgency: (code) => ({
      agency: {
        ...{ code, name: agencies.find((one) => one.code === code)!.name, address: '示例路1号', phone: '010-00000000' },
        website: 'https://quanyi.example',
      },
      areaName: '示例市',
    }),
    staffNames: async (ids) => new Map(ids.map((id) => [id, NAMES.get(id) ?? ''])),
  }
  const inquiries = new InquiryService(ports)
  return {
    ...{ reading, ports, clock, inquiries, close: () => printer.close() },
    deciding: new DecideService(ports, inquiries),
    executing: new ExecuteService(ports, inquiries, narrow),
    recipients: new RecipientService(ports),
    arrangements: new ArrangementService(ports),
    calls: new CallService(ports, narrow),
    register: new RegisterService(ports),
    /** 一份已收下的资料。 */
    paper: async (says: string, agency = '999901') => {
      const { documentId } = await ports.papers.receive(agency, 'attachment', Buffer.from(`${says},材料\n1,2\n`), {
        fileName: '材料.csv',
      })
      const [row] = await db.admin.transaction({}, (trx) =>
        trx.rows<{ n: number }>(`select count(*)::int as n from archive.document where document_id = $1`, [documentId]),
      )
      if (row?.n !== 1) throw new Error('the paper was not kept')
      return documentId
    },
  }
}

export type TestDisclosure = ReturnType<typeof testDisclosure>

type Persons = ReceiveInquiry['persons']

/** 法院的查询，with all its papers. */
export function organRequest(papers: readonly string[], persons: Persons): ReceiveInquiry {
  const [dutyProof, form, approval, copy1, copy2] = papers as [string, string, string, string, string]
  const officer = { cardKind: '人民法院工作证', validThrough: '2030-12-31', originalSeen: true }
  return {
    ...{ ground: 'organ', unit: { name: '示例市第一人民法院', contact: '执行局', phone: '010-00000001' } },
    ...{ purpose: '执行案件查明财产', basis: { id: 'm14-18' }, act: 'take', mayTell: true },
    papers: { dutyProof, form, approval, approvalNumber: '（2026）示执1号' },
    officers: [
      { ...officer, name: '高法官', cardNumber: 'FY-001', copy: copy1 },
      { ...officer, name: '李书记员', cardNumber: 'FY-002', copy: copy2 },
    ],
    standard: { reason: 'notEnough', says: '须逐月缴费明细' },
    ...{ persons, sections: ['contribution'], from: '2025-08', through: '2025-08', route: 'here' },
  }
}

/** 其他单位的申请。 */
export function unitRequest(persons: Persons, unitProof?: string): ReceiveInquiry {
  return {
    ...{ ground: 'unit', unit: { name: '示例律师事务所', contact: '王律师', phone: '010-00000002' } },
    ...{ purpose: '办理劳动争议案件', basis: { id: 'm14-19' }, act: 'copy', mayTell: true },
    ...{ papers: unitProof === undefined ? {} : { unitProof }, officers: [] },
    ...{ persons, sections: ['registration'], from: '2025-01', through: '2025-12', route: 'here' },
  }
}

export const codeOf = (doing: Promise<unknown>): Promise<unknown> =>
  doing.then(
    () => 'done',
    (error) => error.entry?.code ?? error,
  )
