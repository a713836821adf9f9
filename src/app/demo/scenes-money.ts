import { BalanceService } from '../../collection/balance-service.js'
import { BankService } from '../../collection/bank-service.js'
import { BaseDeclaringService } from '../../collection/base-declaring-service.js'
import { BaseSheetService } from '../../collection/base-sheet-service.js'
import { ClaimService } from '../../collection/claim-service.js'
import { type LevyEntry, writeLevyFile } from '../../collection/levy-file.js'
import { ReliefService } from '../../collection/relief-service.js'
import { StaffChangeService } from '../../collection/staff-change-service.js'
import { type Day, plusDays } from '../../kernel/day.js'
import { fen, yuanText } from '../../kernel/money.js'
import { type Period, plus } from '../../kernel/period.js'
import { type City, wageIn } from './city.js'
import { monthOf } from './month.js'
import type { Scene, SceneHouse } from './scene-house.js'
import { SCENE_FIRMS, scenePerson } from './scene-people.js'

/** 申报季：青禾 is at it, some of its people have answered; 晨光 has sent what was confirmed. */
const baseSeason: Scene = {
  ...{ name: 'base-season', zh: '年度工资申报', day: '2026-10-20' as Day },
  play: async (house) => {
    await fill(house, 1)
    await answer(house, 1, '李晓萍', 'confirmed')
    await answer(house, 1, '𠮷文静', 'disputed')
    const operator = await fill(house, 0)
    const payYear = Number(house.today.slice(0, 4))
    const told = Buffer.from('职工,签名\r\n以上各人均已阅知本人的缴费工资\r\n')
    await new BaseSheetService(house.ports).vouch(operator, operator.employerId, payYear, told)
    await new BaseDeclaringService(house.ports).submit(operator, operator.employerId, { payYear })
  },
}

async function fill(house: SceneHouse, index: number) {
  const { city, ports, today } = house
  const operator = await house.operator(city.employers[index]!.creditCode)
  const sheets = new BaseSheetService(ports)
  const { sheet } = await sheets.sheet(operator.employerId)
  const wages = sheet.rows.map(({ key, fullName }) => {
    const life = city.lives.find((one) => one.fullName === fullName)
    return { key, wage: life === undefined ? 600_000 : wageIn(city, life, today.slice(0, 7) as Period) }
  })
  await sheets.enter(operator, operator.employerId, { payYear: sheet.season.payYear, wages })
  return operator
}

async function answer(house: SceneHouse, employer: number, fullName: string, verdict: 'confirmed' | 'disputed') {
  const life = house.city.lives.find((one) => one.fullName === fullName)
  const name = house.city.employers[employer]!.name
  if (life === undefined) return
  const [actor, declares] = [await house.citizen(life), new BaseDeclaringService(house.ports)]
  const mine = (await declares.mine(actor)).items.find(({ employerName }) => employerName === name)
  if (mine === undefined) return
  const { key, payYear, wage } = mine
  const reason = verdict === 'disputed' ? { reason: '年终奖未计入，全年月均应更高' } : {}
  await declares.answer(actor, { key, payYear, wage, verdict, ...reason })
}

/** 增减员：one who joins and one who leaves, sent before the cut-off day and not yet reviewed. */
const joinsAndLeaves: Scene = {
  ...{ name: 'joins-and-leaves', zh: '增减员待审', day: '2026-10-16' as Day },
  play: async (house) => {
    const operator = await house.operator(house.city.employers[0]!.creditCode)
    const { sheet } = await new BaseSheetService(house.ports).sheet(operator.employerId)
    const joins = { ...scenePerson(house.city, 'newcomer'), change: 'join' as const, reason: '111', wage: 680_000 }
    const leaving = sheet.rows.at(-1)
    const leaves = leaving === undefined ? [] : [{ change: 'leave' as const, key: leaving.key, reason: '222' }]
    const changes = new StaffChangeService(house.ports)
    await changes.send(operator, operator.employerId, { changes: [joins], acceptedOnly: false })
    if (leaves.length > 0)
      await changes.send(operator, operator.employerId, { changes: leaves, acceptedOnly: false }).catch(() => undefined)
  },
}

/** 待认领：a payment under a number with two digits the wrong way round, and its claim, which waits for review. */
const suspense: Scene = {
  ...{ name: 'suspense', zh: '待认领款项', day: '2026-10-27' as Day },
  play: async (house) => {
    const owner = { ...scenePerson(house.city, 'mixed'), creditCode: '' }
    const entry: Omit<LevyEntry, 'row'> = {
      ...{ levyVoucher: '59999012026107001', creditCode: '', insurance: '110', fullName: owner.fullName },
      ...{ settlementMonth: '2026-09' as Period, contributionMonth: '2026-09' as Period, contributionKind: '1' },
      ...{ identityNumber: slipped(owner.identityNumber), base: fen(620_000), employerAmount: fen(0) },
      ...{ personAmount: fen(124_000), arrivalDay: '2026-10-26' as Day },
    }
    const { counter, desk, ports } = house
    const bytes = Buffer.from(writeLevyFile('DEMO-999901-202610-S', [entry]))
    const { submission } = await counter.levies.upload(desk, { fileName: '2026-10-补充征收结果.csv', bytes })
    await house.post(submission, '补充征收结果')
    const { items } = await counter.levies.suspense(desk)
    const item = items.find(({ identityNumber }) => identityNumber === entry.identityNumber)
    if (item === undefined) return
    const { posting, ordinal } = item
    const explanation = '与本人核对缴费凭证，号码最后两位误写'
    await new ClaimService(ports).claim(desk, { posting, ordinal, owner, explanation })
  },
}

