import { StampService } from '../../certificates/stamp-service.js'
import { CatalogueService } from '../../collection/catalogue-service.js'
import { EntitlementService } from '../../collection/entitlement-service.js'
import type { FactEntryKind, FactRequests } from '../../collection/fact-entry-contract.js'
import { PaymentBatchService } from '../../collection/payment-batch-service.js'
import { PaymentResultService } from '../../collection/payment-result-service.js'
import type { Day } from '../../kernel/day.js'
import { yuanText } from '../../kernel/money.js'
import type { Scene, SceneHouse } from './scene-house.js'
import { type SceneName, scenePerson } from './scene-people.js'
import { register } from './scenes-persons.js'

const DAY = '2026-11-02' as Day
const GROUND = '经核对证明原件'
const INJURY = { insurance: '410' as const, benefitKind: 'injury' as const }
const ALLOWANCE = 236_000

async function enter<K extends FactEntryKind>(house: SceneHouse, kind: K, request: FactRequests[K]): Promise<string> {
  const submission = await house.counter.facts.enter(house.desk, kind, request)
  await house.post(submission, kind)
  return submission.id
}

/** 停与复：one whose allowance was stopped for want of a check and runs again. */
const stopped: Scene = {
  ...{ name: 'stopped', zh: '待遇暂停与恢复', day: DAY },
  play: async (house) => {
    await register(house, 'suspended', { categories: ['paymentOnly'], proof: '伤残津贴移交表 41 号' })
    await register(house, 'unchecked', { categories: ['paymentOnly'], proof: '伤残津贴移交表 42 号' })
    for (const [i, name] of (['paymentOnly', 'suspended', 'unchecked'] as const).entries())
      await enter(house, 'benefitDetermination', {
        items: [
          {
            ...{ ...scenePerson(house.city, name), ...INJURY, variant: '5', eventMonth: '2025-10' },
            document: `外地移交伤残津贴 ${i + 1} 号`,
            elsewhere: { item: 'injuryAllowance', amount: ALLOWANCE + i * 1000, periodic: true, fromMonth: '2025-11' },
          },
        ],
        ground: GROUND,
      })
    const change = (what: 'suspend' | 'resume', fromMonth: string, reason: 'noCheck' | 'checkPassed') =>
      enter(house, 'benefitChange', {
        items: [
          {
            ...{ ...scenePerson(house.city, 'suspended'), ...INJURY, change: what, fromMonth, reason },
            document: `停发复发通知 ${fromMonth}`,
          },
        ],
        ground: GROUND,
      })
    await change('suspend', '2026-05', 'noCheck')
    await change('resume', '2026-08', 'checkPassed')
  },
}

/** 认证：most were checked this spring, one's runs out next month, one failed; those that lapsed are proposed. */
const checks: Scene = {
  ...{ name: 'checks', zh: '领取资格认证', day: DAY },
  play: async (house) => {
    const drawing = (house.city.cases?.workers ?? []).filter(({ key }) => /^pensioner-[1-4]$/.test(key))
    const people = [...drawing, ...namesOf(house, 'paymentOnly', 'suspended', 'unchecked')]
    const days = ['2026-03-18', '2026-03-20', '2025-12-09', '2026-04-02', '2025-12-16', '2026-04-07', '2026-09-08']
    const items = people.map(({ identityNumber, fullName }, i) => ({
      ...{ identityNumber, fullName, method: i % 2 === 0 ? ('face' as const) : ('counter' as const) },
      ...{ result: fullName === '鲁国平' ? ('failed' as const) : ('passed' as const) },
      ...{ checkedDay: days[i % days.length]!, document: `认证表 2026-${i + 1} 号` },
    }))
    await enter(house, 'entitlementCheck', { items, ground: '认证系统回传与窗口登记' })
    await house.parts.settle()
    await new EntitlementService(house.ports).propose(house.desk)
  },
}

function namesOf(house: SceneHouse, ...names: readonly SceneName[]) {
  return names.map((name) => scenePerson(house.city, name))
}

const RESULT_HEAD = '社会保障号码,待遇项目,待遇所属年月,金额,结果,原因'

