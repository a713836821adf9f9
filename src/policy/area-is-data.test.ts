import { describe, expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { filesUnder } from '../../test/files.js'
import { parseDay } from '../kernel/day.js'
import { fen } from '../kernel/money.js'
import { parsePeriod } from '../kernel/period.js'
import { INSURANCES, type Insurance } from '../kernel/terms.js'
import type { AreaPolicy } from './area.js'
import { loadPolicyBook, type PolicyText } from './book.js'
import { CONTRIBUTION_KINDS, type ContributionKind } from './charge-kinds.js'
import { chargeOf } from './charge-of.js'
import { contributionOf } from './contribution.js'
import { lateFee } from './late-fee.js'
import { insurancesCharged, keeperOf, type PersonKind, PREFIX } from './levy.js'
import { residentYear } from './resident-year.js'

/** 一个不在 policies/ 中的统筹区：a code, names, and the few parameters in which it differs from the nation. */
const VALUES: Readonly<Record<string, readonly [term: string, unit: string, value: string]>> = {
  'pension.base-floor': ['baseFloor', 'yuan', 'value: "4000"'],
  'pension.base-ceiling': ['baseCeiling', 'yuan', 'value: "20000"'],
  ...Object.fromEntries(
    (['120', '210', '310', '410', '510', 'annuity'] as const).flatMap((insurance) => [
      [`${PREFIX[insurance]}.base-floor`, ['baseFloor', 'yuan', 'same: pension.base-floor']],
      [`${PREFIX[insurance]}.base-ceiling`, ['baseCeiling', 'yuan', 'same: pension.base-ceiling']],
    ]),
  ),
  'unemployment.employer-rate': ['employerRate', 'percent', 'value: "0.7"'],
  'unemployment.person-rate': ['personRate', 'percent', 'value: "0.3"'],
  'medical.employer-rate': ['employerRate', 'percent', 'value: "7.5"'],
  'medical.person-rate': ['personRate', 'percent', 'value: "2"'],
  'medical.flexible-rate': ['personRate', 'percent', 'value: "8"'],
  'medical.person-flat': ['personFlatAmount', 'yuan', 'value: "0"'],
  'medical.account-share': ['accountCreditShare', 'percent', 'value: "2"'],
  'injury.stage-factor': ['injuryStageFactor', 'percent', 'value: "100"'],
  'maternity.levy': ['chargedState', 'choice', 'by: { employee: charged, institution: charged, flexible: notCharged }'],
  'maternity.employer-rate': ['employerRate', 'percent', 'value: "0.5"'],
  'resident-pension.grades': ['residentGrades', 'list', 'value: 100-3000'],
  'resident-pension.subsidy': ['residentSubsidyBands', 'list', 'value: "100:30 500:60"'],
  'resident-medical.person-amount': ['personContribution', 'yuan', 'by: { workingAge: "380" }'],
  'resident-medical.subsidy': ['residentSubsidy', 'yuan', 'by: { workingAge: "640" }'],
}

const national = filesUnder(['policies/national'], /\.yaml$/)

/** The area's files; without one of its parameters, to see that it is missed by name. */
function areaWithout(left?: string): AreaPolicy {
  const lines = Object.entries(VALUES).flatMap(([id, [term, unit, value]]) =>
    id === left
      ? []
      : [
          `${id}: { what: ${id}, term: ${term}, unit: ${unit}, versions: [ { since: 2023-01, ${value}, basis: 虚构 } ] }`,
        ],
  )
  const file = (name: string, text: string): PolicyText => ({ path: `policies/nowhere/${name}`, text })
  return loadPolicyBook([
    ...national,
    file('area.yaml', 'area: { code: "990098", zh: 无何有市, en: Nowhere, invented: true }'),
    file('all.yaml', lines.join('\n')),
  ]).area('990098')
}

const area = areaWithout()
const month = parsePeriod('2024-05')
const KINDS: readonly PersonKind[] = ['employee', 'flexible', 'institution', 'resident']
const EXPECTED: Readonly<Record<PersonKind, readonly Insurance[]>> = {
  employee: ['110', '210', '310', '410', '510'],
  flexible: ['110', '310'],
  institution: ['120', '210', '310', '410', '510', 'annuity'],
  resident: ['170', '390'],
}

/** What every insurance of every kind of person comes to. */
function amounts(of: AreaPolicy, personKind: PersonKind, insurance: Insurance): number[] {
  if (insurance === '170') {
    const { person, subsidy, toAccount } = residentYear(of, { insurance, year: 2024, grade: fen(60_000) })
    return [person, subsidy, toAccount].map(({ value }) => value)
  }
  if (insurance === '390') {
    const { person, subsidy, toAccount } = residentYear(of, { insurance, year: 2024, grade: 'workingAge' })
    return [person, subsidy, toAccount].map(({ value }) => value)
  }
  const input = { insurance, contributionMonth: month, declaredWage: fen(1_000_000), personKind, injuryClass: 2 }
  const { employer, person, personToAccount, employerToAccount } = contributionOf(of, input)
  return [employer, person, personToAccount, employerToAccount].map(({ value }) => value)
}

article('M14-6d', '一个统筹区只是数据', () => {
  test('四类人员各缴哪几险，都说得出；九个险种一个不漏', () => {
    for (const kind of KINDS) expect(insurancesCharged(area, month, kind)).toEqual(EXPECTED[kind])
    expect(new Set(Object.values(EXPECTED).flat())).toEqual(new Set(INSURANCES))
  })

  test.each([
    ['employee', '110', [160_000, 80_000, 80_000, 0]],
    ['employee', '210', [7_000, 3_000, 0, 0]],
    ['employee', '310', [75_000, 20_000, 20_000, 0]],
    ['employee', '410', [4_000, 0, 0, 0]],
    ['employee', '510', [5_000, 0, 0, 0]],
    ['flexible', '110', [0, 200_000, 80_000, 0]],
    ['flexible', '310', [0, 80_000, 20_000, 0]],
    ['institution', '120', [160_000, 80_000, 80_000, 0]],
    ['institution', '210', [7_000, 3_000, 0, 0]],
    ['institution', '310', [75_000, 20_000, 20_000, 0]],
    ['institution', '410', [4_000, 0, 0, 0]],
    ['institution', '510', [5_000, 0, 0, 0]],
    ['institution', 'annuity', [80_000, 40_000, 40_000, 80_000]],
    ['resident', '170', [60_000, 6_000, 66_000]],
    ['resident', '390', [38_000, 64_000, 0]],
  ] as const)('%s %s', (kind, insurance, expected) => {
    expect(amounts(area, kind, insurance)).toEqual(expected)
    expect(['humanResources', 'medicalSecurity']).toContain(keeperOf(area, insurance, month).value)
  })

  test('各种缴费类型与滞纳金也不需另写代码', () => {
    const wage = { insurance: '110', declaredWage: fen(1_000_000), personKind: 'employee' } as const
    const settled = { contributionMonth: month, settlementMonth: parsePeriod('2024-09') }
    for (const kind of ['2', '11', '14', '19'] satisfies ContributionKind[]) {
      expect(CONTRIBUTION_KINDS[kind].computing).toBe('wage')
      expect(chargeOf(area, kind, { ...wage, ...settled })[0]!.employer.value).toBe(160_000)
    }
    const late = { arrears: fen(240_000), lastDay: parseDay('2024-05-31'), paidDay: parseDay('2024-06-30') }
    expect(lateFee(area, late).value).toBe(3_600)
  })
})

describe('少写一个参数', () => {
  test.each([
    ['pension.base-ceiling', 'employee', '110'],
    ['medical.flexible-rate', 'flexible', '310'],
    ['annuity.base-floor', 'institution', 'annuity'],
    ['resident-pension.subsidy', 'resident', '170'],
    ['resident-medical.person-amount', 'resident', '390'],
  ] as const)('%s：停下来说缺它，不作推算', (parameter, kind, insurance) => {
    const others = Object.keys(VALUES).filter((id) => VALUES[id]![2] === `same: ${parameter}`)
    if (others.length > 0) return expect(() => areaWithout(parameter)).toThrow('policy.malformed-file')
    try {
      amounts(areaWithout(parameter), kind, insurance)
      expect.unreachable()
    } catch (error) {
      expect(error).toMatchObject({ entry: { code: 'parameter.missing-version' }, facts: { parameter } })
    }
  })

  test('没有写明征缴的新险种不征缴，不因此停下', () => {
    const alone = loadPolicyBook([
      { path: 'policies/alone/area.yaml', text: 'area: { code: "990097", zh: 孤岛市, en: Island, invented: true }' },
      {
        path: 'policies/alone/levy.yaml',
        text: 'pension.levy: { what: 征缴, term: chargedState, unit: choice, versions: [ { since: 2020-01, by: { institution: notCharged, resident: notCharged }, basis: 虚构 } ] }',
      },
    ]).area('990097')
    expect(insurancesCharged(alone, month, 'institution')).toEqual([])
    expect(insurancesCharged(alone, month, 'resident')).toEqual([])
    expect(() => insurancesCharged(alone, month, 'employee')).toThrow('parameter.missing-version')
  })
})
