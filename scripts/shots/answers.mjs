/** 给截图用的编造数据。Nobody in here exists; the numbers use the sequences kept for made-up people. */
const keeper = (side, zh, en, rest = {}) => ({
  side,
  name: { zh, en },
  connected: true,
  correctableHere: true,
  ...rest,
})
const human = keeper('humanResources', '示例市社会保险中心', 'Example City Social Insurance Centre')
const away = keeper('medicalSecurity', '示例市医疗保障局', 'Example City Medical Security Bureau', {
  connected: false,
  correctableHere: false,
})
const figure = (term, value, unit, path, text = String(value)) => ({ term, value, unit, text, path })
const area = '999900'
const pad = (n) => String(n).padStart(2, '0')
const YEARS = [2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026]
const RATES = [76100, 60400, 66900, 61200, 39700, 26200, 15000]
const baseIn = (year) => 512000 + (year - 2019) * 47300

function rowsOf(insurance, year) {
  const last = year === 2026 ? 9 : 12
  const base = baseIn(year)
  const [employerRate, personRate] = { 110: [0.16, 0.08], 210: [0.005, 0.005], 410: [0.004, 0] }[insurance]
  return Array.from({ length: last }, (_, i) => {
    const month = `${year}-${pad(i + 1)}`
    const [dueEmployer, duePerson] = [Math.round(base * employerRate), Math.round(base * personRate)]
    const unpaid = year === 2024 && i === 6
    const late = year === 2023 && i === 2
    return {
      ...{ path: `contribution/${insurance}/${month}/1`, month, base, dueEmployer, duePerson },
      settlementMonths: [late ? '2023-06' : month],
      employerName: year < 2023 ? '清河纺织有限公司' : '云岭精密仪器有限公司',
      kinds: [late ? '2' : '1'],
      backPay: late,
      state: unpaid ? 'unpaid' : 'paid',
      counted: !unpaid,
      paidEmployer: unpaid ? 0 : dueEmployer,
      paidPerson: unpaid ? 0 : duePerson,
      arrears: unpaid ? dueEmployer + duePerson : 0,
      difference: unpaid ? -dueEmployer - duePerson : 0,
    }
  })
}

function yearOf(insurance, year) {
  const rows = rowsOf(insurance, year)
  const total = (name) => rows.reduce((sum, row) => sum + row[name], 0)
  const path = `year/${insurance}/${year}`
  return {
    ...{ year, rows },
    paidMonths: figure('yearPaidMonths', rows.filter(({ counted }) => counted).length, 'months', `${path}/paidMonths`),
    employer: figure('yearEmployerPaid', total('paidEmployer'), 'fen', `${path}/employer`),
    person: figure('yearPersonPaid', total('paidPerson'), 'fen', `${path}/person`),
    arrearsMonths: figure(
      'arrearsMonths',
      rows.filter(({ counted }) => !counted).length,
      'months',
      `${path}/arrearsMonths`,
    ),
  }
}

function accountYears() {
  let opening = 0
  return YEARS.map((year, i) => {
    const credits = yearOf('110', year).person.value
    const rate = RATES[i]
    const settled = year <= 2024
    const [first, second] = [Math.round((opening * (rate ?? 0)) / 1e6), Math.round((credits * (rate ?? 0)) / 2e6)]
    const closing = opening + credits + first + second
    const at = (name) => `account/${year}/${name}`
    const made = {
      year,
      state: settled ? 'settled' : year === 2025 ? 'rateNotPublished' : 'running',
      opening: figure('openingBalance', opening, 'fen', at('opening')),
      credits: figure('yearCredits', credits, 'fen', at('credits')),
      balance: figure('accountBalance', settled ? closing : opening + credits, 'fen', at('balance')),
      ...(settled && {
        interestOnOpening: figure('interestOnOpening', first, 'fen', at('interestOnOpening')),
        interestOnCredits: figure('interestOnCredits', second, 'fen', at('interestOnCredits')),
        closing: figure('closingBalance', closing, 'fen', at('closing')),
        rate: figure('notionalRate', rate, 'ppm', at('rate'), `${rate / 10000}%`),
        rateStatus: year === 2024 ? 'unconfirmed' : 'final',
      }),
    }
    opening = made.balance.value
    return made
  }).reverse()
}