function slipped(number: string): string {
  const digit = (Number(number[9]) + 1) % 10
  return number.slice(0, 9) + digit + number.slice(10)
}

/** 核销：the unpaid part of a month of a firm that another took over. */
const relief: Scene = {
  ...{ name: 'relief', zh: '欠费核销', day: '2026-10-28' as Day },
  play: async (house) => {
    const { creditCode } = SCENE_FIRMS.carriers
    const month = '2026-03'
    const entry = {
      ...{ ...scenePerson(house.city, 'driver'), creditCode, settlementMonth: month, contributionMonth: month },
      ...{ contributionKind: '1', declaredWage: 700_000, insurances: ['110' as const, '310' as const] },
      ground: '经稽核补录的应缴',
    }
    await house.post(await house.counter.entries.enter(house.desk, entry), '稽核应缴')
    const reliefs = new ReliefService(house.ports)
    const { arrears } = await reliefs.events(house.desk, creditCode)
    const items = arrears.flatMap(({ insurance, month: of, room }) =>
      insurance === '110' && room > 0 ? [{ insurance, contributionMonth: of, amount: Math.min(room, 50_000) }] : [],
    )
    const documentId = await house.paper('attachment', '示人社函〔2026〕27 号', '同意核销单位欠缴部分')
    const asked = { creditCode, reliefKind: 'writeOff' as const, items, document: '示人社函〔2026〕27 号', documentId }
    await house.post(await reliefs.relieve(house.desk, asked), '核销')
  },
}

const HEAD = '专户账号,银行流水号,电子税票号,险种,金额,到账日期,存入日期'

/** 两个月的专户流水与三方平衡：one agrees to the fen and is signed by all three, one lacks a yuan. */
const balances: Scene = {
  ...{ name: 'balances', zh: '专户流水与月末平衡', day: '2026-10-29' as Day },
  play: async (house) => {
    const last = plus(house.city.size.through, -1)
    await deposit(house, plus(last, -1), 0)
    await deposit(house, last, 100)
    const service = new BalanceService(house.ports)
    const month = plus(last, -1)
    for (const login of ['city-cashier', 'city-accounts', 'city-chief-accounts']) {
      const { figures, differences } = await service.show(house.as(login), month)
      const note = differences.length === 0 ? {} : { note: '差额已逐笔查明，次月由银行补记，见附表' }
      await service.sign(house.as(login), { month, figures, ...note })
    }
  },
}

async function deposit(house: SceneHouse, month: Period, missing: number): Promise<void> {
  const sums = depositsOf(house.city, month)
  const rows = sums.map(({ levyVoucher, insurance, amount, arrivalDay }, i) =>
    [
      ...[`999900100000000${insurance === 'annuity' ? '00130' : `00${insurance}`}`, `${month}-${i + 1}`, levyVoucher],
      ...[insurance, yuanText(fen(amount - (i === 0 ? missing : 0))), arrivalDay, plusDays(arrivalDay, i % 3)],
    ].join(','),
  )
  const bytes = Buffer.from([HEAD, ...rows, ''].join('\r\n'))
  const bank = new BankService(house.ports)
  const { submission } = await bank.upload(house.as('city-cashier'), { fileName: `${month}-专户流水.csv`, bytes })
  const request = { revision: submission.revision, acceptedOnly: submission.refused > 0 }
  const sent = await bank.submit(house.as('city-cashier'), submission.id, request)
  await house.postBy(sent, { review: 'city-accounts', approval: 'city-chief-accounts' })
}

/** Each tax voucher and insurance once, as the bank books them. */
function depositsOf(city: City, month: Period) {
  const sums = new Map<string, { levyVoucher: string; insurance: string; amount: number; arrivalDay: Day }>()
  for (const { payments } of monthOf(city, month).levies) {
    for (const { levyVoucher, insurance, employerAmount, personAmount, arrivalDay } of payments) {
      const key = `${levyVoucher} ${insurance}`
      const known = sums.get(key)?.amount ?? 0
      sums.set(key, { levyVoucher, insurance, arrivalDay, amount: known + employerAmount + personAmount })
    }
  }
  return [...sums.values()].filter(({ amount }) => amount > 0)
}

export const MONEY_SCENES: readonly Scene[] = [joinsAndLeaves, baseSeason, suspense, relief, balances]
