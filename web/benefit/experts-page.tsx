import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import type { ExpertList, OpinionList } from '../../src/collection/expert-contract.js'
import { EXPERT_CONCLUSIONS, EXPERT_MATTERS } from '../../src/collection/expert-contract.js'
import type { EntryField } from '../desk/entry-fields.js'
import { dayText } from '../shell/amounts.js'
import { ask, type Problem, pathOf } from '../shell/api.js'
import { DataTable } from '../shell/data-table.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { Page, Section } from '../shell/page.js'
import { useAsk } from '../shell/queries.js'
import { Answer } from '../shell/states.js'
import { OpinionForm } from './opinion-form.js'
import { BENEFIT_PATHS } from './paths.js'
import { SmallForm } from './small-form.js'
import { BENEFIT } from './words.js'

const FIELDS: readonly EntryField[] = [
  { name: 'fullName', label: BENEFIT.person, kind: 'text', required: true, most: 100 },
  { name: 'identityNumber', label: BENEFIT.identity, kind: 'text', required: true, most: 40 },
  { name: 'field', label: BENEFIT.field, kind: 'text', required: true, most: 60 },
  { name: 'unit', label: BENEFIT.unit, kind: 'text', required: true, most: 100 },
]

/** 专家秘书处：the register, and the opinions signed. */
export function ExpertsPage() {
  const { say } = useLanguage()
  const experts = useAsk<ExpertList>(BENEFIT_PATHS.experts)
  const opinions = useAsk<OpinionList>(BENEFIT_PATHS.opinions)
  return (
    <Page title={say(BENEFIT.experts)} lead={say(BENEFIT.expertsLead)}>
      <Section title={say(BENEFIT.register)}>
        <Answer of={experts} rows={4}>
          {({ items }) => <Register items={items} />}
        </Answer>
        <SmallForm fields={FIELDS} path={BENEFIT_PATHS.experts} act={BENEFIT.enter} />
      </Section>
      <Section title={say(BENEFIT.opinions)}>
        <Answer of={opinions} rows={4}>
          {({ items }) => <Opinions items={items} />}
        </Answer>
        {experts.data && <OpinionForm experts={experts.data.items} />}
      </Section>
    </Page>
  )
}

function Register({ items }: ExpertList) {
  const { say } = useLanguage()
  const queries = useQueryClient()
  const leaving = useMutation<ExpertList, Problem, string>({
    mutationFn: (id) => ask(pathOf(BENEFIT_PATHS.expertLeave, { id }), { method: 'POST' }),
    onSuccess: () => void queries.invalidateQueries(),
  })
  return (
    <>
      <FormProblem error={leaving.error} />
      <DataTable
        caption={say(BENEFIT.register)}
        rows={items}
        keyOf={({ id }) => id}
        columns={[
          { name: 'name', title: BENEFIT.person, cell: ({ fullName }) => fullName },
          { name: 'field', title: BENEFIT.field, cell: ({ field }) => field },
          { name: 'unit', title: BENEFIT.unit, cell: ({ unit }) => unit },
          {
            name: 'leave',
            title: BENEFIT.leave,
            cell: ({ id, leftAt }) =>
              leftAt === undefined ? (
                <Button size="small" loading={leaving.isPending} onClick={() => leaving.mutate(id)}>
                  {say(BENEFIT.leave)}
                </Button>
              ) : (
                say(BENEFIT.left)
              ),
          },
        ]}
      />
    </>
  )
}

function Opinions({ items }: OpinionList) {
  const { say, language } = useLanguage()
  const told = (key: string) => EXPERT_CONCLUSIONS[key] ?? { zh: key, en: key }
  return (
    <DataTable
      caption={say(BENEFIT.opinions)}
      rows={items}
      keyOf={({ submission }) => submission}
      columns={[
        { name: 'day', title: BENEFIT.day, cell: ({ day }) => dayText(day, language) },
        { name: 'matter', title: BENEFIT.matter, cell: ({ matter }) => say(EXPERT_MATTERS[matter]) },
        { name: 'conclusion', title: BENEFIT.conclusion, cell: ({ conclusion }) => say(told(conclusion)) },
        { name: 'document', title: BENEFIT.document, cell: ({ document }) => document },
        {
          name: 'experts',
          title: BENEFIT.experts,
          cell: ({ experts }) => experts.join(language === 'zh' ? '、' : ', '),
        },
        {
          name: 'digest',
          title: BENEFIT.digest,
          cell: ({ opinionDigest }) => <code>{opinionDigest.slice(0, 16)}</code>,
        },
      ]}
    />
  )
}
