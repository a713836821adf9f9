import { randomBytes } from 'node:crypto'
import { signedText } from '../../disclosure/arrangement.js'
import { ArrangementService } from '../../disclosure/arrangement-service.js'
import { CallService } from '../../disclosure/call-service.js'
import type { ReceiveInquiry } from '../../disclosure/contract.js'
import { DecideService } from '../../disclosure/decide-service.js'
import { ExecuteService } from '../../disclosure/execute-service.js'
import { InquiryService } from '../../disclosure/inquiry-service.js'
import { RecipientService } from '../../disclosure/recipient-service.js'
import { plusDays } from '../../kernel/day.js'
import { encodeBase64 } from '../../log/base64.js'
import { generatePrivateKey, publicKeyOf, signSm2 } from '../../log/sm2.js'
import { publicKeyPem } from '../../log/sm2-encoding.js'
import { EAST } from './employers.js'
import type { Scene, SceneHouse } from './scene-house.js'

type Persons = ReceiveInquiry['persons']

/** 查询与使用：a court's query carried out, an application refused by letter and one that waits, an arrangement with calls. */
const disclosure: Scene = {
  ...{ name: 'disclosure', zh: '查询与使用', day: 'now' },
  play: async (house) => {
    const { disclosure: ports } = house.parts
    if (ports === undefined) return
    const inquiries = new InquiryService(ports)
    const deciding = new DecideService(ports, inquiries)
    const [first, second, third] = eastPersons(house) as [Persons[number], Persons[number], Persons[number]]
    const [desk, approver] = [house.desk, house.as('east-approve')]
    const receive = async (request: ReceiveInquiry) => (await inquiries.receive(desk, request)).items[0]!.id

    const court = await receive(await courtRequest(house, [first, second]))
    await deciding.decide(approver, court, { verdict: 'provide', reason: '法律文书与证件齐全，依法提供' })
    await new ExecuteService(ports, inquiries).execute(house.as('east-review'), court)

    const refused = await receive(await unitRequest(house, '示例律师事务所', third))
    const reason = '所引条款未赋予该单位查询他人权益记录的权利，且未取得本人授权'
    await deciding.decide(approver, refused, { verdict: 'refuse', reason })
    await inquiries.send(desk, refused, { way: 'post', note: '挂号信 QYT2026001' })

    await receive(await unitRequest(house, '示例公证处', first))
    await standing(house, [first, second, third])
  },
}

/** 低保核对：the civil affairs bureau asks about those who draw a pension, one by one. */
async function standing(house: SceneHouse, persons: Persons): Promise<void> {
  const ports = house.parts.disclosure!
  const [desk, supervisor] = [house.as('city-desk'), house.as('supervisor')]
  const today = ports.clock.today()
  const recipients = new RecipientService(ports)
  await recipients.enter(desk, { recipient: 'civil-affairs', name: '示例市民政局', kind: 'organ' })
  const days = { from: today, through: plusDays(today, 365) }
  await recipients.note(desk, 'civil-affairs', 'agreement', {
    note: '签订保密协议',
    agreement: 'QYT-BM-2026-1',
    ...days,
  })
  const key = generatePrivateKey(randomBytes)
  const arrangements = new ArrangementService(ports)
  const { items } = await arrangements.apply(desk, {
    ...{ recipient: 'civil-affairs', basis: '社会保险个人权益记录管理办法第十八条', purpose: '最低生活保障核对' },
    ...{ scope: 'class', subjectClass: 'enrolled', sections: ['registration'], fromMonth: '2025-01', quota: 200 },
    ...{ quotaPer: 'day', startOn: today, endOn: plusDays(today, 364), reviewOn: plusDays(today, 180) },
    publicKey: publicKeyPem(publicKeyOf(key)),
  })
  const id = items[0]!.id
  await arrangements.decide(supervisor, id, { verdict: 'approve', note: '同意，按季度复核' })
  const calls = new CallService(ports)
  for (const [at, person] of persons.entries()) {
    const nonce = randomBytes(18).toString('base64url')
    const asked = { arrangement: id, at: ports.clock.now(), nonce, ownCase: `民核〔2026〕${at + 1}号`, ...person }
    const signed = signSm2(key, publicKeyOf(key), Buffer.from(signedText(asked)), randomBytes)
    await calls.call({ ...asked, signature: encodeBase64(signed) }, '203.0.113.20')
  }
}

function eastPersons({ city }: SceneHouse): Persons {
  return city.lives
    .filter(({ index, spells }) => index > 4 && city.employers[spells.at(-1)?.employer ?? -1]?.agency === EAST)
    .slice(0, 3)
    .map(({ fullName, identityNumber }) => ({ fullName, identityNumber }))
}

async function courtRequest(house: SceneHouse, persons: Persons): Promise<ReceiveInquiry> {
  const unit = '示例市第一人民法院'
  const paper = (says: string) => house.paper('attachment', unit, says)
  const officer = async (name: string, cardNumber: string) => ({
    ...{ name, cardNumber, cardKind: '人民法院工作证', validThrough: '2029-12-31', originalSeen: true },
    copy: await paper(`${name}工作证复印件`),
  })
  return {
    ...{ ground: 'organ', unit: { name: unit, contact: '执行局', phone: '010-00000001' }, mayTell: true, act: 'take' },
    ...{ purpose: '执行案件，查明被执行人缴费情况', basis: { id: 'm14-18' }, route: 'here' },
    papers: {
      dutyProof: await paper('执行公务证明'),
      form: await paper('查询专用表'),
      approval: await paper('协助查询通知书'),
      approvalNumber: '（2026）示01执101号',
    },
    officers: [await officer('高远', 'SF-010001'), await officer('梁静', 'SF-010002')],
    standard: { reason: 'notEnough', says: '须逐月缴费明细，记录单不能满足' },
    ...{ persons, sections: ['registration', 'contribution'], from: '2026-01', through: '2026-06' },
  }
}

async function unitRequest(house: SceneHouse, name: string, person: Persons[number]): Promise<ReceiveInquiry> {
  return {
    ...{ ground: 'unit', unit: { name, contact: '业务部', phone: '010-00000002' }, mayTell: true, act: 'copy' },
    ...{ purpose: '办理委托事务，核实参保情况', basis: { id: 'm14-19' }, route: 'here', officers: [] },
    papers: { unitProof: await house.paper('attachment', name, '单位证明') },
    ...{ persons: [person], sections: ['registration'], from: '2026-01', through: '2026-06' },
  }
}

export const DISCLOSURE_SCENES: readonly Scene[] = [disclosure]
