import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Checkbox, Select } from 'antd'
import { useState } from 'react'
import type { PapersAnswer, PaperView, StatementBody } from '../../src/certificates/statement-contract.js'
import { OwnBenefitProof } from '../certificates/own-benefit-proof.js'
import { OwnProof } from '../certificates/own-proof.js'
import { ReadyPaper } from '../certificates/ready-paper.js'
import { OwnDeliveries } from '../delivery/own-deliveries.js'
import { ask, type Problem } from '../shell/api.js'
import { useLanguage } from '../shell/language.js'
import { Page, Section } from '../shell/page.js'
import { useAsk } from '../shell/queries.js'
import { Answer, Empty, useSentence } from '../shell/states.js'
import { WORDS } from '../words.js'
import './citizen.css'
import { PaperCard, STATEMENTS_PATH } from './paper-card.js'
import { CITIZEN } from './words.js'

/** 权益记录单：选年度，出具，下载；已出具的都在下面。 */
export function StatementPage() {
  const { say } = useLanguage()
  const answer = useAsk<PapersAnswer>(STATEMENTS_PATH)
  return (
    <Page title={say(CITIZEN.papers)} lead={say(CITIZEN.statementLead)}>
      <Answer of={answer} rows={5}>
        {({ years, proofs, benefits, papers }) => (
          <>
            <Issue years={years} />
            {proofs && <OwnProof span={proofs} />}
            {benefits && <OwnBenefitProof />}
            <Section title={say(CITIZEN.issued)}>
              {papers.length === 0 ? (
                <Empty title={say(CITIZEN.noneIssued)} />
              ) : (
                <ul className="papers">
                  {papers.map((paper) => (
                    <li key={paper.serial}>
                      <PaperCard paper={paper} />
                    </li>
                  ))}
                </ul>
              )}
            </Section>
          </>
        )}
      </Answer>
      <OwnDeliveries />
    </Page>
  )
}

function Issue({ years }: { readonly years: readonly number[] }) {
  const { say } = useLanguage()
  const sentence = useSentence()
  const queries = useQueryClient()
  const [year, setYear] = useState(lastWhole(years))
  const [explain, setExplain] = useState(false)
  const issuing = useMutation<PaperView, Problem, number>({
    mutationFn: (chosen) =>
      ask(STATEMENTS_PATH, {
        method: 'POST',
        ...(explain ? { query: { explain } } : {}),
        body: { year: chosen } satisfies StatementBody,
      }),
    onSuccess: () => queries.invalidateQueries({ queryKey: [STATEMENTS_PATH] }),
  })
  if (year === undefined) return null
  return (
    <div className="card issue">
      <div className="issue-form">
        <label htmlFor="statement-year">{say(CITIZEN.chooseYear)}</label>
        <Select
          id="statement-year"
          value={year}
          options={years.map((value) => ({ value, label: say(WORDS.yearSuffix, { year: value }) }))}
          onChange={setYear}
        />
        <Button type="primary" loading={issuing.isPending} onClick={() => issuing.mutate(year)}>
          {say(CITIZEN.issue, { year })}
        </Button>
      </div>
      <Checkbox checked={explain} onChange={({ target }) => setExplain(target.checked)}>
        {say(CITIZEN.withReasons)}
      </Checkbox>
      {issuing.error && (
        <p className="form-problem" role="alert">
          {sentence(issuing.error)}
        </p>
      )}
      {issuing.data && (
        <ReadyPaper title={say(CITIZEN.ready, { year: issuing.data.year ?? '' })} paper={issuing.data} />
      )}
    </div>
  )
}

/** The newest year that is over, as most ask for; the running one can be chosen. */
function lastWhole(years: readonly number[]): number | undefined {
  return years[1] ?? years[0]
}