const enrolment = (insurance, rest) => ({
  ...{ insurance, area, keeper: human, state: 'enrolled', since: '2019-01', employerName: '云岭精密仪器有限公司' },
  firstMonth: figure('firstEnrolmentMonth', '2019-01', 'month', `enrolment/${insurance}/firstMonth`),
  ...rest,
})
const account = accountYears()
const insuranceOf = (insurance) => ({
  ...{ insurance, keeper: human, refunds: [] },
  years: YEARS.map((year) => yearOf(insurance, year)),
})

export const GROUNDS = [{ policy: 'own-record', says: '参保人员查询本人的权益记录', article: '第14号令第十四条' }]

export const RECORD = {
  asOf: { through: '2026-09', knownAt: 48213, latest: true, today: '2026-10-12' },
  grounds: GROUNDS,
  sections: {
    registration: {
      person: {
        ...{ fullName: '欧阳𠮷', documentType: '01', identityNumber: '9999************', sex: '2', nationality: 'CHN' },
        ...{ birthDate: '1994-03-08', workStartDate: '2019-01-02', mobilePhone: '138****2046' },
        ...{ mailingAddress: '示例市东城区****', bankAccount: '6222****8817' },
      },
      enrolments: [
        enrolment('110'),
        enrolment('210'),
        enrolment('410'),
        { insurance: '310', area, keeper: away },
        { insurance: '510', area, keeper: away },
      ],
      employers: [
        { insurance: '110', employerName: '云岭精密仪器有限公司', from: '2023-01' },
        { insurance: '110', employerName: '清河纺织有限公司', from: '2019-01', through: '2022-12' },
      ],
    },
    contributions: [
      ...['110', '210', '410'].map(insuranceOf),
      ...['310', '510'].map((insurance) => ({ insurance, keeper: away, years: [], refunds: [] })),
    ],
    account: {
      months: [
        {
          ...{ insurance: '110', keeper: human },
          actualMonths: figure('actualMonths', 92, 'months', 'months/110/actual', '92个月'),
          arrearsMonths: figure('arrearsMonths', 1, 'months', 'months/110/arrears', '1个月'),
        },
      ],
      years: account,
      balance: { ...account[0].balance, path: 'account/balance' },
    },
  },
  charts: {
    contributions: YEARS.map((year) => {
      const { employer, person } = yearOf('110', year)
      return { year, insurance: '110', employer: employer.value, person: person.value }
    }),
    balances: [...account]
      .reverse()
      .map(({ year, balance, state }) => ({ year, balance: balance.value, settled: state === 'settled' })),
  },
  abilities: {
    ...{ canExplain: true, canSeeVoucher: true, canSeeReviewers: true, canSeeLooks: true, canPrintStatement: true },
    ...{ canObject: false, canCorrect: false },
  },
}

const leaf = (term, zh, en, value, unit, text, rest = {}) => ({ term, zh, en, value, unit, text, from: [], ...rest })
const at = (day, hour) => Date.parse(`${day}T${pad(hour)}:20:00+08:00`)
const step = (stage, zh, en, hour) => ({
  ...{ stage, stageName: { zh, en }, verdict: 'passed', at: at('2025-08-14', hour) },
  organisation: '示例市东城区社会保险所',
})
const voucher = {
  ...{ voucherId: 'V-2025-08-000417', revision: 1, kind: 'monthlyFiling', agency: '示例市东城区社会保险所' },
  ...{ businessDay: '2025-08-13', postedAt: at('2025-08-14', 15), line: 12 },
  ...{ settlementMonth: '2025-08', contributionMonth: '2025-08', documents: [] },
  reviewers: [step('initialReview', '初审', 'initial review', 10), step('review', '审核', 'review', 14)],
}

