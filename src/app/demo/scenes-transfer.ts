import { randomBytes } from 'node:crypto'
import { bytesAt, slicesOf } from '../../archive/byte-source.js'
import { LegacyRunner } from '../../collection/legacy-run-service.js'
import { LegacyService } from '../../collection/legacy-service.js'
import { RegistrationService } from '../../collection/registration-service.js'
import { writeZip } from '../../collection/zip-writing.js'
import { findPartner, partnersInForce } from '../../exchange/partner-store.js'
import { mod112 } from '../../kernel/mod11-2.js'
import { publicKeyOf, signSm2 } from '../../log/sm2.js'
import { TransferInService } from '../../transfer/in-service.js'
import { TransferOutService } from '../../transfer/out-service.js'
import { type Information, packed } from '../../transfer/package.js'
import type { TransferPorts } from '../../transfer/ports.js'
import { EAST } from './employers.js'
import { enterDemoPartners, TRANSFER_PARTNER } from './partners.js'
import type { Scene, SceneHouse } from './scene-house.js'

/** 转移之室的接线，in the demo: what we send is signed for show and thrown away. */
async function transferHouse(house: SceneHouse) {
  const { exchange, partnerKeys } = house.parts
  const keys = await partnerKeys()
  await enterDemoPartners(exchange, keys)
  const key = keys.get(TRANSFER_PARTNER)!
  const sign = (bytes: Uint8Array) => signSm2(key, publicKeyOf(key), bytes, randomBytes)
  const ports: TransferPorts = {
    ...{ collection: house.ports, sealer: house.parts.sealer, agenciesUnder: exchange.agenciesUnder },
    ...{ findPartner, partners: partnersInForce, sign },
  }
  const area = house.ports.areaOf(house.desk.agency ?? '')
  const theirs = (kind: 'letter' | 'information' | 'receipt', letterNumber: string, content: object) =>
    packed({ kind, letterNumber, sender: TRANSFER_PARTNER, receiver: area }, content, sign)
  return { ports, theirs }
}

/** 转入在办：the other side's form has come, its money has not. */
const movingIn: Scene = {
  ...{ name: 'transfer-in', zh: '关系转入在办', day: 'now' },
  play: async (house) => {
    const { ports, theirs } = await transferHouse(house)
    const into = new TransferInService(ports)
    const { identityNumber, fullName } = house.city.lives[0]!
    const who = { identityNumber, fullName }
    const id = await into.apply(house.desk, { ...who, insurance: '110', partner: TRANSFER_PARTNER })
    const letter = (await into.letter(house.desk, id)).toString().split('\n')[0]!
    const { letterNumber } = JSON.parse(letter) as { letterNumber: string }
    await into.information(house.desk, await theirs('information', letterNumber, informationOf(who)))
  },
}

function informationOf(who: { readonly identityNumber: string; readonly fullName: string }): Information {
  const year = { year: 2012, from: '2012-01', through: '2012-12', area: '999901', base: 300_000, months: 12 }
  const money = { before1998: 0, from1998: 0, since2006: 300_000, account: 300_000, wages: 3_600_000 }
  const birth = who.identityNumber.slice(6, 14).replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3')
  return {
    ...{ ...who, insurance: '110', sex: '9', birthDate: birth, months: 12, deemedMonths: 0 },
    rows: [{ ...year, employerToAccount: 0, personToAccount: 288_000, backPay: false }],
    money: { ...money, pooled: 432_000, total: 732_000 },
  }
}

