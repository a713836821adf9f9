import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button, Segmented } from 'antd'
import { useState } from 'react'
import type { StampQueue, StampRegister, StampWaiting, UseRequest } from '../../src/certificates/stamp-contract.js'
import { SUBMISSION_KINDS } from '../../src/collection/contract.js'
import { countText, instantText } from '../shell/amounts.js'
import { ask, type Problem } from '../shell/api.js'
import { DataTable } from '../shell/data-table.js'
import { FormProblem } from '../shell/form-problem.js'
import { type Both, useLanguage } from '../shell/language.js'
import { Section } from '../shell/page.js'
import { MorePages, usePages } from '../shell/pages.js'
import { Answer, Empty } from '../shell/states.js'
import { BENEFIT_PATHS } from './paths.js'
import { BENEFIT } from './words.js'

/** 待用印的件：finished and not stamped, the oldest first; those that go out with a letter, or all. */
export function StampsWaiting() {
  const { say } = useLanguage()
  const [which, setWhich] = useState<'letter' | 'all'>('letter')
  const queue = usePages<StampQueue>(BENEFIT_PATHS.stampQueue, 'after', which === 'letter' ? { letters: 'only' } : {})
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
      <Answer of={queue} rows={6}>
        {({ pages }) => <Waiting waiting={pages.flatMap(({ items }) => items)} />}
      </Answer>
      <MorePages of={queue} says={BENEFIT.laterOnes} />
    </Section>
  )
}

function Waiting({ waiting }: { readonly waiting: readonly StampWaiting[] }) {
  const { say, language } = useLanguage()
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
  return (
    <>
      <FormProblem error={using.error} />
      {waiting.length === 0 ? (
        <Empty title={say(BENEFIT.nothingToStamp)} />
      ) : (
        <DataTable
          caption={say(BENEFIT.toStamp)}
          rows={waiting}
          step={Number.MAX_SAFE_INTEGER}
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
    </>
  )
}