/** 支付批次：made from what is determined, posted, and answered by the bank, which could not pay one of them. */
const payment: Scene = {
  ...{ name: 'payment', zh: '待遇支付批次与银行回盘', day: DAY },
  play: async (house) => {
    await house.parts.settle()
    const asked = { payMonth: '2025-12', paidDay: '2025-12-25', ...INJURY }
    const batch = await new PaymentBatchService(house.ports).prepare(house.desk, asked)
    await house.post(batch, '工伤津贴支付批次')
    const rows = namesOf(house, 'paymentOnly', 'suspended').map(({ identityNumber }, i) => {
      const outcome = i === 0 ? ['成功', ''] : ['失败', '户名与账号不符']
      const amount = yuanText((ALLOWANCE + i * 1000) as Parameters<typeof yuanText>[0])
      return [identityNumber, 'injuryAllowance', '2025-12', amount, ...outcome].join(',')
    })
    const file = Buffer.from([RESULT_HEAD, ...rows, ''].join('\r\n'))
    await new PaymentResultService(house.ports).take(house.as('east-cashier'), batch.id, file)
  },
}

/** 特殊工种：one found by two people who each held three sources together, one half way, one refused and stamped. */
const hazardousWork: Scene = {
  ...{ name: 'hazardous-work', zh: '特殊工种认定与用印', day: DAY },
  play: async (house) => {
    const filed = async (name: SceneName, workKind: 'underground' | 'toxic', serial: number) => {
      await register(house, name, { categories: ['flexible'], insurances: ['110'] })
      const span = { workKind, fromMonth: '1992-03', throughMonth: '2001-12', document: `岗位证明 ${serial} 号` }
      const items = [{ ...scenePerson(house.city, name), ...span }]
      return house.counter.facts.enter(house.desk, 'specialWork', { items, ground: '经核对职工档案原件' })
    }
    const found = await filed('miner', 'underground', 7)
    await house.post(found, '特殊工种认定')
    await house.passes(await filed('furnace', 'toxic', 8), 'initialReview')
    const refused = await filed('unproven', 'toxic', 9)
    await house.returns(refused, 'initialReview', '档案中没有此工种的记载')
    const [stamps, keeper] = [new StampService(house.ports), house.as('east-stamp')]
    await stamps.setUp(keeper, { name: '示例市东城示例区社会保险业务专用章' })
    for (const { id } of [found, refused]) await stamps.use(keeper, { submission: id })
  },
}

const DOCUMENT = { document: '示医保发〔2026〕8 号', explanation: '依文件调整目录（全部为演示而设）' }
const since = { change: 'add' as const, fromDay: '2026-01-01' }

/** 目录：a handful of invented drugs, treatments and devices, and two designated institutions. */
const CATALOGUES = [
  [
    'drug',
    [
      { code: 'QYT0001', name: '示例降压片', category: '甲类', selfPay: 0, unit: '盒' },
      { code: 'QYT0002', name: '示例止咳口服液', category: '乙类', selfPay: 100_000, unit: '瓶' },
      { code: 'QYT0003', name: '示例注射液', category: '乙类', selfPay: 200_000, amount: 12_800, unit: '支' },
    ],
  ],
  [
    'treatment',
    [
      { code: 'QYT1001', name: '示例影像检查', category: '检查', selfPay: 100_000, amount: 18_000, unit: '次' },
      { code: 'QYT1002', name: '示例康复治疗', category: '治疗', selfPay: 0, amount: 6_000, unit: '次' },
    ],
  ],
  [
    'device',
    [
      { code: 'QYT2001', name: '示例骨科支具', category: '康复器具', selfPay: 200_000, amount: 98_000, unit: '件' },
      { code: 'QYT2002', name: '示例助听器', category: '康复器具', selfPay: 300_000, amount: 260_000, unit: '件' },
    ],
  ],
  ['settlement', [{ code: 'QYT3001', name: '住院床日结算标准', category: '二级医院', amount: 68_000, unit: '床日' }]],
  [
    'institution',
    [
      { code: 'QYT9001', name: '示例市第一医院', category: '三级综合' },
      { code: 'QYT9002', name: '示例市东城康复中心', category: '康复' },
    ],
  ],
] as const

const catalogues: Scene = {
  ...{ name: 'catalogues', zh: '目录与定点机构', day: DAY },
  play: async (house) => {
    const service = new CatalogueService(house.ports)
    for (const [catalogue, entries] of CATALOGUES) {
      const changes = entries.map((entry) => ({ ...entry, ...since }))
      const proposed = await service.propose(house.as('parameters'), { catalogue, changes, ...DOCUMENT })
      await house.postBy(proposed, { review: 'city-review', approval: 'city-approve' })
    }
    const change = { code: 'QYT0003', change: 'change' as const, fromDay: '2027-01-01', name: '示例注射液' }
    const dearer = { ...change, category: '乙类', selfPay: 100_000, amount: 11_500, unit: '支' }
    await service.propose(house.as('parameters'), { catalogue: 'drug', changes: [dearer], ...DOCUMENT })
  },
}

export const BENEFIT_SCENES: readonly Scene[] = [stopped, checks, payment, hazardousWork, catalogues]