/** 转出办结：suspended here, reviewed, form and money sent, merged there. */
const movedOut: Scene = {
  ...{ name: 'transfer-out', zh: '关系转出办结', day: 'now' },
  play: async (house) => {
    const { ports, theirs } = await transferHouse(house)
    const out = new TransferOutService(ports)
    const life = house.city.lives.find(({ index, spells }) => index > 2 && isStaffOfEast(house, spells))
    const firm = life && house.city.employers[life.spells.at(-1)!.employer]
    if (life === undefined || firm === undefined) return
    const who = { identityNumber: life.identityNumber, fullName: life.fullName }
    const told = { ...who, insurance: '110', agencyName: '邻市社会保险中心', areaCode: '999901' }
    const id = await out.letter(house.desk, await theirs('letter', LETTER, told))
    const fromMonth = house.today.slice(0, 7)
    const suspend = { ...who, creditCode: firm.creditCode, insurances: ['110' as const], change: 'suspend' as const }
    const registrations = new RegistrationService(house.ports)
    const ground = '跨统筹区流动就业，凭联系函停保'
    await house.post(
      await registrations.changeEnrolment(house.desk, { ...suspend, fromMonth, reason: '231', ground }),
      '停保',
    )
    await out.check(house.desk, id)
    const submission = await out.prepare(house.desk, id)
    await house.post(await house.counter.show(house.desk, submission), '转出')
    const sent = (await out.information(house.desk, id)).toString().split('\n')[2]!
    const { money } = JSON.parse(sent) as Information
    await out.money(house.desk, id, { amount: money.total, day: house.today, serial: 'QYT-YH-0001' })
    await out.receipt(house.desk, await theirs('receipt', LETTER, { ...who, state: 'merged' }))
  },
}

const LETTER = 'QYT-ZY-0001'

function isStaffOfEast({ city }: SceneHouse, spells: readonly { readonly employer: number }[]): boolean {
  const last = spells.at(-1)
  return last !== undefined && city.employers[last.employer]?.agency === EAST
}

/** 遗留数据试装：one person whose figures agree, one whose balance does not, and a row that is listed. */
const legacyTrial: Scene = {
  ...{ name: 'legacy-trial', zh: '遗留数据试装', day: 'now' },
  play: async (house) => {
    const legacy = new LegacyService(house.ports)
    const kept = await house.ports.largePapers.receive(slicesOf(bytesAt(demoLegacyPackage())), 1 << 24)
    await legacy.upload(house.desk, { series: '示例旧系统 2020 年底', fileName: '旧系统导出.zip' }, kept)
    await new LegacyRunner(house.ports, () => undefined).advance({ halted: false })
  },
}

const HEADS = {
  persons: '社会保障号码,姓名,出生日期',
  paid: '社会保障号码,险种类型,对应费款所属期,缴费基数,单位实缴金额,个人实缴金额,个人划入个人账户,到账日期',
  accounts: '社会保障号码,险种类型,年度,累计缴费月数,当年记账额,年末储存额',
} as const

/** 小小的旧系统数据包：invented people of the series that nobody was ever given. */
export function demoLegacyPackage(): Buffer {
  const [one, two] = ['11010519700101997', '11010519720202998'].map((body) => body + mod112(body)) as [string, string]
  const paid = Array.from({ length: 12 }, (_, i) => `2021-${String(i + 1).padStart(2, '0')}`).flatMap((month) =>
    [one, two].map((number) => `${number},110,${month},5000.00,0.00,1000.00,400.00,${month}-20`),
  )
  const tables = {
    persons: [`${one},郑旧一,1970-01-01`, `${two},郑旧二,1972-02-03`],
    paid: [...paid, `${two},110,2099-01,5000.00,0.00,1000.00,400.00,2099-01-20`],
    accounts: [`${one},110,2020,96,,21000.00`, `${two},110,2020,96,,21000.00`, `${two},110,2021,110,4800.00,30000.00`],
  }
  const sums = { persons: 0, paid: 25 * 1000, accounts: 72_000 }
  const control = Object.entries(tables).map(
    ([table, rows]) => `${table},${rows.length},${sums[table as 'paid'].toFixed(2)}`,
  )
  return writeZip([
    { name: 'control.csv', text: ['表,行数,金额合计', ...control].join('\n') },
    ...Object.entries(tables).map(([table, rows]) => ({
      name: `${table}.csv`,
      text: [HEADS[table as 'paid'], ...rows].join('\n'),
    })),
  ])
}

export const TRANSFER_SCENES: readonly Scene[] = [movingIn, movedOut, legacyTrial]
