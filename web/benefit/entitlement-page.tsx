import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import type { CheckFile, DueChecks, Proposed } from '../../src/collection/entitlement-contract.js'
import { BENEFIT_KINDS } from '../../src/collection/fact-entry-contract.js'
import { dayText, monthText } from '../shell/amounts.js'
import { ask, type Problem } from '../shell/api.js'
import { DataTable } from '../shell/data-table.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { Page, Section } from '../shell/page.js'
import { useAsk } from '../shell/queries.js'
import { Answer, Empty } from '../shell/states.js'
import { useUpload } from '../shell/upload.js'
import { TemplateButtons } from '../standard/templates-page.js'
import { DropFile } from '../submission/drop-file.js'
import { shortInsurance } from '../submission/words.js'
import { BENEFIT_PATHS } from './paths.js'
import { BENEFIT } from './words.js'

/** 领取资格认证：who runs out, what is proposed, results by file. */
export function EntitlementPage() {
  const { say } = useLanguage()
  const due = useAsk<DueChecks>(BENEFIT_PATHS.due)
  const queries = useQueryClient()
  const proposing = useMutation<Proposed, Problem>({
    mutationFn: () => ask(BENEFIT_PATHS.proposals, { method: 'POST' }),
    onSuccess: () => void queries.invalidateQueries(),
  })
  return (
    <Page
      title={say(BENEFIT.checks)}
      lead={say(BENEFIT.checksLead)}
      actions={
        <Button loading={proposing.isPending} onClick={() => proposing.mutate()}>
          {say(BENEFIT.propose)}
        </Button>
      }
    >
      <FormProblem error={proposing.error} />
      {proposing.data && <p role="status">{say(BENEFIT.proposed, { ...proposing.data })}</p>}
      <Answer of={due} rows={6}>
        {(answer) => (answer.persons === 0 ? <Empty title={say(BENEFIT.nobodyDue)} /> : <Due due={answer} />)}
      </Answer>
      <ResultFile />
    </Page>
  )
}

function Due({ due }: { readonly due: DueChecks }) {
  const { say, language } = useLanguage()
  const { persons, lapsed, shown } = due
  return (
    <>
      <p>{say(BENEFIT.dueCount, { persons, lapsed })}</p>
      <DataTable
        caption={say(BENEFIT.checks)}
        rows={shown}
        keyOf={({ identityNumber }, index) => `${identityNumber}/${index}`}
        toneOf={({ isLapsed }) => (isLapsed ? 'warn' : undefined)}
        columns={[
          {
            name: 'person',
            title: BENEFIT.person,
            cell: ({ fullName, identityNumber }) => (
              <>
                {fullName} <small className="number">{identityNumber}</small>
              </>
            ),
          },
          { name: 'insurance', title: BENEFIT.insurance, cell: (row) => say(shortInsurance(row.insurance)) },
          { name: 'kind', title: BENEFIT.benefitKind, cell: (row) => say(kindName(row.benefitKind)) },
          { name: 'until', title: BENEFIT.until, cell: ({ until }) => monthText(until, language) },
          {
            name: 'last',
            title: BENEFIT.lastDay,
            cell: ({ lastDay }) => (lastDay === undefined ? '—' : dayText(lastDay, language)),
          },
          { name: 'method', title: BENEFIT.method, cell: ({ method }) => (method === undefined ? '—' : say(method)) },
          {
            name: 'state',
            title: BENEFIT.difference,
            cell: ({ isLapsed }) => say(isLapsed ? BENEFIT.lapsed : BENEFIT.due),
          },
        ]}
      />
    </>
  )
}

function kindName(kind: string) {
  return BENEFIT_KINDS[kind as keyof typeof BENEFIT_KINDS] ?? { zh: kind, en: kind }
}

function ResultFile() {
  const { say } = useLanguage()
  const [taken, setTaken] = useState<CheckFile>()
  const upload = useUpload<CheckFile>(setTaken)
  const send = (file: File) => {
    const form = new FormData()
    form.set('file', file)
    upload.send({ path: BENEFIT_PATHS.checkFile, form })
  }
  return (
    <Section
      title={say(BENEFIT.checkFile)}
      aside={<TemplateButtons at="/api/desk/standard" kind="entitlementCheck" name={say(BENEFIT.checkFile)} />}
    >
      <FormProblem error={upload.error} />
      <DropFile label={say(BENEFIT.checkFile)} progress={upload.progress} onFile={send} />
      {taken && (
        <div role="status">
          <p>
            {say(BENEFIT.fileTaken, { rowsIn: taken.rowsIn, accepted: taken.accepted, refused: taken.refused })}{' '}
            {taken.filed && <Link to={`/submissions/${taken.filed}`}>{say(BENEFIT.toSubmission)}</Link>}
          </p>
          <ul>
            {taken.refusedRows.map(({ row, code, sentence, remedy }) => (
              <li key={`${row}/${code}`}>
                {row}: {say(sentence)} {say(remedy)}
              </li>
            ))}
          </ul>
        </div>
      )}
    </Section>
  )
}
