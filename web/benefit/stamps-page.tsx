import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { PAPER_FORM_NAMES } from '../../src/certificates/contract.js'
import type { StampRegister } from '../../src/certificates/stamp-contract.js'
import { SUBMISSION_KINDS } from '../../src/collection/contract.js'
import { instantText } from '../shell/amounts.js'
import { ask, type Problem } from '../shell/api.js'
import { DataTable } from '../shell/data-table.js'
import { FormProblem } from '../shell/form-problem.js'
import { type Both, useLanguage } from '../shell/language.js'
import { Page, Section } from '../shell/page.js'
import { useAsk } from '../shell/queries.js'
import { Answer } from '../shell/states.js'
import { BENEFIT_PATHS } from './paths.js'
import { StampsWaiting } from './stamps-waiting.js'
import { BENEFIT } from './words.js'

/** 用印：the stamp, and what it was used for. */
export function StampsPage() {
  const { say } = useLanguage()
  const register = useAsk<StampRegister>(BENEFIT_PATHS.stamps)
  return (
    <Page title={say(BENEFIT.stamps)} lead={say(BENEFIT.stampsLead)}>
      <Answer of={register} rows={6}>
        {(found) => (
          <>
            {found.stamp && (
              <>
                <p>{say(BENEFIT.inUse, { name: found.stamp.name, keeper: found.stamp.keeper })}</p>
                <StampsWaiting />
              </>
            )}
            <Uses uses={found.uses} />
            <Section title={say(found.stamp === undefined ? BENEFIT.setUp : BENEFIT.setUpAnother)}>
              <SetUp />
            </Section>
          </>
        )}
      </Answer>
    </Page>
  )
}

/** 启用印章：takes the place of the one in use. */
function SetUp() {
  const { say } = useLanguage()
  const [name, setName] = useState('')
  const queries = useQueryClient()
  const doing = useMutation<StampRegister, Problem, { readonly name: string }>({
    mutationFn: (body) => ask(BENEFIT_PATHS.stamps, { method: 'POST', body }),
    onSuccess: () => {
      setName('')
      void queries.invalidateQueries()
    },
  })
  return (
    <div className="card entry-form page-body">
      <div className="entry-field">
        <label htmlFor="stamp-name">{say(BENEFIT.stampName)}</label>
        <Input id="stamp-name" maxLength={60} value={name} onChange={({ target }) => setName(target.value)} />
      </div>
      <div className="entry-go">
        <FormProblem error={doing.error} />
        <Button
          loading={doing.isPending}
          disabled={name.trim().length < 2}
          onClick={() => doing.mutate({ name: name.trim() })}
        >
          {say(BENEFIT.setUp)}
        </Button>
      </div>
    </div>
  )
}

function Uses({ uses }: { readonly uses: StampRegister['uses'] }) {
  const { say, language } = useLanguage()
  const kinds: Readonly<Record<string, Both>> = { ...SUBMISSION_KINDS, ...PAPER_FORM_NAMES }
  return (
    <Section title={say(BENEFIT.uses)}>
      <DataTable
        caption={say(BENEFIT.uses)}
        rows={uses}
        keyOf={({ caseKind, caseId }) => `${caseKind}/${caseId}`}
        columns={[
          { name: 'at', title: BENEFIT.at, cell: ({ at }) => instantText(at, language) },
          { name: 'paper', title: BENEFIT.paper, cell: ({ paper }) => say(kinds[paper] ?? { zh: paper, en: paper }) },
          {
            name: 'case',
            title: BENEFIT.caseNumber,
            cell: ({ caseId }) => <code title={caseId}>{caseId.slice(-12)}</code>,
          },
          { name: 'maker', title: BENEFIT.maker, cell: ({ maker }) => maker },
          { name: 'keeper', title: BENEFIT.keeper, cell: ({ keeper }) => keeper ?? '—' },
        ]}
      />
    </Section>
  )
}
