import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button, Segmented } from 'antd'
import { useState } from 'react'
import type { StampRegister, StampWaiting, UseRequest } from '../../src/certificates/stamp-contract.js'
import { SUBMISSION_KINDS } from '../../src/collection/contract.js'
import { countText, instantText } from '../shell/amounts.js'
import { ask, type Problem } from '../shell/api.js'
import { DataTable } from '../shell/data-table.js'
import { FormProblem } from '../shell/form-problem.js'
import { type Both, useLanguage } from '../shell/language.js'
import { Section } from '../shell/page.js'
import { Empty } from '../shell/states.js'
import { BENEFIT_PATHS } from './paths.js'
import { BENEFIT } from './words.js'

/** 待用印的件：finished and not stamped; those that go out with a letter first. */
export function StampsWaiting({ waiting }: { readonly waiting: readonly StampWaiting[] }) {
  const { say, language } = useLanguage()
  const [which, setWhich] = useState<'letter' | 'all'>('letter')
  const queries = useQueryClient()
  const { message } = App.useApp()
  const using = useMutation<StampRegister, Problem, UseRequest>({
    mutationFn: (body) => ask(BENEFIT_PATHS.stampUses, { method: 'POST', body }),
    onSuccess: () => {
      void queries.invalidateQueries()
      void message.success(say(BENEFIT.stamped))
    },
  })
  const kinds: Readonly<Record<string, Both>> = SUBMISSION_KINDS
  const shown = which === 'all' ? waiting : waiting.filter(({ hasLetter }) => hasLetter)
  return (
    <Section
      title={say(BENEFIT.toStamp)}
      aside={
        <Segmented<'letter' | 'all'>
          value={which}
          options={[
            { value: 'letter', label: say(BENEFIT.withLetter) },
            { value: 'all', label: say(BENEFIT.allFinished) },
          ]}
          onChange={setWhich}
        />
      }
    >
      <FormProblem error={using.error} />
      {shown.length === 0 ? (
        <Empty title={say(BENEFIT.nothingToStamp)} />
      ) : (
        <DataTable
          caption={say(BENEFIT.toStamp)}
          rows={shown}
          step={20}
          keyOf={({ submission }) => submission}
          columns={[
            { name: 'at', title: BENEFIT.finishedAt, cell: ({ at }) => instantText(at, language) },
            { name: 'kind', title: BENEFIT.paper, cell: ({ kind }) => say(kinds[kind] ?? { zh: kind, en: kind }) },
            { name: 'employer', title: BENEFIT.employer, cell: ({ employer }) => employer ?? '—' },
            { name: 'rows', title: BENEFIT.rows, amount: true, cell: ({ rows }) => countText(rows) },
            {
              name: 'state',
              title: BENEFIT.outcome,
              cell: ({ state }) => say(state === 'returned' ? BENEFIT.notGranted : BENEFIT.granted),
            },
            { name: 'maker', title: BENEFIT.maker, cell: ({ maker }) => maker },
            {
              name: 'number',
              title: BENEFIT.caseNumber,
              cell: ({ submission }) => <code title={submission}>{submission.slice(-12)}</code>,
            },
            {
              name: 'use',
              title: BENEFIT.use,
              cell: ({ submission }) => (
                <Button
                  size="small"
                  loading={using.isPending && using.variables.submission === submission}
                  disabled={using.isPending}
                  onClick={() => using.mutate({ submission })}
                >
                  {say(BENEFIT.use)}
                </Button>
              ),
            },
          ]}
        />
      )}
    </Section>
  )
}