export const WHY = {
  ...leaf('personContribution', '个人缴费', 'personal contribution', 63664, 'fen', '636.64', {
    basis: '社会保险法·第十二条',
  }),
  from: [
    {
      ...leaf('contributionBase', '缴费基数', 'contribution base', 795800, 'fen', '7958.00', {
        basis: '国办发〔2019〕13号·三',
      }),
      from: [
        leaf('declaredWage', '申报工资', 'declared wage', 795800, 'fen', '7958.00', {
          fact: { posting: '20417', ordinal: 35, voucher },
        }),
        leaf('baseFloor', '下限', 'lower limit', 432400, 'fen', '4324.00', {
          parameter: {
            ...{ id: 'pension.base.floor', area, areaName: '示例市', since: '2025-07', status: 'provisional' },
            basis: '示例市关于2025年度缴费基数上下限的通知',
          },
        }),
        leaf('baseCeiling', '上限', 'upper limit', 2162000, 'fen', '21620.00', {
          parameter: {
            ...{ id: 'pension.base.ceiling', area, areaName: '示例市', since: '2025-07', status: 'final' },
            basis: '示例市关于2025年度缴费基数上下限的通知',
          },
        }),
      ],
    },
    leaf('personRate', '个人费率', 'person rate', 80000, 'ppm', '8%', {
      parameter: {
        ...{ id: 'pension.rate.person', area, areaName: '全国', since: '2006-01', status: 'final' },
        basis: '国发〔2005〕38号·六',
      },
    }),
    leaf('rounding', '尾数处理', 'rounding', 'halfUp', 'text', '四舍五入到分'),
  ],
}

const look = (day, hour, rest) => ({
  ...{ at: at(day, hour), realm: 'staff', organisation: '示例市东城区社会保险所', channel: 'counter' },
  ...{ action: 'record.read', sections: 'registration,contribution', outcome: 'shown', purpose: '', self: false },
  grounds: GROUNDS,
  ...rest,
})

export const LOOKS = {
  looks: [
    look('2026-10-12', 9, { realm: 'citizen', organisation: '', channel: 'web', self: true, sections: 'access' }),
    look('2026-10-08', 15, {
      purpose: '本人到窗口咨询2024年7月欠缴',
      grounds: [{ policy: 'desk-duty', says: '经办机构因工作需要查询', article: '第14号令第十六条' }],
    }),
    look('2026-09-20', 11, {
      ...{ realm: 'operator', organisation: '云岭精密仪器有限公司', channel: 'web', action: 'employer.staff' },
      grounds: [{ policy: 'own-staff', says: '用人单位查询本单位职工的登记和缴费', article: '第14号令第十五条' }],
    }),
    look('2026-08-03', 16, {
      ...{ organisation: '示例市西城区社会保险所', outcome: 'refused', sections: 'account', purpose: '核对转移' },
      grounds: [{ policy: 'other-district', says: '不得查询非本辖区的记录', article: '第14号令第二十六条' }],
    }),
  ],
}

const paper = {
  ...{ form: 'statement', year: 2025, serial: '99990001-2026-000318', issuedAt: at('2026-10-12', 9) },
  ...{ validUntil: '2027-01-10', state: 'true' },
}
export const STATEMENTS = {
  years: [2026, 2025, 2024, 2023, 2022, 2021, 2020, 2019],
  papers: [
    paper,
    {
      ...paper,
      id: '0198-b',
      year: 2024,
      serial: '99990001-2025-000102',
      state: 'laterChanged',
      issuedAt: at('2025-03-04', 10),
    },
  ],
}
export const NEW_STATEMENT = paper

export const CHECKED = {
  state: 'true',
  paper: {
    ...{
      form: 'statement',
      title: '社会保险个人权益记录单（2025年）',
      serial: paper.serial,
      year: 2025,
      name: '欧阳*',
    },
    ...{ agency: '示例市社会保险中心', area: '示例市', issuedOn: '2026-10-12', issuedAt: paper.issuedAt },
    ...{ validUntil: '2027-01-10', dataCutoff: '2026-09-30', digest: 'b1946ac92492d2347c6235b4d2611184'.repeat(2) },
    checkpoint: { treeSize: 48213, root: '5d41402abc4b2a76b9719d911017c592'.repeat(2) },
  },
}

export const WHO = {
  citizen: {
    ...{ realm: 'citizen', name: '欧阳𠮷', posts: [], csrf: 'shots' },
    abilities: ['record.read', 'looks.read', 'statement.issue', 'parameter.read'],
  },
}
