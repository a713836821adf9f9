/** 待遇测算与为什么变了，给截图用的编造数据。The shapes are the contracts'; the figures belong to nobody. */
const figure = (term, value, unit, path, text = String(value)) => ({ term, value, unit, text, path })
const pad = (n) => String(n).padStart(2, '0')
const monthAt = (n) => `${Math.floor(n / 12)}-${pad((n % 12) + 1)}`
const FIRST = 2032 * 12 + 4
const POINTS = Array.from({ length: 61 }, (_, i) => ({
  ...{ month: monthAt(FIRST + i), total: 226_000 + i * 2_450 + Math.floor((i + 4) / 12) * 3_000, isEligible: i >= 12 },
}))
const chosen = POINTS[38]
const parameter = (id, zh, en, from) => ({ id, name: { zh, en }, ...(from ? { from } : {}) })

export const ESTIMATE = {
  asOf: { today: '2026-11-21', knownAt: 1_234, policyDigest: '0'.repeat(64) },
  grounds: [{ policy: 'citizen.record', says: '参保人凭有效身份查询本人的权益记录', article: 'M14-15b' }],
  assumptions: {
    ...{ group: 'man', retirement: chosen.month, base: 800_000, baseGrowth: 10_000, wageGrowth: 20_000 },
    ...{ notionalRate: 15_000, monthsPerYear: 12 },
  },
  bounds: {
    ...{ first: monthAt(FIRST), statutory: '2034-04', latest: monthAt(FIRST + 60), groups: ['man'] },
    ...{ baseFloor: 564_000, baseCeiling: 2_820_000 },
  },
  when: {
    statutory: figure('statutoryRetirement', '2034-04', 'month', 'statutory'),
    earliest: figure('earliestRetirement', '2032-05', 'month', 'earliest'),
    latest: figure('latestRetirement', '2037-05', 'month', 'latest'),
  },
  months: {
    years: figure('countedYears', 235, 'months', 'years'),
    minimum: figure('minimumMonths', 210, 'months', 'minimum'),
    shortfall: figure('shortfallMonths', 0, 'months', 'shortfall'),
  },
  isEligible: true,
  provisional: false,
  pension: {
    total: figure('estimatedPension', chosen.total, 'fen', 'total'),
    basic: figure('estimatedPart', 190_410, 'fen', 'basic'),
    account: figure('estimatedPart', chosen.total - 205_410, 'fen', 'account'),
    transitional: figure('estimatedPart', 15_000, 'fen', 'transitional'),
    base: figure('assumedAmount', 1_152_000, 'fen', 'base'),
    averageIndex: figure('averageIndex', 897_600, 'index', 'averageIndex', '0.8976'),
    divisor: figure('divisor', 1_084, 'tenths', 'divisor', '108.4'),
    inTodaysTerms: figure('pensionInTodaysTerms', 268_110, 'fen', 'inTodaysTerms'),
    replacement: figure('replacementRatio', 396_000, 'ppm', 'replacement', '39.6%'),
  },
  balance: figure('estimatedBalance', 14_812_233, 'fen', 'balance'),
  points: POINTS,
  balances: Array.from({ length: 16 }, (_, i) => ({
    ...{ month: `${2019 + i}-12`, balance: 790_000 + i * 905_000 + i * i * 9_000, assumed: i > 6 },
  })),
  caveats: [
    {
      zh: '这是测算，不是核定。退休时由经办机构按当时的规则和档案核定，以核定的为准。',
      en: 'This is an estimate, not a determination.',
      parameters: [],
    },
    {
      zh: '将来的这些数还没有公布，用的是您的假设，或者沿用最后公布的：',
      en: 'These figures of the years to come are not published; your assumptions stand in:',
      parameters: [
        parameter('pension.calculation-base', '养老金计发基数', 'calculation base of pensions', '2026-12'),
        parameter('pension.notional-rate', '个人账户记账利率', 'notional rate', '2026-12'),
      ],
    },
  ],
  spoken: '如果2035年7月退休，每月养老金测算为3281元。这是测算，不是核定。',
}

const side = (value, text, more = {}) => ({ value, text, ...more })
const step = (change, term, zh, en, before, after, parts = [], more = {}) => ({
  ...{ change, term, zh, en, unit: 'fen', newParameter: false, newFact: false, kept: 0, again: false, more: 0, parts },
  ...(before ? { before } : {}),
  ...(after ? { after } : {}),
  ...more,
})

export const DIFFERENCE = {
  path: 'account/2025/closing',
  before: { through: '2026-11', knownAt: 900, policyDigest: '0'.repeat(64) },
  after: { through: '2026-11', knownAt: 1_234, policyDigest: '0'.repeat(64) },
  sentences: [
    '本年末储存额由5,812.40元变为6,055.10元，因为当年记账金额由5,120.00元变为5,360.00元；当年记账利息由92.40元变为95.10元。',
    '当年记账金额由5,120.00元变为5,360.00元，因为记账由400.00元变为640.00元。',
  ],
  tree: step(
    ...['changed', 'closingBalance', '本年末储存额', 'balance at the end of the year'],
    ...[side(581_240, '5,812.40元'), side(605_510, '6,055.10元')],
    [
      step(
        ...['changed', 'yearCredits', '当年记账金额', 'credited this year', side(512_000, '5,120.00元')],
        side(536_000, '5,360.00元'),
        [
          step(
            'changed',
            'accountCredit',
            '记账',
            'account credit',
            side(40_000, '400.00元'),
            side(64_000, '640.00元'),
          ),
          step('added', 'accountCredit', '记账', 'account credit', undefined, side(64_000, '640.00元')),
          step('removed', 'accountCredit', '记账', 'account credit', side(64_000, '640.00元'), undefined),
        ],
        { kept: 11 },
      ),
    ],
    { kept: 2 },
  ),
}
